"""The settings of a simulated user: as the file says it, and as the ledger understands it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from crampguard.routine.habits import Habit
from crampguard.routine.schedule import WEEKDAYS, Hours, Schedule
from crampguard.store.catalogue import catalogue
from tests.simulation.ledger import Choices

Value = bool | int | str | list[str]

OWN = "evening_walk"
_OWN_HABIT = Habit(OWN, title="Evening walk", nudge="Ten slow minutes outside?")


@dataclass
class Profile:
    """What stands in settings.toml, by dotted key."""

    path: Path
    values: dict[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.choices = self._choices()

    def change(self, changes: Mapping[str, Value | None]) -> None:
        for key, value in changes.items():
            self.values.pop(key, None)
            if value is not None:
                self.values[key] = value
        self.choices = self._choices()

    def write(self) -> None:
        """As an editor would."""
        lines = [f"{key} = {_written(value)}\n" for key, value in sorted(self.values.items())]
        self.path.write_text("".join(lines), encoding="utf-8")

    def _choices(self) -> Choices:
        hours = [
            Hours(self._wall(day, "wake", "06:45"), self._wall(day, "bedtime", "22:30")) for day in WEEKDAYS
        ]
        habits = {habit.id: self._chosen(habit) for habit in _catalogue()}
        if f"habits.{OWN}.title" in self.values:
            habits[OWN] = self._chosen(_OWN_HABIT)
        snooze = self.values.get("nudges.snooze", 15)
        assert isinstance(snooze, int)
        return Choices(tuple(hours), habits, timedelta(minutes=snooze))

    def _wall(self, day: str, key: str, usual: str) -> time:
        return time.fromisoformat(str(self.values.get(f"schedule.{day}.{key}", usual)))

    def _chosen(self, habit: Habit) -> Habit:
        start = f"habits.{habit.id}."
        chosen: dict[str, Any] = {
            key.removeprefix(start): value for key, value in self.values.items() if key.startswith(start)
        }
        if "days" in chosen:
            chosen["days"] = frozenset(WEEKDAYS.index(day) for day in chosen["days"])
        return replace(habit, **chosen)


def hours(schedule: Schedule) -> dict[str, Value | None]:
    """The changes that make this the schedule."""
    found: dict[str, Value | None] = {}
    for day, of_day in zip(WEEKDAYS, schedule.week, strict=True):
        found[f"schedule.{day}.wake"] = f"{of_day.wake:%H:%M}"
        found[f"schedule.{day}.bedtime"] = f"{of_day.bedtime:%H:%M}"
    return found


def own_habit(lead: int | None) -> dict[str, Value | None]:
    """The changes that bring the user's own habit, or take it away."""
    there = lead is not None
    return {
        f"habits.{OWN}.title": _OWN_HABIT.title if there else None,
        f"habits.{OWN}.nudge": _OWN_HABIT.nudge if there else None,
        f"habits.{OWN}.lead": lead,
    }


def every_habit() -> tuple[Habit, ...]:
    """All that can ever be spoken of."""
    return (*_catalogue(), _OWN_HABIT)


@cache
def _catalogue() -> tuple[Habit, ...]:
    return catalogue()


def _written(value: Value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return (
        str(value).lower()
        if isinstance(value, bool)
        else f'"{value}"'
        if isinstance(value, str)
        else str(value)
    )
