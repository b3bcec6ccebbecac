"""The habits that ship with the program, read from resources/habits.toml and translated."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from crampguard.i18n import _
from crampguard.routine.advice import FirstHelp, Sign, Topic
from crampguard.routine.habits import HABIT_TEXTS, Habit
from crampguard.shipped import resource

_Worded = TypeVar("_Worded", Habit, FirstHelp, Sign, Topic)


def catalogue() -> tuple[Habit, ...]:
    """All habits in evening order, in the language in use. Raises where the shipped file is broken."""
    return tuple(translated(habit, *HABIT_TEXTS) for habit in _habits())


@cache
def _habits() -> tuple[Habit, ...]:
    return msgspec.convert(cited(shipped("habits.toml"))["habits"], tuple[Habit, ...])


def shipped(name: str) -> dict[str, Any]:
    """The content of a TOML file in resources/."""
    return tomllib.loads(Path(resource(name)).read_text(encoding="utf-8"))


def cited(table: dict[str, Any]) -> dict[str, Any]:
    """The table with each source key replaced by the source itself. KeyError for an unknown key."""
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
    """A copy with the texts in these fields translated."""
    texts = ((name, getattr(made, name)) for name in names)
    # Not "", which gettext translates to the header of its file.
    found: dict[str, Any] = {name: _(text) for name, text in texts if text}
    return replace(made, **found)
