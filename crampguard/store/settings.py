"""settings.toml: what the user chose, read with a clear line for each value that makes no sense.

A bad value never stops the program and never changes the file: the last good value of this run holds, else
the default, and the rest of the file holds as it is. What the program changes is held against the same rules
before it is written, and leaves the user's own edits and comments as they are.
"""

import contextlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from crampguard.i18n import _, ngettext
from crampguard.routine.about_me import AboutMe
from crampguard.routine.habits import EVERY_DAY, Habit
from crampguard.routine.plan import Routine
from crampguard.routine.schedule import WEEKDAYS, Hours, Schedule, faults
from crampguard.routine.text import cut, shown
from crampguard.store.catalogue import catalogue
from crampguard.store.errors import StoreError
from crampguard.store.places import keep_private, make_private, replace_file
from crampguard.store.toml_edit import Changes, changed, edited

LONGEST_TITLE, LONGEST_NUDGE, NUDGE_LINES = 80, 300, 5  # of a habit as it is shown; characters
LONGEST_WORDS = 2_000  # characters of the user's own about themselves
WALL_CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z"
HABIT_ID = r"^(?!morning\Z)[a-z][a-z0-9_]{0,39}\Z"
_LONGEST_PROBLEM = 500  # characters
_LARGEST = 1_000_000  # bytes
_FOUND_AT_MOST = 60  # characters of a bad value that are worth repeating


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. snooze is minutes; problems has one line for each value that is not.

    originals: the habits of the catalogue as they are without the user's choices and words. discreet:
    notifications say only that something is due.
    """

    routine: Routine
    originals: tuple[Habit, ...]
    snooze: int
    discreet: bool
    about_me: AboutMe
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rule:
    type: Any
    allowed: str

    def convert(self, value: object) -> Any:
        """The value as its type. msgspec.ValidationError where it makes no sense."""
        return msgspec.convert(value, self.type)


@dataclass(frozen=True, slots=True)
class _Shown(_Rule):
    """A text for every place that shows things: here it is made fit for them, once for all."""

    most: int
    lines: int = 1

    def convert(self, value: object) -> str:
        text = shown(_Rule.convert(self, value), self.most, self.lines)
        if not text:
            raise msgspec.ValidationError("nothing to see")
        return text


def _minutes(least: int, most: int) -> _Rule:
    return _Rule(
        Annotated[int, Meta(ge=least, le=most)],
        _("whole minutes from {least} to {most}").format(least=least, most=most),
    )


_WALL = _Rule(Annotated[str, Meta(pattern=WALL_CLOCK)], _('a time from "00:00" to "23:59"'))
_SWITCH = _Rule(bool, _("true or false"))
_WHOLE = r"\A[^\ud800-\udfff]*\Z"  # half a surrogate pair can come from a window, and no file can hold it
_WORDS = Annotated[str, Meta(pattern=_WHOLE)], _("a text in quotes that is not empty")
_OWN_WORDS = _Rule(
    Annotated[str, Meta(max_length=LONGEST_WORDS, pattern=_WHOLE)],
    _("a text of at most {most} characters").format(most=LONGEST_WORDS),
)
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
    "title": _Shown(*_WORDS, LONGEST_TITLE),
    "nudge": _Shown(*_WORDS, LONGEST_NUDGE, NUDGE_LINES),
}
_NUDGES = {"snooze": _minutes(1, 120), "discreet": _SWITCH}
_YES_OR_NO = _Rule(Literal["yes", "no"], _('"yes" or "no"'))
_ABOUT_ME = {
    "fluid_limit": _SWITCH,
    "statin": _SWITCH,
    "statin_cramps": _YES_OR_NO,
    **dict.fromkeys(
        ("medicines", "conditions", "cramps_began", "urge_to_move", "pregnant", "alcohol"), _OWN_WORDS
    ),
}
_RULES = {"schedule": _HOURS, "habits": _HABIT, "nudges": _NUDGES, "about_me": _ABOUT_ME}

_USUAL = Hours(wake=time(6, 45), bedtime=time(22, 30))
_SNOOZE = 15


def problem(key: str, value: object) -> str:
    """A sentence that says what is allowed for that key, "" where the value is. None, the default, always is.

    For one field while it is typed in; `SettingsFile.objections` knows about everything together.
    """
    if value is None or as_read(key, value) is not None:
        return ""
    return _("Allowed is {allowed}.").format(allowed=_rule(key).allowed)


def as_read(key: str, value: object) -> Any:
    """What comes back from the file where this was written; None where it makes no sense."""
    try:
        return _rule(key).convert(value)
    except msgspec.ValidationError:
        return None


def _rule(key: str) -> _Rule:
    table, *_names, name = key.split(".")
    return _RULES[table][name]


class SettingsFile:
    """The file and the last good values of this run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._good: dict[str, Any] = {}

    def write_first(self) -> None:
        """Leaves a commented file where there is none. What is there, nobody else can read from now on.

        A folder that refuses is told by the next read.
        """
        with contextlib.suppress(OSError):
            make_private(self.path.parent)
            with contextlib.suppress(FileExistsError), self.path.open("xb") as file:
                file.write(_first())
            keep_private(self.path)

    def read(self) -> Settings:
        """The settings in force; where the file cannot be read as a whole, those of the last good reading."""
        broken: tuple[str, ...] = ()
        try:
            _text, self._good[""] = self._load()
        except StoreError as error:
            broken = (str(error),)
        reading = _Reading(self._good.get("", {}), self._good)
        return replace(
            reading.settings, problems=(*broken, *(f"{self.path}: {line}" for line in reading.problems))
        )

    def objections(self, changes: Changes) -> tuple[str, ...]:
        """What would make no sense after these changes, one line each; nothing is written.

        StoreError where the file cannot be read.
        """
        _text, tables = self._load()
        return self._objections(tables, changes)

    def change(self, changes: Changes) -> None:
        """Writes these values into the file as it is now, and nothing else; None takes a key or table out.

        ValueError, with nothing written, where there are objections. StoreError where the file cannot be read
        or written; then it is as it was.
        """
        text, tables = self._load()
        if wrong := self._objections(tables, changes):
            raise ValueError("; ".join(wrong))
        try:
            after = edited(text, changes).encode()
            if len(after) > _LARGEST:
                raise ValueError(_too_large())
            if after != text.encode():
                make_private(self.path.parent)
                replace_file(self.path, after)
        except OSError as error:
            raise self._error(error.strerror or str(error)) from error
        except ValueError as error:
            raise self._error(str(error)) from error

    def _objections(self, tables: dict[str, Any], changes: Changes) -> tuple[str, ...]:
        try:
            after = _Reading(changed(tables, changes), dict(self._good))
        except ValueError as error:
            return (str(error),)
        known = set(_Reading(tables, dict(self._good)).problems)
        if any(key.split(".")[0] == "schedule" for key in changes):
            # A week holds as a whole: what is wrong already would keep the change from holding.
            known -= set(after.week_problems)
        return tuple(line for line in after.problems if line not in known)

    def _load(self) -> tuple[str, dict[str, Any]]:
        """The file as text and as tables; where there is none, the one to begin with."""
        try:
            text = self._content().decode("utf-8-sig")
            return text, tomllib.loads(text)
        except OSError as error:
            raise self._error(error.strerror or str(error)) from error
        except UnicodeDecodeError as error:
            raise self._error(_("it is not UTF-8 text")) from error
        except (ValueError, RecursionError) as error:  # TOMLDecodeError is a ValueError
            raise self._error(str(error)) from error

    def _content(self) -> bytes:
        try:
            with self.path.open("rb") as file:
                content = file.read(_LARGEST + 1)
        except FileNotFoundError:
            return _first()
        if len(content) > _LARGEST:
            raise ValueError(_too_large())
        return content

    def _error(self, reason: str) -> StoreError:
        return StoreError(f"{self.path}: {shown(reason, _LONGEST_PROBLEM)}")


