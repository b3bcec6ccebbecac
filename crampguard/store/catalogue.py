"""The habits that ship with the program, read from resources/habits.toml and translated."""

import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any, TypeVar

import msgspec

from crampguard.i18n import _
from crampguard.routine.advice import FirstHelp, Sign, Topic
from crampguard.routine.habits import Habit

_Worded = TypeVar("_Worded", Habit, FirstHelp, Sign, Topic)


@cache
def catalogue() -> tuple[Habit, ...]:
    """All habits in the order of an evening. A broken file is a fault of the program, and raises."""
    habits = msgspec.convert(cited(shipped("habits.toml"))["habits"], tuple[Habit, ...])
    texts = ("title", "nudge", "nudge_fluid_limit", "short", "why", "caution", "caution_short")
    return tuple(translated(habit, *texts) for habit in habits)


def shipped(name: str) -> dict[str, Any]:
    """A TOML file that lies in resources/."""
    return tomllib.loads((resources.files("crampguard.resources") / name).read_text(encoding="utf-8"))


def cited(table: dict[str, Any]) -> dict[str, Any]:
    """The same table, with the source itself in the place of its key. KeyError for an unknown one."""
    known = _sources()

    def cite(name: str, value: Any) -> Any:
        if name.endswith("sources"):
            return [known[key] for key in value]
        if isinstance(value, list):
            return [cited(inner) if isinstance(inner, dict) else inner for inner in value]
        return value

    return {name: cite(name, value) for name, value in table.items()}


@cache
def _sources() -> dict[str, Any]:
    return shipped("sources.toml")


def translated(made: _Worded, *names: str) -> _Worded:
    """The same with the texts under these names in the user's language."""
    texts = ((name, getattr(made, name)) for name in names)
    # gettext answers "" with the head of its file
    words: dict[str, Any] = {name: _(text) for name, text in texts if text}
    return replace(made, **words)
