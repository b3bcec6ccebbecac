"""What an edit does to tonight's nudges: those now ahead may pop up again, the others are passed over."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from crampguard.engine.current_settings import CurrentSettings
from crampguard.engine.snapshot import SnapshotReader
from crampguard.routine.checklist import Answer
from crampguard.routine.nights import night_on
from crampguard.routine.plan import Nudge, Routine, plan
from crampguard.routine.question import MORNING, question_nudge
from crampguard.store.diary import Diary

if TYPE_CHECKING:
    from crampguard.engine.learning import Learning


class Rearming:
    """Works inside a transaction of the caller. learning: made, and imported, only where it is needed."""

    def __init__(
        self,
        diary: Diary,
        current: CurrentSettings,
        reader: SnapshotReader,
        learning: Callable[[], "Learning"],
    ) -> None:
        self._diary = diary
        self._current = current
        self._reader = reader
        self._learning = learning

    def apply_settings(self, now: datetime) -> None:
        """Re-arms the nudges that have moved since the diary last saw the settings."""
        seen = self._diary.routine()
        if self._current.edited or seen is None:
            day = self._reader.today(now)
            self._rearm(day, {} if seen is None else self._nudges(day, seen), now)
            self._diary.set_routine(self._current.routine)
        self.begin_night(now)

    def begin_night(self, now: datetime) -> None:
        """Stores what belongs to tonight: its habits, so that later edits do not change a night that is over,
        and the coin of the user's own trial.
        """
        day = self._reader.today(now)
        if self._diary.lacks_coin(day):
            self._learning().toss_coin(day, now)
        habits = tuple(habit.id for habit in self._current.routine.habits if habit.belongs_to(day))
        evening = self._diary.evening(day)
        if evening is None or evening.habits != habits:
            self._diary.set_evening(day, habits)

    @contextmanager
    def around(self, now: datetime) -> Iterator[None]:
        """Wraps a change of the diary that may move tonight's nudges, and re-arms them."""
        day = self._reader.today(now)
        before = self._nudges(day, self._current.routine)
        yield
        self._rearm(day, before, now)

    def _nudges(self, day: date, routine: Routine) -> dict[str, Nudge]:
        night = night_on(day, routine.schedule, self._reader.zone, self._diary.other_bedtime(day))
        return {nudge.habit.id: nudge for nudge in (question_nudge(night), *plan(night, routine.habits))}

    def _rearm(self, day: date, before: Mapping[str, Nudge], now: datetime) -> None:
        remembered = self._diary.remembered(day)
        answered = {habit for habit, mark in remembered.marks.items() if mark.answer is not Answer.CLEARED}
        if self._diary.morning(self._reader.before(day)) is not None:
            answered.add(MORNING)
        claimed = remembered.claims.keys() | remembered.snoozes.keys()
        for habit, nudge in self._nudges(day, self._current.routine).items():
            was = before.get(habit)
            if habit in answered:
                continue
            if _is_ahead_again(was, nudge, now):
                self._diary.rearm(day, habit)
            elif habit not in claimed and _moved_into_past(was, nudge, now):
                self._diary.claim(day, habit, told_at=None)


def _is_ahead_again(was: Nudge | None, nudge: Nudge, now: datetime) -> bool:
    return nudge.due > now and (was is None or was.due != nudge.due)


def _moved_into_past(was: Nudge | None, nudge: Nudge, now: datetime) -> bool:
    pending = was is not None and was.due <= now and was.habit.notify
    return nudge.due <= now and nudge.habit.notify and not pending
