"""What is chosen in the Welcome window: the evening that follows from it, and what has to be saved."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, time, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from crampguard.routine.clock import ClockStyle
from crampguard.routine.habits import Habit
from crampguard.routine.localtime import date_after, wall_text
from crampguard.routine.nights import Night, date_of, night_on
from crampguard.routine.plan import Nudge, plan
from crampguard.routine.schedule import WEEKDAYS, Hours, Schedule
from crampguard.store.settings import Settings


class Chosen(Struct, frozen=True):
    """enabled: by the id of a habit, whether it is switched on."""

    week: Sequence[Hours]
    enabled: Mapping[str, bool]
    fluid_limit: bool
    clock_style: ClockStyle


class PlannedEvening(Struct, frozen=True):
    """A night with the moments of all habits, those that are switched off too."""

    night: Night
    moments: tuple[Nudge, ...]
    zone: tzinfo


def evening(
    week: Sequence[Hours], habits: Sequence[Habit], now: datetime, zone: tzinfo, weekdays: frozenset[int]
) -> PlannedEvening:
    """The night of now, or the first after it on one of these weekdays."""
    schedule = Schedule(tuple(week))
    day = date_of(now, schedule, zone)
    while weekdays and day.weekday() not in weekdays:
        day = date_after(day, zone)
    night = night_on(day, schedule, zone)
    return PlannedEvening(night, plan(night, (replace(habit, enabled=True) for habit in habits)), zone)


def changes(settings: Settings, chosen: Chosen) -> dict[str, bool | str | None]:
    """What differs from the settings in force, by key; None takes a key out of the file."""
    found: dict[str, bool | str | None] = {}
    for key in ("bedtime", "wake"):
        found |= _changed_times(key, settings.routine.schedule.week, chosen.week)
    for habit in settings.routine.habits:
        if chosen.enabled.get(habit.id, habit.enabled) != habit.enabled:
            found[f"habits.{habit.id}.enabled"] = chosen.enabled[habit.id]
    if chosen.fluid_limit != settings.about_me.fluid_limit:
        found["about_me.fluid_limit"] = chosen.fluid_limit
    if chosen.clock_style is not settings.clock_style:
        found["look.clock"] = chosen.clock_style.value
    return found


def _changed_times(key: str, before: Sequence[Hours], week: Sequence[Hours]) -> dict[str, str | None]:
    """One time for the whole week, and one for each day that has another."""
    walls: list[time] = [getattr(hours, key) for hours in week]
    if walls == [getattr(hours, key) for hours in before]:
        return {}
    usual = Counter(walls).most_common(1)[0][0]
    days = {
        f"schedule.{day}.{key}": None if wall == usual else wall_text(wall)
        for day, wall in zip(WEEKDAYS, walls, strict=True)
    }
    return {f"schedule.{key}": wall_text(usual), **days}
