"""The habits that ship with the program, read from resources/habits.toml and translated."""

import tomllib
from dataclasses import replace
from importlib import resources

import msgspec

from crampguard.i18n import _
from crampguard.routine.habits import Habit


def catalogue() -> tuple[Habit, ...]:
    """All habits in the order of an evening. A broken file is a fault of the program, and raises."""
    text = (resources.files("crampguard.resources") / "habits.toml").read_text(encoding="utf-8")
    habits = msgspec.convert(tomllib.loads(text)["habits"], tuple[Habit, ...])
    return tuple(_translated(habit) for habit in habits)


def _translated(habit: Habit) -> Habit:
    def words(text: str) -> str:
        return _(text) if text else ""  # gettext answers "" with the head of its file

    return replace(
        habit,
        title=words(habit.title),
        nudge=words(habit.nudge),
        nudge_fluid_limit=words(habit.nudge_fluid_limit),
        why=words(habit.why),
        caution=words(habit.caution),
        caution_short=words(habit.caution_short),
    )
