"""The one error of this room, whatever the disk or SQLite said: its text is the line the user reads."""


class StoreError(Exception):
    """Something could not be read or kept. str() is one clear line that names the file."""
