"""Nights: what this program has instead of days. Night D runs from getting up on D to getting up on D+1.

So the coffee at 14:00, the bedtime at 00:30 and the cramp at 03:00 all belong to the same night, and every
instant belongs to exactly one night.
"""

from datetime import date, datetime, time, tzinfo

from msgspec import Struct

from crampguard.routine.localtime import DAY, MINUTE, date_after, date_before, exists, first_after, instant_of
from crampguard.routine.schedule import Schedule


class Night(Struct, frozen=True):
    """A night with its instants in UTC: wake <= bedtime < ends, and `ends` is the next night's wake."""

    date: date
    wake: datetime
    bedtime: datetime
    ends: datetime


class OtherBedtime(Struct, frozen=True):
    """A bedtime for one night only: the first such clock time after said_at."""

    wall: time
    said_at: datetime


def wake_on(day: date, schedule: Schedule, zone: tzinfo) -> datetime:
    return instant_of(day, schedule.on(day).wake, zone)


def night_on(day: date, schedule: Schedule, zone: tzinfo, other: OtherBedtime | None = None) -> Night:
    """The night of a date that exists in the zone; ValueError for one that the zone skipped.

    Another bedtime that lies outside the night (such as after a flight) is ignored.
    """
    if not exists(day, zone):
        raise ValueError(f"{day} was skipped in {zone}")
    wake = wake_on(day, schedule, zone)
    ends = wake_on(date_after(day, zone), schedule, zone)
    bedtime = _usual_bedtime(day, schedule, zone)
    if other is not None:
        moment = first_after(other.wall, other.said_at, zone)
        bedtime = moment if wake <= moment < ends else bedtime
    # Where a zone change skips the whole time in bed (three hours in Casey, a day in Apia), a minute is left.
    return Night(day, wake, min(bedtime, ends - MINUTE), ends)


def date_of(now: datetime, schedule: Schedule, zone: tzinfo) -> date:
    """The date of the night that an instant belongs to."""
    day = now.astimezone(zone).date() + DAY  # tomorrow's: where a clock was set back over midnight
    while not exists(day, zone) or wake_on(day, schedule, zone) > now:
        day = date_before(day, zone)
    return day


def _usual_bedtime(day: date, schedule: Schedule, zone: tzinfo) -> datetime:
    hours = schedule.on(day)
    return instant_of(day + DAY if hours.after_midnight else day, hours.bedtime, zone)
