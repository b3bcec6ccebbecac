"""The watch over the evening: when to look, what to tell, and what went wrong, for all who listen.

After each change every listener is told once and the alarm is set once, to the next instant at which
anything changes.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

from crampguard.engine.arming import Arming
from crampguard.engine.in_force import InForce
from crampguard.engine.ports import Alarm
from crampguard.engine.refusals import Refused
from crampguard.engine.state import Reader
from crampguard.engine.writing import Writer
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.errors import Damaged, NotNow, StoreError, for_log

_RETRY = timedelta(minutes=1)

_log = logging.getLogger(__name__)

Listener = Callable[[Tonight], None]


class Watch:
    """tonight: the last state that was told. alarm_at: when the alarm rings, if there is one."""

    def __init__(
        self, diary: Diary, in_force: InForce, reader: Reader, writer: Writer, arming: Arming
    ) -> None:
        self.listeners: list[Listener] = []
        self.alarm_at: datetime | None = None
        self._alarm: Alarm | None = None
        self._diary = diary
        self._in_force = in_force
        self._reader = reader
        self._writer = writer
        self._arming = arming
        try:
            self.tonight = self.view()
        except Damaged:
            self.tonight = self.view()  # this use mends it

    def start(self, alarm: Alarm) -> None:
        self._alarm = alarm
        self._reader.gap_ends()
        self.reload()

    def resumed(self) -> None:
        self._reader.gap_ends()
        self.look()

    def look(self) -> None:
        self._writer.save_kept()
        try:
            tonight = self.view()
        except StoreError as error:
            self._worry(error)
        else:
            self._tell(tonight)

    def ring(self) -> None:
        try:
            with self._settings_taken_up() as now:
                tonight = self._reader.tonight(now)
                told = tonight.to_tell()
                for item in told:
                    self._diary.claim(tonight.night.date, item.habit.id, now)
                if told:
                    tonight = replace(self._reader.tonight(now), joined=True)
        except StoreError as error:
            self._worry(error)
        else:
            self._tell(replace(tonight, problems=self._problems()))

    def reload(self) -> None:
        self._in_force.read_again()
        try:
            with self._settings_taken_up():
                pass
        except StoreError as error:
            self._worry(error)
        else:
            self.look()

    @contextmanager
    def changing(self) -> Iterator[datetime]:
        """A change, with its instant, and a look after it; after the last one, where kept ones are saved."""
        with self._writer.transaction() as now:
            yield now
        if not self._writer.saving_kept:
            self.look()

    def view(self, day: date | None = None) -> Tonight:
        with self._diary.snapshot():
            return replace(self._reader.tonight(self._reader.now(), day), problems=self._problems())

    def attempt(self, change: Callable[..., object], words: tuple[object, ...]) -> bool:
        try:
            self.insist(change, words)
        except NotNow as error:
            if not error.of_change:
                self._worry(error)
        except (Refused, StoreError) as error:
            self._worry(error)
        else:
            return True
        return False

    def insist(self, change: Callable[..., object], words: tuple[object, ...]) -> None:
        made = self._reader.now()
        try:
            change(*words)
        except NotNow as error:
            if error.of_change:
                self._writer.keep(made, change, words, error)
                if isinstance(error, Damaged):
                    self.look()  # which mends it, and saves
                else:
                    self._worry(error)
            if self._writer.kept or not error.of_change:
                raise

    def _worry(self, error: Exception) -> None:
        """Shows the state, or the last that was read, with a line that says what went wrong.

        A look again soon may mend it.
        """
        _log.warning("%s", for_log(error))
        more = () if self._writer.kept and isinstance(error, NotNow) else (str(error),)
        try:
            tonight = self.view()
        except StoreError:
            tonight = self.tonight
        now = self._reader.now()
        ahead = [] if self.alarm_at is None or self.alarm_at <= now else [self.alarm_at]
        self._show(
            replace(tonight, problems=self._problems(*more), joined=False), min([now + _RETRY, *ahead])
        )

    def _tell(self, tonight: Tonight) -> None:
        again = [self._reader.now() + _RETRY] if self._writer.kept else []
        self._show(tonight, min([tonight.next_change(), *again]))

    def _show(self, tonight: Tonight, next_look: datetime) -> None:
        self.tonight = tonight
        self.alarm_at = next_look
        if self._alarm is not None:
            self._alarm.ring_at(next_look)
        for listener in self.listeners:
            listener(tonight)

    def _problems(self, *more: str) -> tuple[str, ...]:
        return (*self._in_force.settings.problems, *filter(None, (self._writer.kept.line, *more)))

    @contextmanager
    def _settings_taken_up(self) -> Iterator[datetime]:
        """A transaction in which the diary sees the settings in force, and the instant of it."""
        with self._writer.transaction() as now:
            self._arming.take_up(now)
            yield now
        self._in_force.edited = False
