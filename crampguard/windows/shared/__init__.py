"""What the windows share. Imports no window."""
