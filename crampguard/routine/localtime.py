"""Wall clocks and instants: the only place that decides what a wall time means on a given date.

A wall time that a zone skips moves forward by the gap; one that exists twice is the first. Both are what
PEP 495 calls fold=0. Instants are always aware and in UTC, so that their differences are elapsed time
(Python subtracts two datetimes of one zone by the wall clock).
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

WALL_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"  # the pattern of "00:00" to "23:59"
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
_LAST_MOMENT = time(23, 59, 59, 999999)


def wall_text(wall: time | datetime) -> str:
    """What a clock shows: "22:30"."""
    return f"{wall.hour:02}:{wall.minute:02}"


def instant_of(day: date, wall: time, zone: tzinfo) -> datetime:
    """The instant, in UTC, of the wall time on that date."""
    return datetime.combine(day, wall, tzinfo=zone).astimezone(UTC)


def exists(day: date, zone: tzinfo) -> bool:
    """Whether the date happened in the zone (Apia went from 29 to 31 December 2011)."""
    return any(
        instant_of(day, wall, zone).astimezone(zone).date() == day for wall in (time.min, _LAST_MOMENT)
    )


def date_after(day: date, zone: tzinfo) -> date:
    """The next date that exists in the zone."""
    day += DAY
    while not exists(day, zone):
        day += DAY
    return day


def date_before(day: date, zone: tzinfo) -> date:
    """The last date before it that exists in the zone."""
    day -= DAY
    while not exists(day, zone):
        day -= DAY
    return day


def first_after(wall: time, after: datetime, zone: tzinfo) -> datetime:
    """The first instant later than `after` at which clocks show (or skip over) the wall time."""
    start = after.astimezone(zone).date()
    days = (start + n * DAY for n in range(-1, 3))  # a date can be missing, yesterday's time can come again
    return min(moment for day in days for moment in _instants(day, wall, zone) if moment > after)


def _instants(day: date, wall: time, zone: tzinfo) -> tuple[datetime, datetime]:
    """Both meanings of a wall time; twice the same where there is one."""
    first = instant_of(day, wall, zone)
    again = datetime.combine(day, wall.replace(fold=1), tzinfo=zone).astimezone(UTC)
    return first, max(first, again)  # in a gap fold=1 means the earlier one, which is never meant
