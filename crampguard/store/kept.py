"""Changes that the diary could not take: kept in their order, each with its own instant, until it can."""

from collections import deque
from collections.abc import Callable
from datetime import datetime

from crampguard.i18n import _
from crampguard.store.errors import NoRoom, NotNow

_AT_MOST = 100

Change = Callable[..., object]


class Kept:
    """In memory only: there is nowhere else. `at`: the instant of the change that is just being saved."""

    def __init__(self) -> None:
        self.at: datetime | None = None
        self._changes: deque[tuple[datetime, Change, tuple[object, ...]]] = deque()
        self._line = ""

    def __bool__(self) -> bool:
        return bool(self._changes)

    @property
    def line(self) -> str:
        """What the user needs to know; empty where nothing is kept."""
        return self._line if self._changes else ""

    def add(self, at: datetime, change: Change, words: tuple[object, ...], error: NotNow) -> None:
        """Keeps it, unless there are too many. The same again, from an impatient hand, is kept once."""
        if not self._changes or self._changes[-1][1:] != (change, words):
            if len(self._changes) == _AT_MOST:
                self._line = _("Not saved: {why}.").format(why=error.why)
                return
            self._changes.append((at, change, words))
        self._line = _line(error)

    def save(self) -> None:
        """Makes the changes as of when they were made. NotNow where the diary still cannot take them all."""
        while self._changes:
            self.at, change, words = self._changes[0]
            try:
                change(*words)
            except NotNow as error:
                self._line = _line(error)
                raise
            finally:
                self.at = None
            self._changes.popleft()


def _line(error: NotNow) -> str:
    if isinstance(error, NoRoom):
        return _(
            "Not saved: the disk is full. Your last change is kept here and saved as soon as there is room."
        )
    text = _("Not saved: {why}. Your last change is kept here and saved as soon as it can be.")
    return text.format(why=error.why)
