"""The time in bed as the minutes of a slider, and back as wall clocks: across midnight, and any change of
the clocks."""

from datetime import datetime, time, timedelta, tzinfo

from msgspec import Struct

from crampguard.routine.localtime import MINUTE, first_after
from crampguard.routine.nights import Night

STEP, LONG_STEP = 10, 60  # minutes
_MARKED = 30  # the mark in the middle stands at a multiple of this
_INSTANT = timedelta(microseconds=1)
_DIGITS = 4


class BedSpan(Struct, frozen=True):
    """From `start` for `minutes`, in elapsed time."""

    start: datetime
    minutes: int
    zone: tzinfo

    def wall(self, minute: int) -> time:
        """What clocks show at that minute."""
        return (self.start + minute * MINUTE).astimezone(self.zone).time().replace(fold=0)

    def minute(self, wall: time) -> int | None:
        """The first minute at which clocks show that; None if they do not."""
        minute = (first_after(wall, self.start - _INSTANT, self.zone) - self.start) // MINUTE
        return minute if minute <= self.minutes else None

    def snapped(self, minute: int, to: int = STEP) -> int:
        """The nearest minute at which the wall clock shows a multiple of `to`; the ends stay themselves."""
        if minute in (0, self.minutes):
            return minute
        shown = self.wall(minute).minute
        return min(max(0, minute + to * round(shown / to) - shown), self.minutes)

    def typed(self, digits: str) -> int | None:
        """What the digits of a wall clock mean so far: "3", "03", "0310", "310"; "1130" can be 23:30."""
        readings = ((half, hours) for half in (0, 12) for hours in (2, 1))
        walls = (_wall(digits[:hours], digits[hours:], half) for half, hours in readings)
        minutes = (self.minute(wall) for wall in walls if wall is not None)
        return next((minute for minute in minutes if minute is not None), None)

    def marks(self) -> tuple[int, int, int]:
        """The minutes to name below the slider: both ends and the middle."""
        return 0, self.snapped(self.minutes // 2, _MARKED), self.minutes


def time_in_bed(night: Night, zone: tzinfo, kept: time | None) -> BedSpan:
    """From bedtime to getting up; from earlier on where the time that is kept lies before bedtime."""
    span = _between(night.bedtime, night.ends, zone)
    if kept is None or span.minute(kept) is not None:
        return span
    return _between(min(night.bedtime, first_after(kept, night.wake - _INSTANT, zone)), night.ends, zone)


def _between(start: datetime, end: datetime, zone: tzinfo) -> BedSpan:
    return BedSpan(start, (end - start) // MINUTE, zone)


def _wall(hour: str, minute: str, half: int) -> time | None:
    """half: the hour at which the half of the day begins."""
    if not hour or len(hour + minute) > _DIGITS:
        return None
    try:
        return time(int(hour) + half, int(minute.ljust(2, "0")))
    except ValueError:
        return None
