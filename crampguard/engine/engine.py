"""The one door for changes, and the one state of tonight that everyone shows.

A change runs from here through a transaction into the diary, is published, and never turns back. Nudges are
claimed only when the alarm rings: a command in a terminal has no alarm, so it takes no nudge from the tray.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from crampguard.engine.changes import Changes
from crampguard.engine.current_settings import CurrentSettings
from crampguard.engine.loop import Listener, Loop
from crampguard.engine.notification_memory import NotificationMemory
from crampguard.engine.outcome import Outcome
from crampguard.engine.ports import Alarm, Clock
from crampguard.engine.rearm import Rearming
from crampguard.engine.retry import RetryQueue
from crampguard.engine.snapshot import SnapshotReader
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.answer_words import answer_words
from crampguard.routine.morning import Cramp
from crampguard.routine.refused import Refused
from crampguard.routine.tonight import LastAnswer, Tonight
from crampguard.store.diary import Diary
from crampguard.store.errors import Damaged, NotNow, StoreError
from crampguard.store.failures import for_log, only_logged
from crampguard.store.settings import SettingChanges, Settings, SettingsFile

if TYPE_CHECKING:
    from crampguard.engine.learning import Learning
    from crampguard.routine.advice import Sign
    from crampguard.store.transfer.answers import ImportedData
    from crampguard.store.transfer.merge import Merged

# What these kinds write into the settings, and the kind that takes it back.
_SETTINGS = {
    ActionKind.LIST_ONLY: ("notify", False, ActionKind.NUDGE_AGAIN),
    ActionKind.NUDGE_AGAIN: ("notify", True, ActionKind.LIST_ONLY),
    ActionKind.SWITCH_OFF: ("enabled", False, ActionKind.SWITCH_ON),
    ActionKind.SWITCH_ON: ("enabled", True, ActionKind.SWITCH_OFF),
}

_log = logging.getLogger(__name__)


def _toss() -> bool:
    """A fair coin from the system's random source."""
    import secrets

    return bool(secrets.randbits(1))


