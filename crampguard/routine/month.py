"""The nights of a month at a glance, and its weeks: what their records say, as history shows it.

Routine done, n of m: m are the habits that belonged to that night, as the diary remembers it; of a night that
it does not remember, those that were marked. A skipped habit counts in m: it was not done.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit, evening_order
from crampguard.routine.localtime import DAY, exists
from crampguard.routine.morning import Morning
from crampguard.routine.record import Record

WEEKS = 8  # shown at once, at most
STEPS = 4  # shades of routine above none; the last one is all
_WEEK = timedelta(weeks=1)


class When(StrEnum):
    BEFORE = "before"  # the first night of the diary
    PAST = "past"
    TONIGHT = "tonight"
    LATER = "later"


class NightSummary(Struct, frozen=True):
    """A night in short. recorded: it has a morning or a mark. done: how many of `of` habits were done."""

    night: date
    when: When
    recorded: bool
    morning: Morning | None
    done: int
    of: int

    @property
    def shade(self) -> int:
        """How much of the routine was done: 0 none, STEPS all, in between something."""
        if not self.done or self.done == self.of:
            return STEPS if self.done else 0
        return 1 + (STEPS - 1) * self.done // self.of


class Week(Struct, frozen=True):
    """The nights of a week that are over. first: the first day of that week.

    nights: how many they are, since the first of the diary. answered: mornings. cramps: nights with one.
    routine: done, in nights; 7 when every night all of it was.
    """

    first: date
    nights: int
    answered: int
    cramps: int
    routine: float


def answers(
    record: Record, habits: Iterable[Habit], tonight: date
) -> tuple[tuple[Habit, Answer | None], ...]:
    """The habits of a night in the order of the evening, each with its answer; None where there is none.

    A habit that was deleted since comes last, under its id.
    """
    belong = record.marks.keys() | set(_evening(record, habits, tonight))
    shown = (habit for habit in evening_order(habits, belong) if habit.id in belong)
    return tuple((habit, record.marks.get(habit.id)) for habit in shown)


def span(month: date, tonight: date, first_weekday: int) -> tuple[date, date]:
    """First and last night to read for a month and the weeks that lead to its end, or to last night.

    first_weekday: with which day weeks begin where the user lives; Monday is 0.
    """
    last = week_start(month_end(month), first_weekday) + 6 * DAY
    end = min(last, tonight - DAY)
    return week_start(end, first_weekday) - (WEEKS - 1) * _WEEK, last


def week_start(day: date, first_weekday: int = 0) -> date:
    """The first day of the week of a date; the Monday, unless weeks begin with another day."""
    return day - (day.weekday() - first_weekday) % 7 * DAY


def month_end(month: date) -> date:
    """The last date of its month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY


def add_months(day: date, step: int) -> date:
    """The same day so many months away, or the last one where there is none."""
    years, month = divmod(day.month - 1 + step, 12)
    first = day.replace(year=day.year + years, month=month + 1, day=1)
    return first.replace(day=min(day.day, month_end(first).day))


def night_summaries(
    first: date,
    last: date,
    records: Mapping[date, Record],
    habits: Sequence[Habit],
    tonight: date,
    began: date,
    zone: tzinfo,
) -> tuple[NightSummary, ...]:
    """The nights from first through last; a date that the zone skipped is none. began: the diary's first."""
    days = (first + number * DAY for number in range((last - first).days + 1))
    return tuple(
        _summary_of(records.get(day) or Record(day), habits, _when(day, tonight, began), tonight)
        for day in days
        if exists(day, zone)
    )


def weeks(nights: Iterable[NightSummary], first_weekday: int) -> tuple[Week, ...]:
    """The weeks that have nights which are over, in order."""
    over = (night for night in nights if night.when is When.PAST)
    by_week = groupby(over, lambda one: week_start(one.night, first_weekday))
    return tuple(_week(first, list(found)) for first, found in by_week)


def _evening(record: Record, habits: Iterable[Habit], tonight: date) -> Iterable[str]:
    """The habits that belong to the night; from tonight on those planned, unless others are kept."""
    if record.habits is not None:
        return record.habits
    if record.night < tonight:
        return ()
    return [habit.id for habit in habits if habit.belongs_to(record.night)]


def _summary_of(record: Record, habits: Sequence[Habit], when: When, tonight: date) -> NightSummary:
    given = [answer for _habit, answer in answers(record, habits, tonight)]
    done = given.count(Answer.DONE)
    return NightSummary(record.night, when, record.answered, record.morning, done, len(given))


def _when(night: date, tonight: date, began: date) -> When:
    if night >= tonight:
        return When.TONIGHT if night == tonight else When.LATER
    return When.PAST if night >= began else When.BEFORE


def _week(first: date, nights: Sequence[NightSummary]) -> Week:
    mornings = [night.morning for night in nights if night.morning is not None]
    return Week(
        first,
        len(nights),
        len(mornings),
        sum(morning.cramp for morning in mornings),
        sum(night.done / night.of for night in nights if night.of),
    )
