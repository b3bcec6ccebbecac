"""The queue of actions that the diary could not save: retried in order, each with its own instant."""

from collections import deque
from collections.abc import Callable
from datetime import datetime

from crampguard.i18n import _
from crampguard.routine.actions import Action
from crampguard.store.errors import NoRoom, NotNow

_MOST = 100

Apply = Callable[[Action, datetime], object]


class RetryQueue:
    """In memory only, because the disk is what failed. apply: performs an action as of its instant."""

    def __init__(self, apply: Apply) -> None:
        self._apply = apply
        self._actions: deque[tuple[datetime, Action]] = deque()
        self._line = ""

    def __bool__(self) -> bool:
        return bool(self._actions)

    @property
    def line(self) -> str:
        """What the user needs to know; empty where nothing is queued."""
        return self._line if self._actions else ""

    def add(self, made_at: datetime, action: Action, error: NotNow) -> None:
        """Queues it, unless the queue is full. A repeated click is queued once."""
        if not self._actions or self._actions[-1][1] != action:
            if len(self._actions) == _MOST:
                self._line = _("Not saved: {why}.").format(why=error.why)
                return
            self._actions.append((made_at, action))
        self._line = _line(error)

    def save(self) -> None:
        """Performs what is queued. NotNow where the diary still cannot save all of it."""
        while self._actions:
            made_at, action = self._actions[0]
            try:
                self._apply(action, made_at)
            except NotNow as error:
                self._line = _line(error)
                raise
            self._actions.popleft()


def _line(error: NotNow) -> str:
    if isinstance(error, NoRoom):
        return _(
            "Not saved: the disk is full. Your last change is kept here and saved as soon as there is room."
        )
    text = _("Not saved: {why}. Your last change is kept here and saved as soon as it can be.")
    return text.format(why=error.why)
