"""What can go wrong on the disk, as one line for the user."""

from pathlib import Path

from crampguard.i18n import _


class StoreError(Exception):
    """Something could not be read or written. str() is one line that names the file."""


class NotNow(StoreError):  # noqa: N818 (an answer, not a fault)
    """The diary cannot do it now, but perhaps later. why: the reason, without the file."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(_("{file}: {reason}").format(file=file, reason=why))
        self.why = why


class NoRoom(NotNow):
    """The disk is full."""


class Damaged(NotNow):
    """The diary is damaged."""


class NotOurs(ValueError):  # noqa: N818 (an answer, not a fault)
    """A database of another program, or of a newer version of this one. It must never be touched."""
