"""The Settings window: its pages, and the way from them to the file."""
