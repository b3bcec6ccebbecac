"""Plain counts of the nights with a cramp over the last year, for "Your cramps" in history.

Nothing is compared or concluded here, so the counts can be shown from the first answer on. What a morning
says about a cramp is about the worst one of its night; a field that was left empty is counted nowhere.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta, tzinfo

from msgspec import Struct

from crampguard.routine.localtime import DAY, exists
from crampguard.routine.month import week_start
from crampguard.routine.morning import WORST_PAIN, Leg, Morning, Muscle
from crampguard.routine.record import Record

YEAR_WEEKS = 53  # columns of the year at a glance
AWAKE_UP_TO = (0, 15, 30, 60)  # minutes; the last class is all above
_WEEKS, _MONTHS = 8, 12  # shown at once, at most
_HOURS, _NOON = 24, 12
_EVENING, _MORNING = 10, 18  # hours since noon: 22 and 6 o'clock are always shown


class Period(Struct, frozen=True):
    """A week or a month that begins with `first`: mornings answered, and nights with a cramp among them."""

    first: date
    answered: int
    cramps: int


class CrampCounts(Struct, frozen=True):
    """The counts of the last year.

    grid_start: the first day of the first week of the year at a glance. nights: each night that is over, from
    the first of the diary on, and whether it had a cramp; None where the morning was not answered.
    hours: by clock, as (hour, nights), from 22 to 6 and as far beyond as there was a cramp; empty where no
    time is known.
    pain: by level, 0 to 10. awake: by class of AWAKE_UP_TO. minutes_awake: in all.
    """

    grid_start: date
    nights: Mapping[date, bool | None]
    weeks: tuple[Period, ...]
    months: tuple[Period, ...]
    hours: tuple[tuple[int, int], ...]
    legs: Mapping[Leg, int]
    muscles: Mapping[Muscle, int]
    pain: tuple[int, ...]
    awake: tuple[int, ...]
    minutes_awake: int

    @property
    def answered(self) -> int:
        return sum(cramp is not None for cramp in self.nights.values())

    @property
    def cramps(self) -> int:
        """Nights with a cramp."""
        return sum(bool(cramp) for cramp in self.nights.values())


def grid_start(tonight: date, first_weekday: int) -> date:
    """The first day of the year at a glance, which ends with the week of tonight.

    first_weekday: with which day weeks begin where the user lives; Monday is 0.
    """
    return week_start(tonight, first_weekday) - timedelta(weeks=YEAR_WEEKS - 1)


def count_cramps(
    records: Iterable[Record], began: date, tonight: date, first_weekday: int, zone: tzinfo
) -> CrampCounts:
    """records: at least those of the year. began: the first night of the diary.

    Tonight counts where its morning is answered already.
    """
    start = grid_start(tonight, first_weekday)
    mornings = {record.night: record.morning for record in records if record.morning is not None}
    nights = _nights(mornings, max(began, start), tonight, zone)
    cramps = [mornings[night] for night, cramp in nights.items() if cramp]
    awake = [morning.awake for morning in cramps if morning.awake is not None]
    legs = Counter(morning.leg for morning in cramps)
    muscles = Counter(morning.muscle for morning in cramps)
    pain = Counter(morning.pain for morning in cramps)
    classes = Counter(bisect_left(AWAKE_UP_TO, minutes) for minutes in awake)
    return CrampCounts(
        start,
        nights,
        _periods(nights, [week_start(night, first_weekday) for night in nights])[-_WEEKS:],
        _periods(nights, [night.replace(day=1) for night in nights])[-_MONTHS:],
        _hours([morning.time.hour for morning in cramps if morning.time is not None]),
        {leg: legs[leg] for leg in Leg},
        {muscle: muscles[muscle] for muscle in Muscle},
        tuple(pain[level] for level in range(WORST_PAIN + 1)),
        tuple(classes[number] for number in range(len(AWAKE_UP_TO) + 1)),
        sum(awake),
    )


def _nights(
    mornings: Mapping[date, Morning], first: date, tonight: date, zone: tzinfo
) -> dict[date, bool | None]:
    last = tonight if tonight in mornings else tonight - DAY
    days = (first + number * DAY for number in range((last - first).days + 1))
    return {day: mornings[day].cramp if day in mornings else None for day in days if exists(day, zone)}


def _periods(nights: Mapping[date, bool | None], firsts: Sequence[date]) -> tuple[Period, ...]:
    """firsts: for each night the first day of its period."""
    counts = Counter(zip(firsts, nights.values(), strict=True))
    return tuple(
        Period(first, counts[first, False] + counts[first, True], counts[first, True])
        for first in dict.fromkeys(firsts)
    )


def _hours(hours: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """A night begins in the evening, so the hours are put in order from noon on."""
    since_noon = Counter((hour - _NOON) % _HOURS for hour in hours)
    if not since_noon:
        return ()
    span = range(min(_EVENING, *since_noon), max(_MORNING, *since_noon) + 1)
    return tuple(((number + _NOON) % _HOURS, since_noon[number]) for number in span)