class _Reading:
    """One pass over the tables of the file."""

    def __init__(self, tables: dict[str, Any], good: dict[str, Any]) -> None:
        self._good = good
        self.problems: list[str] = []
        self.week_problems: list[str] = []
        self.settings = self._settings(tables)

    def _settings(self, top: dict[str, Any]) -> Settings:
        self._refuse_unknown("", top, _RULES)
        nudges = self._values("nudges", top.get("nudges"), _NUDGES)
        about_me = AboutMe(**self._values("about_me", top.get("about_me"), _ABOUT_ME))
        originals = _originals(about_me.fluid_limit)
        return Settings(
            Routine(self._schedule(top.get("schedule")), self._habits(top.get("habits"), originals)),
            originals,
            nudges.get("snooze", _SNOOZE),
            nudges.get("discreet", False),
            about_me,
        )

    def _schedule(self, table: object) -> Schedule:
        before = dict(self._good)
        tables = table if isinstance(table, dict) else {}
        usual = self._values("schedule", table, _HOURS, also=WEEKDAYS)
        usual_hours = _hours(usual, _USUAL)
        week = [
            _hours(self._values(f"schedule.{day}", tables.get(day), _HOURS), usual_hours) for day in WEEKDAYS
        ]
        wrong = faults(week)
        self.week_problems = [f"schedule: {fault}" for fault in wrong]
        if wrong:
            self.problems.append(_summed_up(self.week_problems))
        if wrong:
            self._good.clear()  # times that make no sense together are not good ones
            self._good.update(before)
        else:
            self._good["schedule"] = week
        good = self._good.get("schedule", [_USUAL] * 7)
        return Schedule((good[0], good[1], good[2], good[3], good[4], good[5], good[6]))

    def _habits(self, table: object, originals: tuple[Habit, ...]) -> tuple[Habit, ...]:
        tables = self._table("habits", table)
        ours = {habit.id for habit in originals}
        habits = [
            _chosen(habit, self._values(f"habits.{habit.id}", tables.get(habit.id), _HABIT))
            for habit in originals
        ]
        own = [self._own(id_, value) for id_, value in tables.items() if id_ not in ours]
        return (*habits, *filter(None, own))

    def _own(self, id_: str, table: object) -> Habit | None:
        if not re.match(HABIT_ID, id_):
            self._problem(
                "habits", id_, _('small letters, digits and _ after a letter, at most 40, and not "morning"')
            )
            return None
        values = self._values(f"habits.{id_}", table, _HABIT)
        if "title" not in self._table(f"habits.{id_}", table, quiet=True):
            self._problem(f"habits.{id_}", table, _("a habit of the catalogue, or your own with a title"))
            return None
        return _chosen(Habit(id_), values) if "title" in values else None

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
                    self._good[full] = rule.convert(tables[key])
                except msgspec.ValidationError:
                    self._problem(full, tables[key], rule.allowed)
                if full in self._good:
                    values[key] = self._good[full]
        return values

    def _table(self, name: str, table: object, *, quiet: bool = False) -> dict[str, Any]:
        """The table, or the last good one in the place of something else."""
        if isinstance(table, dict):
            self._good[f"[{name}]"] = table
            return table
        if table is None:
            return {}
        if not quiet:
            self._problem(name, table, _("a table"))
        last_good: dict[str, Any] = self._good.get(f"[{name}]", {})
        return last_good

    def _refuse_unknown(self, name: str, table: Mapping[str, Any], known: Any) -> None:
        for key in table:
            if key not in known:
                full = f"{name}.{key}" if name else key
                self._problem(full, table[key], _("only {keys}").format(keys=", ".join(known)))

    def _problem(self, key: str, found: object, allowed: str) -> None:
        line = _("{key}: found {found}, allowed is {allowed}")
        said = line.format(key=cut(key, _FOUND_AT_MOST), found=_in_short(found), allowed=allowed)
        self.problems.append(shown(said, _LONGEST_PROBLEM))


