"""settings.toml: what the user chose, read with a clear line for each value that makes no sense.

A bad value never stops the program and never changes the file: the last good value of this run holds, else
the default, and the rest of the file holds as it is.
"""

import contextlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from crampguard.i18n import _
from crampguard.routine.habits import EVERY_DAY, Habit
from crampguard.routine.plan import Routine
from crampguard.routine.schedule import WEEKDAYS, Hours, Schedule, faults
from crampguard.store.catalogue import catalogue
from crampguard.store.places import make_private

_LARGEST = 1_000_000  # bytes
_FOUND_AT_MOST = 60  # characters of a bad value that are worth repeating
_OWN_ID = re.compile(r"(?!morning$)[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. snooze is minutes; problems has one line for each value that is not."""

    routine: Routine
    snooze: int
    fluid_limit: bool
    statin: bool
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rule:
    type: Any
    allowed: str


def _minutes(least: int, most: int) -> _Rule:
    return _Rule(
        Annotated[int, Meta(ge=least, le=most)],
        _("whole minutes from {least} to {most}").format(least=least, most=most),
    )


_WALL = _Rule(
    Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")], _('a time from "00:00" to "23:59"')
)
_SWITCH = _Rule(bool, _("true or false"))
_TEXT = _Rule(Annotated[str, Meta(pattern=r"\S")], _("a text in quotes that is not empty"))
_DAYS = _Rule(
    # typing cannot make a Literal from a tuple, so this repeats WEEKDAYS; a test holds them together.
    set[Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]],
    _('a list of "monday" to "sunday"'),
)

_HOURS = {"bedtime": _WALL, "wake": _WALL}
_HABIT = {
    "enabled": _SWITCH,
    "notify": _SWITCH,
    "lead": _minutes(0, 1440),
    "useful_for": _minutes(1, 1440),
    "days": _DAYS,
    "title": _TEXT,
    "nudge": _TEXT,
}
_NUDGES = {"snooze": _minutes(1, 120)}
_ABOUT_ME = {"fluid_limit": _SWITCH, "statin": _SWITCH}

_USUAL = Hours(wake=time(6, 45), bedtime=time(22, 30))
_SNOOZE = 15


