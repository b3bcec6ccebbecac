"""The pace of the preview: a whole evening in about a minute, with a stay at each of its pop-ups."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from msgspec import Struct

from crampguard.routine.localtime import date_after
from crampguard.routine.nights import date_of, night_on
from crampguard.routine.plan import Routine, plan

_WHOLE = timedelta(seconds=60)
_BEFORE = timedelta(seconds=3)  # before the first pop-up
_LONGEST_STAY = timedelta(seconds=15)  # at a pop-up, in which the clock goes as usual
_RUSH = timedelta(seconds=1)  # from one pop-up to the next


class Pace(Struct, frozen=True):
    """Where the evening is at an instant of the machine's clock, and the other way round.

    knots: pairs of the two clocks, both in order. Between two of them time goes evenly; after the last one,
    as usual.
    """

    knots: tuple[tuple[datetime, datetime], ...]

    @property
    def ends(self) -> datetime:
        """The end of the preview, by the machine's clock."""
        return self.knots[-1][0]

    def evening_at(self, machine: datetime) -> datetime:
        return _along(machine, self.knots)

    def machine_at(self, evening: datetime) -> datetime:
        return _along(evening, [(there, here) for here, there in self.knots])


def pace(moments: Sequence[datetime], starts: datetime) -> Pace:
    """The pace through these moments of an evening, at least one, in order, each minutes after the other.

    starts: now, by the machine's clock.
    """
    stay = min(_LONGEST_STAY, _WHOLE / len(moments)) - _RUSH
    knots = [(starts, moments[0] - _BEFORE)]
    arrives = starts + _BEFORE
    for moment in moments:
        knots += [(arrives, moment), (arrives + stay, moment + stay)]
        arrives += stay + _RUSH
    return Pace(tuple(knots))


def moments(routine: Routine, now: datetime, zone: tzinfo) -> list[datetime]:
    """When something pops up in the coming evening, bedtime included: tonight's; after bedtime the next."""
    day = date_of(now, routine.schedule, zone)
    night = night_on(day, routine.schedule, zone)
    if night.bedtime <= now:
        night = night_on(date_after(day, zone), routine.schedule, zone)
    dues = {nudge.due for nudge in plan(night, routine.habits) if nudge.habit.notify}
    return sorted({*dues, night.bedtime})


def _along(instant: datetime, knots: Sequence[tuple[datetime, datetime]]) -> datetime:
    """The instant on the other clock of the knots."""
    place = max(bisect_right(knots, instant, key=lambda knot: knot[0]) - 1, 0)
    here, there = knots[place]
    if place + 1 == len(knots):
        return there + (instant - here)
    next_here, next_there = knots[place + 1]
    return there + (instant - here) * ((next_there - there) / (next_here - here))
