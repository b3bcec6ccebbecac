"""The loop of the evening: refresh the state, set the alarm to its next change, publish it to all listeners.

Whatever happened, every listener is told once and the alarm is set once.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from crampguard.engine.current_settings import CurrentSettings
from crampguard.engine.ports import Alarm
from crampguard.engine.rearm import Rearming
from crampguard.engine.retry import RetryQueue
from crampguard.engine.snapshot import SnapshotReader
from crampguard.routine.tonight import LastAnswer, Tonight
from crampguard.store.diary import Diary
from crampguard.store.errors import Damaged, NotNow, StoreError
from crampguard.store.failures import for_log, only_logged

_LONGEST_WAIT = 60  # seconds between two tries; the first comes after one

_log = logging.getLogger(__name__)

Listener = Callable[[Tonight], None]


class Loop:
    """tonight: the state as last published. alarm_at: when the alarm rings, None before the first publish."""

    def __init__(
        self,
        diary: Diary,
        current: CurrentSettings,
        reader: SnapshotReader,
        rearming: Rearming,
        queue: RetryQueue,
    ) -> None:
        self.listeners: list[Listener] = []
        self.alarm_at: datetime | None = None
        self._last_answer: LastAnswer | None = None
        self._alarm: Alarm | None = None
        self._failures = 0  # in a row
        self._diary = diary
        self._current = current
        self._reader = reader
        self._rearming = rearming
        self._queue = queue
        try:
            self.tonight = self.view()
        except Damaged:
            self.tonight = self.view()  # reading it once more repairs it

    def start(self, alarm: Alarm) -> None:
        self._alarm = alarm
        self._reader.end_gap()
        self.reload()

    def resumed(self) -> None:
        self._reader.end_gap()
        self.refresh()

    def refresh(self) -> None:
        """Saves what is queued, reads everything again and publishes it."""
        self.save_queue()
        try:
            tonight = self.view()
        except StoreError as error:
            self.report(error)
        else:
            self._publish(tonight)

    def ring(self) -> None:
        """Claims what is to be told now, in one transaction, and only then shows it.

        So each nudge is told at most once, whatever crashes and however many processes there are.
        """
        try:
            self._queue.save()
            with self._applying_settings() as now:
                tonight = self._reader.tonight(now)
                told = tonight.to_tell()
                for item in told:
                    self._diary.claim(tonight.night.date, item.habit.id, now)
                if told:
                    tonight = replace(self._reader.tonight(now), joined=True)
        except StoreError as error:
            self.report(error)
        else:
            self._publish(self._completed(tonight))

    def reload(self) -> None:
        """Reads the settings file; nudges that an edit moved are re-armed or let pass."""
        self._current.read_again()
        try:
            self._queue.save()
            with self._applying_settings():
                pass
        except StoreError as error:
            self.report(error)
        else:
            self.refresh()

    def offer_undo(self, answer: LastAnswer | None) -> None:
        """From the next publish on this is what can be taken back, until something else is answered."""
        self._last_answer = answer

    def view(self, day: date | None = None) -> Tonight:
        """The state of a night, by default the present one. Refused for a date that was skipped."""
        with self._diary.snapshot():
            return self._completed(self._reader.tonight(self._reader.now(), day))

    def save_queue(self) -> None:
        with only_logged():
            self._queue.save()

    def report(self, error: Exception) -> None:
        """Publishes the state, or the last one that could be read, with a line that says what went wrong.

        After a StoreError it tries again soon: after a second, then after twice the time each.
        """
        _log.warning("%s", for_log(error))
        line = () if self._queue and isinstance(error, NotNow) else (str(error),)
        try:
            tonight = self.view()
        except StoreError:
            tonight = replace(self.tonight, problems=self._problems())
        now = self._reader.now()
        again = self._next_try() if isinstance(error, StoreError) else now + timedelta(seconds=_LONGEST_WAIT)
        if self.alarm_at is not None and self.alarm_at > now:
            again = min(again, self.alarm_at)
        self._show(replace(tonight, problems=(*tonight.problems, *line), joined=False), again)

    def _publish(self, tonight: Tonight) -> None:
        next_look = tonight.next_change()
        if self._queue:
            next_look = min(next_look, self._next_try())
        else:
            self._failures = 0
        self._show(tonight, next_look)

    def _next_try(self) -> datetime:
        seconds = min(2**self._failures, _LONGEST_WAIT)
        self._failures = min(self._failures + 1, _LONGEST_WAIT)
        return self._reader.now() + timedelta(seconds=seconds)

    def _show(self, tonight: Tonight, next_look: datetime) -> None:
        if tonight.last_answer is not None and self._superseded(tonight):
            self._last_answer = None
            tonight = replace(tonight, last_answer=None)
        self.tonight = tonight
        self.alarm_at = next_look
        if self._alarm is not None:
            self._alarm.ring_at(next_look)
        for listener in self.listeners:
            listener(tonight)

    def _superseded(self, tonight: Tonight) -> bool:
        """Whether what was answered last has changed since it was published, or its evening is over."""
        before, answer = self.tonight, tonight.last_answer
        if answer is None or before.last_answer is not answer:
            return False
        if before.night.date != tonight.night.date:
            return True
        return answer.undo.night == tonight.night.date and any(
            (one.marked_at, one.snoozed_until) != (other.marked_at, other.snoozed_until)
            for one, other in zip(before.items, tonight.items, strict=False)
            if one.habit.id in answer.undo.habits
        )

    def _completed(self, tonight: Tonight) -> Tonight:
        """With what is known outside the diary."""
        return replace(tonight, problems=self._problems(), last_answer=self._last_answer)

    def _problems(self) -> tuple[str, ...]:
        lines = (self._reader.clock_problem, *self._current.settings.problems, self._queue.line)
        return tuple(filter(None, lines))

    @contextmanager
    def _applying_settings(self) -> Iterator[datetime]:
        """A transaction in which the diary sees the current settings, and its instant."""
        with self._diary.transaction():
            now = self._reader.now()
            self._rearming.apply_settings(now)
            yield now
        self._current.edited = False