def _hours(values: Mapping[str, str], usual: Hours) -> Hours:
    walls = {key: time.fromisoformat(value) for key, value in values.items()}
    return replace(usual, **walls)


def _chosen(habit: Habit, values: Mapping[str, Any]) -> Habit:
    """The habit as the user wants it."""
    days = values.get("days")
    weekdays = EVERY_DAY if days is None else frozenset(WEEKDAYS.index(day) for day in days)
    return replace(habit, **{**values, "days": weekdays})


def _originals(fluid_limit: bool) -> tuple[Habit, ...]:
    return tuple(
        replace(habit, nudge=habit.nudge_fluid_limit or habit.nudge) if fluid_limit else habit
        for habit in catalogue()
    )


def _first() -> bytes:
    return (resources.files("crampguard.resources") / "settings.toml").read_bytes()


def _too_large() -> str:
    return _("it is larger than {bytes} bytes").format(bytes=_LARGEST)


def _summed_up(problems: list[str]) -> str:
    """The first, and how many more there are: one wrong time can spoil seven nights."""
    more = len(problems) - 1
    also = ngettext("{problem}; and {count} night more", "{problem}; and {count} nights more", more)
    return also.format(problem=problems[0], count=more) if more else problems[0]


def _in_short(found: object) -> str:
    text = repr(found)
    if isinstance(found, bool):
        text = text.lower()
    elif isinstance(found, date | time):
        text = str(found)
    return cut(text, _FOUND_AT_MOST)
