"""The sleep schedule: wake time and bedtime for each weekday of a night, by wall clock."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated

from msgspec import Meta, Struct

from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle, clock_text
from crampguard.routine.localtime import DAY, MINUTE

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

AWAKE_AT_LEAST = timedelta(hours=4)
IN_BED_AT_LEAST = timedelta(hours=3)


class Hours(Struct, frozen=True):
    """Wake time and bedtime of one night. A bedtime not later than the wake time is on the next date."""

    wake: time
    bedtime: time

    @property
    def after_midnight(self) -> bool:
        return self.bedtime <= self.wake


class Schedule(Struct, frozen=True):
    """The Hours of seven nights, Monday first."""

    week: Annotated[tuple[Hours, ...], Meta(min_length=7, max_length=7)]

    def on(self, day: date) -> Hours:
        return self.week[day.weekday()]

    @property
    def usual(self) -> Hours:
        """The hours that most nights have."""
        return Counter(self.week).most_common(1)[0][0]


def lead_at(wall: time, hours: Hours) -> int | None:
    """How many minutes before bedtime clocks show the wall time; None outside the waking hours."""
    lead = (_since_midnight(hours.bedtime) - _since_midnight(wall)) % DAY
    awake = (_since_midnight(hours.bedtime) - _since_midnight(hours.wake)) % DAY
    return lead // MINUTE if lead <= awake else None


def wall_at(lead: int, bedtime: time) -> time:
    """What clocks show that many minutes before bedtime."""
    return (datetime.combine(date.min + DAY, bedtime) - lead * MINUTE).time()


def schedule_faults(week: Sequence[Hours], style: ClockStyle = ClockStyle.HOURS_24) -> list[str]:
    """What is wrong with this week, one sentence each; empty if it is valid.

    By wall clock, each night needs at least 4 h from getting up to bedtime, and 3 h from bedtime to getting
    up. With less, a clock change could push a bedtime out of its night.
    """
    found = []
    for index, tonight in enumerate(week):
        tomorrow = week[(index + 1) % 7]
        bedtime = _since_midnight(tonight.bedtime) + (DAY if tonight.after_midnight else timedelta())
        if bedtime - _since_midnight(tonight.wake) < AWAKE_AT_LEAST:
            words = _("{day}: bedtime {bedtime} is less than 4 hours after getting up at {wake}")
            found.append(_fault(words, index, tonight.bedtime, tonight.wake, style))
        if DAY + _since_midnight(tomorrow.wake) - bedtime < IN_BED_AT_LEAST:
            words = _("{day}: bedtime {bedtime} is less than 3 hours before getting up at {wake}")
            found.append(_fault(words, index, tonight.bedtime, tomorrow.wake, style))
    return found


def _fault(words: str, weekday: int, bedtime: time, wake: time, style: ClockStyle) -> str:
    return words.format(
        day=WEEKDAYS[weekday], bedtime=clock_text(bedtime, style), wake=clock_text(wake, style)
    )


def _since_midnight(wall: time) -> timedelta:
    return timedelta(hours=wall.hour, minutes=wall.minute)
