"""What a change by the user does to the nudges of tonight: those ahead are armed anew, others let pass."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time

from crampguard.engine.in_force import InForce
from crampguard.engine.refusals import comes_again
from crampguard.engine.state import Reader
from crampguard.routine.checklist import Answer
from crampguard.routine.nights import Night, night_on
from crampguard.routine.plan import Nudge, Routine, plan
from crampguard.routine.question import MORNING, question_nudge
from crampguard.store.diary import Diary


class Arming:
    """Works within a transaction of the caller."""

    def __init__(self, diary: Diary, in_force: InForce, reader: Reader) -> None:
        self._diary = diary
        self._in_force = in_force
        self._reader = reader

    def take_up(self, now: datetime) -> None:
        """Once after each reading of the settings, and in a diary that has seen none."""
        seen = self._diary.routine()
        if self._in_force.edited or seen is None:
            day = self._reader.today(now)
            self._rearm(day, {} if seen is None else self._nudges(day, seen), now)
            self._diary.set_routine(self._in_force.routine)

    def bedtime(self, wall: time | None, now: datetime) -> Night:
        """Another bedtime for tonight, or the usual one again (None); gives the night as it is then."""
        if wall is not None:
            comes_again(self._reader.tonight(now), wall)
        day = self._reader.today(now)
        with self.around(now):
            self._diary.set_bedtime(day, wall, now)
        return self._reader.night(day)

    @contextmanager
    def around(self, now: datetime) -> Iterator[None]:
        """Around a change of the diary that may move what is still to come tonight."""
        day = self._reader.today(now)
        before = self._nudges(day, self._in_force.routine)
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
        taken_up = remembered.claims.keys() | remembered.snoozes.keys()
        for habit, nudge in self._nudges(day, self._in_force.routine).items():
            was = before.get(habit)
            if habit in answered:
                continue
            if _lies_anew(was, nudge, now):
                self._diary.rearm(day, habit)
            elif habit not in taken_up and _moved_into_past(was, nudge, now):
                self._diary.claim(day, habit, told_at=None)


def _lies_anew(was: Nudge | None, nudge: Nudge, now: datetime) -> bool:
    return nudge.due > now and (was is None or was.due != nudge.due)


def _moved_into_past(was: Nudge | None, nudge: Nudge, now: datetime) -> bool:
    pending = was is not None and was.due <= now and was.habit.notify
    return nudge.due <= now and nudge.habit.notify and not pending
