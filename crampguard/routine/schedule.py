"""The sleep schedule: wake time and bedtime for each weekday of a night, by wall clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from crampguard.i18n import _
from crampguard.routine.localtime import DAY, wall_text

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

AWAKE_AT_LEAST = timedelta(hours=4)
IN_BED_AT_LEAST = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Hours:
    """Wake time and bedtime of one night. A bedtime not later than the wake time is on the next date."""

    wake: time
    bedtime: time

    @property
    def after_midnight(self) -> bool:
        return self.bedtime <= self.wake


@dataclass(frozen=True, slots=True)
class Schedule:
    """The Hours of seven nights, Monday first."""

    week: tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]

    def on(self, day: date) -> Hours:
        return self.week[day.weekday()]


def schedule_faults(week: Sequence[Hours]) -> list[str]:
    """What is wrong with this week, one sentence each; empty if it is valid.

    By wall clock, each night needs at least 4 h from getting up to bedtime, and 3 h from bedtime to getting
    up. With less, a clock change could push a bedtime out of its night.
    """
    found = []
    for index, tonight in enumerate(week):
        tomorrow = week[(index + 1) % 7]
        bedtime = _since_midnight(tonight.bedtime) + (DAY if tonight.after_midnight else timedelta())
        if bedtime - _since_midnight(tonight.wake) < AWAKE_AT_LEAST:
            found.append(
                _("{day}: bedtime {bedtime} is less than 4 hours after getting up at {wake}").format(
                    day=WEEKDAYS[index], bedtime=_clock(tonight.bedtime), wake=_clock(tonight.wake)
                )
            )
        if DAY + _since_midnight(tomorrow.wake) - bedtime < IN_BED_AT_LEAST:
            found.append(
                _("{day}: bedtime {bedtime} is less than 3 hours before getting up at {wake}").format(
                    day=WEEKDAYS[index], bedtime=_clock(tonight.bedtime), wake=_clock(tomorrow.wake)
                )
            )
    return found


def _since_midnight(wall: time) -> timedelta:
    return timedelta(hours=wall.hour, minutes=wall.minute)


def _clock(wall: time) -> str:
    return wall_text(wall)