class SettingsFile:
    """The file and the last good values of this run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._good: dict[str, Any] = {}

    def write_first(self) -> None:
        """Leaves a commented file where there is none. A folder that refuses is told by the next read."""
        text = (resources.files("crampguard.resources") / "settings.toml").read_bytes()
        with contextlib.suppress(OSError):
            make_private(self.path.parent)
            with self.path.open("xb") as file:
                self.path.chmod(0o600)
                file.write(text)

    def read(self) -> Settings:
        return _Reading(self.path, self._good).settings()


class _Reading:
    """One pass over the file."""

    def __init__(self, path: Path, good: dict[str, Any]) -> None:
        self._path = path
        self._good = good
        self._problems: list[str] = []

    def settings(self) -> Settings:
        top = self._load()
        known = {"schedule": {}, "habits": {}, "nudges": _NUDGES, "about_me": _ABOUT_ME}
        self._refuse_unknown("", top, known)
        about_me = self._values("about_me", top.get("about_me"), _ABOUT_ME)
        fluid_limit = about_me.get("fluid_limit", False)
        return Settings(
            Routine(self._schedule(top.get("schedule")), self._habits(top.get("habits"), fluid_limit)),
            self._values("nudges", top.get("nudges"), _NUDGES).get("snooze", _SNOOZE),
            fluid_limit,
            about_me.get("statin", False),
            tuple(self._problems),
        )

    def _load(self) -> dict[str, Any]:
        """The file as tables; where it cannot be read as a whole, the tables of the last good reading."""
        try:
            with self._path.open("rb") as file:
                content = file.read(_LARGEST + 1)
            if len(content) > _LARGEST:
                raise ValueError(_("it is larger than {bytes} bytes").format(bytes=_LARGEST))
            top = tomllib.loads(content.decode())
        except FileNotFoundError:
            top = {}
        except OSError as error:
            return self._last_good_file(error.strerror or str(error))
        except UnicodeDecodeError:
            return self._last_good_file(_("it is not UTF-8 text"))
        except (ValueError, RecursionError) as error:  # TOMLDecodeError is a ValueError
            return self._last_good_file(str(error))
        self._good[""] = top
        return top

    def _last_good_file(self, reason: str) -> dict[str, Any]:
        self._problems.append(f"{self._path}: {reason}")
        top: dict[str, Any] = self._good.get("", {})
        return top

    def _schedule(self, table: object) -> Schedule:
        tables = table if isinstance(table, dict) else {}
        usual = self._values("schedule", table, _HOURS, also=WEEKDAYS)
        usual_hours = _hours(usual, _USUAL)
        week = [
            _hours(self._values(f"schedule.{day}", tables.get(day), _HOURS), usual_hours) for day in WEEKDAYS
        ]
        wrong = faults(week)
        self._problems += [f"{self._path}: schedule: {fault}" for fault in wrong]
        if not wrong:
            self._good["schedule"] = week
        good = self._good.get("schedule", [_USUAL] * 7)
        return Schedule((good[0], good[1], good[2], good[3], good[4], good[5], good[6]))

    def _habits(self, table: object, fluid_limit: bool) -> tuple[Habit, ...]:
        tables = self._table("habits", table)
        shipped = catalogue()
        ours = {habit.id for habit in shipped}
        habits = [
            _chosen(habit, self._values(f"habits.{habit.id}", tables.get(habit.id), _HABIT))
            for habit in (_for_fluid_limit(habit) if fluid_limit else habit for habit in shipped)
        ]
        own = [self._own(id_, value) for id_, value in tables.items() if id_ not in ours]
        return (*habits, *filter(None, own))

    def _own(self, id_: str, table: object) -> Habit | None:
        if not _OWN_ID.fullmatch(id_):
            self._problem(
                "habits", id_, _('small letters, digits and _ after a letter, at most 40, and not "morning"')
            )
            return None
        values = self._values(f"habits.{id_}", table, _HABIT)
        if "title" not in values:
            self._problem(f"habits.{id_}", table, _("a habit of the catalogue, or your own with a title"))
            return None
        return _chosen(Habit(id_), values)

    def _values(
        self, name: str, table: object, rules: Mapping[str, _Rule], also: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """The values of a table that hold, by key; a key that is not there has no value."""
        tables = self._table(name, table)
        self._refuse_unknown(name, tables, [*rules, *also])
        values = {}
        for key, rule in rules.items():
            full = f"{name}.{key}"
            if key in tables:
                try:
                    self._good[full] = msgspec.convert(tables[key], rule.type)
                except msgspec.ValidationError:
                    self._problem(full, tables[key], rule.allowed)
                if full in self._good:
                    values[key] = self._good[full]
        return values

    def _table(self, name: str, table: object) -> dict[str, Any]:
        if isinstance(table, dict):
            return table
        if table is not None:
            self._problem(name, table, _("a table"))
        return {}

    def _refuse_unknown(self, name: str, table: Mapping[str, Any], known: Any) -> None:
        for key in table:
            if key not in known:
                full = f"{name}.{key}" if name else key
                self._problem(full, table[key], _("only {keys}").format(keys=", ".join(known)))

    def _problem(self, key: str, found: object, allowed: str) -> None:
        line = _("{file}: {key}: found {found}, allowed is {allowed}")
        self._problems.append(line.format(file=self._path, key=key, found=_in_short(found), allowed=allowed))


def _hours(values: Mapping[str, str], usual: Hours) -> Hours:
    walls = {key: time.fromisoformat(value) for key, value in values.items()}
    return replace(usual, **walls)


def _chosen(habit: Habit, values: Mapping[str, Any]) -> Habit:
    """The habit as the user wants it."""
    days = values.get("days")
    weekdays = EVERY_DAY if days is None else frozenset(WEEKDAYS.index(day) for day in days)
    return replace(habit, **{**values, "days": weekdays})


def _for_fluid_limit(habit: Habit) -> Habit:
    return replace(habit, nudge=habit.nudge_fluid_limit or habit.nudge)


def _in_short(found: object) -> str:
    text = repr(found).lower() if isinstance(found, bool) else repr(found)
    return text if len(text) <= _FOUND_AT_MOST else text[:_FOUND_AT_MOST] + "…"
