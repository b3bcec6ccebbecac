"""The settings in the tables of the file, with a line for each value that makes no sense.

In its place the last good value of this run holds, else the default.
"""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from crampguard.i18n import _, locale_has_12_hours, ngettext
from crampguard.routine.about_me import AboutMe
from crampguard.routine.clock import ClockStyle
from crampguard.routine.habits import EVERY_DAY, Habit
from crampguard.routine.plan import Routine
from crampguard.routine.schedule import WEEKDAYS, Hours, Schedule, schedule_faults
from crampguard.routine.text import cut, shown
from crampguard.routine.writing import listing
from crampguard.store.catalogue import catalogue
from crampguard.store.language import LANGUAGE_AUTO
from crampguard.store.settings.rules import (
    ABOUT_ME,
    CRAMP_NOW,
    HABIT,
    HABIT_ID,
    HOURS,
    LOOK,
    NUDGES,
    RULES,
    STRETCH,
    ValueRule,
)

LONGEST_PROBLEM = 500  # characters

_FOUND_AT_MOST = 60  # characters of a bad value that are worth repeating
_USUAL = Hours(wake=time(6, 45), bedtime=time(22, 30))
CLOCK_AUTO = "auto"


class Settings(Struct, frozen=True):
    """The settings in force. snooze is minutes; problems has one line for each value that is not.

    originals: the habits of the catalogue as they are without the user's choices and words. discreet:
    notifications say only that something is due. sound: they come with a sound, sound_late: also in the hour
    before bed. own_popup: they come in a window of ours. cramp_shortcut: the desktop is asked for the key of
    "cramp now". clock: "auto", "24" or "12". language: "auto" or one that is there. dark_evening: windows are
    dark from two hours before bed.
    """

    routine: Routine
    originals: tuple[Habit, ...]
    about_me: AboutMe
    snooze: int = 15
    discreet: bool = False
    sound: bool = False
    sound_late: bool = False
    own_popup: bool = False
    stretch_sounds: bool = True
    cramp_shortcut: bool = False
    clock: str = CLOCK_AUTO
    language: str = LANGUAGE_AUTO
    dark_evening: bool = False
    problems: tuple[str, ...] = ()

    @property
    def clock_style(self) -> ClockStyle:
        """How times are shown; "auto" is as the user's locale writes them."""
        return clock_style(self.clock)


def clock_style(clock: str) -> ClockStyle:
    """What a value of `clock` in the file means on this machine."""
    if clock == CLOCK_AUTO:
        return ClockStyle.HOURS_12 if locale_has_12_hours() else ClockStyle.HOURS_24
    return ClockStyle(clock)


class Reading:
    """One pass over the tables of the file."""

    def __init__(self, tables: dict[str, Any], good: dict[str, Any]) -> None:
        self._good = good
        self.problems: list[str] = []
        self.week_problems: list[str] = []
        self.settings = self._settings(tables)

    def _settings(self, top: dict[str, Any]) -> Settings:
        self._refuse_unknown("", top, RULES)
        nudges = self._values("nudges", top.get("nudges"), NUDGES)
        cramp_now = self._values("cramp_now", top.get("cramp_now"), CRAMP_NOW)
        stretch = self._values("stretch", top.get("stretch"), STRETCH)
        about_me = AboutMe(**self._values("about_me", top.get("about_me"), ABOUT_ME))
        look = self._values("look", top.get("look"), LOOK)
        originals = _originals(about_me.fluid_limit)
        return Settings(
            Routine(self._schedule(top.get("schedule")), self._habits(top.get("habits"), originals)),
            originals,
            about_me,
            **nudges,
            stretch_sounds=stretch.get("sounds", True),
            cramp_shortcut=cramp_now.get("shortcut", False),
            **look,
        )

    def _schedule(self, table: object) -> Schedule:
        before = dict(self._good)
        tables = table if isinstance(table, dict) else {}
        usual = self._values("schedule", table, HOURS, also=WEEKDAYS)
        usual_hours = _hours(usual, _USUAL)
        week = [
            _hours(self._values(f"schedule.{day}", tables.get(day), HOURS), usual_hours) for day in WEEKDAYS
        ]
        wrong = schedule_faults(week)
        self.week_problems = [f"schedule: {fault}" for fault in wrong]
        if wrong:
            self.problems.append(_summed_up(self.week_problems))
            self._good.clear()  # times that make no sense together are not good ones
            self._good.update(before)
        else:
            self._good["schedule"] = week
        return Schedule(tuple(self._good.get("schedule", [_USUAL] * 7)))

    def _habits(self, table: object, originals: tuple[Habit, ...]) -> tuple[Habit, ...]:
        tables = self._table("habits", table)
        ours = {habit.id for habit in originals}
        habits = [
            _chosen(habit, self._values(f"habits.{habit.id}", tables.get(habit.id), HABIT))
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
        values = self._values(f"habits.{id_}", table, HABIT)
        if "title" not in self._table(f"habits.{id_}", table, quiet=True):
            self._problem(f"habits.{id_}", table, _("a habit of the catalogue, or your own with a title"))
            return None
        return _chosen(Habit(id_), values) if "title" in values else None

    def _values(
        self, name: str, table: object, rules: Mapping[str, ValueRule], also: tuple[str, ...] = ()
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
                    self._problem(full, tables[key], rule.allowed())
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
                self._problem(full, table[key], _("only {keys}").format(keys=listing(known)))

    def _problem(self, key: str, found: object, allowed: str) -> None:
        line = _("{key}: found {found}, allowed is {allowed}")
        said = line.format(key=cut(key, _FOUND_AT_MOST), found=_in_short(found), allowed=allowed)
        self.problems.append(shown(said, LONGEST_PROBLEM))


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


def _summed_up(problems: list[str]) -> str:
    """The first, and how many more there are: one wrong time can spoil seven nights."""
    more = len(problems) - 1
    also = ngettext("{problem}; and {count} night more", "{problem}; and {count} nights more", more)
    return also.format(problem=problems[0], count=more) if more else problems[0]


def _in_short(found: object) -> str:
    try:
        text = repr(found)
    except ValueError:  # Python writes no number of more than 4,300 digits
        return _("a number of very many digits")
    if isinstance(found, bool):
        text = text.lower()
    elif isinstance(found, date | time):
        text = str(found)
    return cut(text, _FOUND_AT_MOST)
