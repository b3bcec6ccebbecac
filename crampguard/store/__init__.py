"""What is remembered: the diary, the settings and the habit catalogue, checked where they come in."""
