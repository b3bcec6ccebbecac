"""The windows and the tray: all that the user sees, drawn with Qt."""
