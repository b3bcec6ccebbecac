"""Which night and habits each notification is about, so that its buttons work whenever they are pressed.

The diary stores it: a button pressed after a restart, or the next morning, acts on the right night.
"""

from collections.abc import Callable
from datetime import date, timedelta

from crampguard.engine.current_settings import CurrentSettings
from crampguard.engine.loop import Loop
from crampguard.engine.outcome import Outcome
from crampguard.engine.snapshot import SnapshotReader
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.question import MORNING
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary, Shown
from crampguard.store.errors import StoreError
from crampguard.store.failures import only_logged

_KNOWN_FOR = timedelta(days=7)


class NotificationMemory:
    """perform: carries out what a button does. No method raises; what could not be saved is retried."""

    def __init__(
        self,
        diary: Diary,
        current: CurrentSettings,
        reader: SnapshotReader,
        perform: Callable[[Action], Outcome],
        loop: Loop,
    ) -> None:
        self._diary = diary
        self._current = current
        self._reader = reader
        self._perform = perform
        self._loop = loop
        self._last: Shown | None = None  # of this run
        self._unsaved = False
        loop.listeners.append(self._save)

    def shown(self, shown: Shown) -> None:
        """It is on the screen now."""
        self._last, self._unsaved = shown, True
        self._save(self._loop.tonight)

    def gone(self, server: str, id_: int) -> None:
        """It has left the screen; its buttons are still understood."""
        self._write(lambda: self._diary.set_gone(server, id_))

    def on_screen(self) -> Shown | None:
        """The notification last known to be on the screen, perhaps from an earlier run."""
        with only_logged():
            return self._diary.open_notification()
        return None

    def knows(self, server: str, id_: int) -> bool:
        """Whether a notification of that server is ours, and not answered yet."""
        return self._find(server, id_) is not None

    def asked_about(self, server: str, id_: int) -> date:
        """The night that its morning question is about; the last night if it is not known any more."""
        found = self._find(server, id_)
        return self._loop.tonight.about if found is None else self._reader.before(found.night)

    def press(self, server: str, id_: int, key: str) -> Outcome | None:
        """Performs what a button stands for, once, for the notification's own night.

        None for a notification that is not known (any more), and for a key that changes nothing.
        """
        found = self._find(server, id_)
        action = None if found is None else self._action(found, key)
        if action is None:
            return None
        outcome = self._perform(action)
        with only_logged(), self._diary.transaction():
            self._diary.forget_shown(server, id_)
        return outcome

    def _find(self, server: str, id_: int) -> Shown | None:
        """From the diary, or from memory where that cannot be read."""
        with only_logged():
            return self._diary.shown(server, id_)
        last = self._last
        return last if last is not None and (last.server, last.id) == (server, id_) else None

    def _action(self, shown: Shown, key: str) -> Action | None:
        """The action of a button. A snooze that comes too late is taken as OK."""
        known = {MORNING, *(habit.id for habit in self._current.routine.habits)}
        habits = tuple(habit for habit in shown.habits if habit in known)
        match key:
            case ActionKind.NO_CRAMP if MORNING in shown.habits:
                return Action(ActionKind.NO_CRAMP, self._reader.before(shown.night))
            case ActionKind.GOOD_NIGHT:
                return Action(ActionKind.GOOD_NIGHT, shown.night)
            case ActionKind.DONE if habits:
                return Action(ActionKind.DONE_ALL, shown.night, habits)
            case ActionKind.SKIP | ActionKind.ACKNOWLEDGE if habits:
                return Action(ActionKind(key), shown.night, habits)
            case ActionKind.SNOOZE if habits:
                kind = ActionKind.SNOOZE if self._can_snooze(shown) else ActionKind.ACKNOWLEDGE
                return Action(kind, shown.night, habits)
            case _:
                return None

    def _can_snooze(self, shown: Shown) -> bool:
        now = self._reader.now()
        until = now + timedelta(minutes=self._current.settings.snooze)
        with only_logged():
            items = self._reader.items(shown.night, now)
            return any(habit in items and items[habit].can_snooze(until) for habit in shown.habits)
        return True  # checked again when the queue is saved

    def _save(self, _tonight: Tonight) -> None:
        """Tries with each published state until it works.

        A failure publishes a state too, so this must not try again inside that.
        """
        if self._last is None or not self._unsaved:
            return
        shown, now = self._last, self._reader.now()
        self._unsaved = False
        forget = now - _KNOWN_FOR
        self._unsaved = not self._write(lambda: self._diary.add_shown(shown, now, forget_before=forget))

    def _write(self, write: Callable[[], None]) -> bool:
        try:
            with self._diary.transaction():
                write()
        except StoreError as error:
            self._loop.report(error)
            return False
        return True