class Engine:
    """One in each process. `start` is for the one that shows things; a command asks and changes.

    toss: the coin of the user's own trial. notifications: what the one on the screen stands for.
    """

    def __init__(
        self, diary: Diary, settings: SettingsFile, clock: Clock, toss: Callable[[], bool] = _toss
    ) -> None:
        self._diary = diary
        self._current = CurrentSettings(settings)
        self._reader = SnapshotReader(diary, self._current, clock)
        self._toss = toss
        self._rearming = Rearming(diary, self._current, self._reader, self._learning)
        self._changes = Changes(diary, self._current, self._reader, self._rearming, self._learning)
        self._queue = RetryQueue(self._apply_late)
        self._loop = Loop(diary, self._current, self._reader, self._rearming, self._queue)
        self.notifications = NotificationMemory(diary, self._current, self._reader, self.perform, self._loop)

    # The state

    @property
    def tonight(self) -> Tonight:
        """The state that everyone shows, as it was last published."""
        return self._loop.tonight

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._current.settings

    def listen(self, listener: Listener) -> None:
        """Calls it with each state that is published."""
        self._loop.listeners.append(listener)

    def start(self, alarm: Alarm) -> None:
        """Begins to watch the evening: from here on nudges are told."""
        self._loop.start(alarm)

    def resumed(self) -> None:
        """The machine slept until now: what is still useful is told a little later."""
        self._loop.resumed()

    def refresh(self) -> None:
        """Reads everything again: another process changed something, or the clock or the zone is new."""
        self._loop.refresh()

    def ring(self) -> None:
        """The alarm: claims what is to be told now, then shows it."""
        self._loop.ring()

    def reload(self) -> None:
        """Applies the settings file as it is now."""
        self._loop.reload()

    def view(self, day: date | None = None) -> Tonight:
        """The state of a night, by default the present one. Refused for a date that was skipped."""
        return self._loop.view(day)

    def slept(self) -> date:
        """The night that a morning is about where none is named."""
        with self._diary.snapshot():
            return self._reader.slept(self._reader.now())

    def last_cramp(self) -> Cramp | None:
        """The latest "cramp now" of this night or the one before. StoreError."""
        with self._diary.snapshot():
            found = self._reader.last_cramp(self._reader.now())
        return None if found is None else found[1]

    # Changes

    def perform(self, action: Action) -> Outcome:
        """Carries out an action and publishes the new state. What goes wrong is in the outcome.

        What the diary cannot take now is queued, and saved as of this instant as soon as it can be.
        ValueError for an action that only opens a window.
        """
        if action.kind in _SETTINGS:
            return self._perform_on_settings(action)
        made_at = self._reader.now()
        try:
            self._queue.save()
            with self._diary.transaction():
                self._rearming.begin_night(made_at)
                undo = self._changes.apply(action, made_at)
        except NotNow as error:
            return self._queued(action, made_at, error)
        except (Refused, StoreError) as error:
            self._loop.report(error)
            return Outcome(action.night, error=error)
        self._remember(action, undo)
        self._loop.refresh()
        return Outcome(action.night, undo, warning_signs=self._signs(action))

    def choose(self, changes: SettingChanges) -> Outcome:
        """Writes these settings and applies them; None is the default again, or takes a whole table out.

        By dotted key: {"schedule.saturday.wake": "08:00", "habits.stretch.enabled": False}. An error, with
        nothing written, where the file would make no sense.
        """
        night = self.tonight.night.date
        try:
            self._current.write(changes)
        except (Refused, StoreError) as error:
            return Outcome(night, error=error)
        self.reload()
        return Outcome(night)

    def export_file(self, path: Path) -> None:
        """Writes the nights as .json or .csv, or the moments of the evenings as .ics. StoreError."""
        from crampguard.store.transfer.export import export_to

        export_to(path, self._diary, self._current.routine, self._reader.now(), self._reader.zone)

    def import_data(self, data: "ImportedData") -> "Merged":
        """Merges an export, all or nothing; of two answers about the same thing the later holds. StoreError.

        A habit that is not known here joins the settings, switched off, so that its marks have a title. The
        settings are written last inside the transaction, and put back should its commit fail.
        """
        from crampguard.store.transfer.merge import merge

        self._queue.save()
        added: tuple[str, ...] = ()
        try:
            with self._diary.transaction(), self._rearming.around(self._reader.now()):
                counts = merge(self._diary, data.answers)
                for night in {night for night, _habit in data.answers.marks}:
                    self._diary.set_known(night, self._reader.end_of(night))
                added = self._current.add_habits(data.titles)
        except BaseException:
            self._current.remove_habits(added)
            raise
        self.refresh()
        return replace(counts, habits=len(added))

    def restore(self, backup: Path) -> Path | None:
        """Takes back everything to that backup; gives the copy of what there was before, if anything was.

        StoreError where that cannot be done.
        """
        kept = self._diary.restore(backup)
        self.refresh()
        return kept

    def acknowledge_news(self) -> None:
        """The user has read that the diary was repaired."""
        if not self.tonight.news:
            return
        try:
            with self._diary.transaction():
                self._diary.set_repairs_read()
        except StoreError as error:
            self._loop.report(error)
        else:
            self.refresh()

    def say_once(self, what: str) -> bool:
        """Whether something that is said once in a lifetime has not been said yet; now it has."""
        with only_logged(), self._diary.transaction():
            return self._diary.say_once(what)
        return False

    def save_queue(self) -> None:
        """Tries once more to save what the diary could not take."""
        self._loop.save_queue()

    def try_reading(self, read: Callable[[], object]) -> bool:
        """Runs what reads the diary for a window; an error is published as a problem. Whether it worked."""
        try:
            read()
        except (Refused, StoreError) as error:
            self._loop.report(error)
            return False
        return True

    def _learning(self) -> "Learning":
        from crampguard.engine.learning import Learning

        return Learning(self._diary, self._current, self._toss)

    def _apply_late(self, action: Action, made_at: datetime) -> None:
        """An action from the queue. One that makes no sense any more is dropped."""
        try:
            with self._diary.transaction():
                self._changes.apply(action, made_at, late=True)
        except NotNow:
            raise
        except (Refused, StoreError) as error:
            _log.warning("not saved: %s", for_log(error))

    def _queued(self, action: Action, made_at: datetime, error: NotNow) -> Outcome:
        self._queue.add(made_at, action, error)
        if isinstance(error, Damaged):
            self._loop.refresh()  # which repairs the diary, and saves
            if not self._queue:
                return Outcome(action.night)
        else:
            self._loop.report(error)
        return Outcome(action.night, error=error)

    def _perform_on_settings(self, action: Action) -> Outcome:
        key, value, back = _SETTINGS[action.kind]
        outcome = self.choose({f"habits.{habit}.{key}": value for habit in action.habits})
        if outcome.error is not None:
            self._loop.report(outcome.error)
            return outcome
        undo = Action(back, action.night, action.habits)
        self._remember(action, undo)
        self._loop.refresh()
        return Outcome(action.night, undo)

    def _remember(self, action: Action, undo: Action | None) -> None:
        """Offers to take the action back. What changed nothing leaves the offer of the answer before."""
        text = answer_words(action, self.settings.routine.habits, self.tonight.night.date)
        if undo is not None:
            self._loop.offer_undo(LastAnswer(text, undo) if text else None)

    def _signs(self, action: Action) -> "tuple[Sign, ...]":
        if action.morning is None or not action.morning.cramp:
            return ()
        from crampguard.store.advice import raised_signs

        with only_logged():
            return raised_signs(self._diary, action.night, action.morning, self._reader.zone)
        return ()
