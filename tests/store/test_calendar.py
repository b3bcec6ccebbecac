"""The evening's moments as a calendar, held against the plan, and imported twice as a phone does it.

icalendar and vobject read the file back; khal is the calendar program that takes it in.
"""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit
from crampguard.routine.nights import night_on
from crampguard.routine.plan import Routine, plan
from crampguard.routine.schedule import WEEKDAYS, Schedule
from crampguard.store.diary import Diary
from crampguard.store.settings import SettingsFile
from crampguard.store.transfer.export import export_to
from crampguard.store.transfer.moments import as_calendar
from tests.routine.strategies import habits, schedules

TONIGHT = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 21, 15, 7, tzinfo=UTC)
WEEK = date(2026, 11, 29), date(2026, 12, 5)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

Occurrences = set[tuple[str, datetime]]


def routine(folder: Path, text: str = "") -> Routine:
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    made = SettingsFile(file).read()
    assert not made.problems
    return made.routine


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).events)


def is_off(event: Any) -> bool:
    return str(event["status"]) == "CANCELLED"


def weekly(content: bytes) -> list[Any]:
    """The events that are not cancelled."""
    return [event for event in events(content) if not is_off(event)]


def weekly_of(of: Routine) -> list[Any]:
    return weekly(as_calendar(of, TONIGHT, NOW))


def occurrences(content: bytes, until: datetime) -> Occurrences:
    """Each title with each of its wall times up to an instant, as another program lists them."""
    read = vobject.readOne(content.decode())
    return {
        (event.summary.value, moment)
        for event in read.contents.get("vevent", [])
        if event.status.value == "CONFIRMED"
        for moment in event.getrruleset().between(datetime.min, until)  # noqa: DTZ901
    }


def planned(of: Routine, first: date, nights: int, zone: tzinfo) -> list[tuple[str, datetime]]:
    """Each title that pops up with its wall time in each of the nights."""
    days = (first + number * DAY for number in range(nights))
    return [
        (nudge.habit.title, nudge.due.astimezone(zone).replace(tzinfo=None))
        for day in days
        for nudge in plan(night_on(day, of.schedule, zone), of.habits)
        if nudge.habit.notify
    ]


def differences(of: Routine, first: date, nights: int, zone: tzinfo) -> tuple[Occurrences, Occurrences]:
    """What only the plan has, and what only the calendar has."""
    found = planned(of, first, nights, zone)
    last = max((at for _title, at in found), default=datetime.combine(first, time()))
    listed = occurrences(as_calendar(of, first, NOW), last + timedelta(minutes=1))
    assert len(set(found)) == len(found)
    return set(found) - listed, listed - set(found)


SCHEDULES = {
    "the default": "",
    "later at weekends, after midnight": '[schedule.friday]\nbedtime = "00:30"\n'
    '[schedule.saturday]\nbedtime = "01:00"\nwake = "09:00"\n[schedule.sunday]\nwake = "09:30"\n',
    "night shifts": '[schedule]\nbedtime = "08:30"\nwake = "16:30"\n',
    "some evenings only": '[habits.stretch]\ndays = ["monday", "thursday"]\nlead = 5\n'
    "[habits.hydrate]\nenabled = false\n[habits.alcohol_cutoff]\nnotify = false\n",
    "a lead longer than the evening": '[schedule]\nbedtime = "12:00"\nwake = "07:00"\n',
}


@pytest.mark.parametrize("text", SCHEDULES.values(), ids=SCHEDULES)
@pytest.mark.parametrize("zone", ["Asia/Kolkata", "UTC"])
def test_a_year_in_a_zone_without_changes_is_the_plan_to_the_minute(
    tmp_path: Path, text: str, zone: str
) -> None:
    assert differences(routine(tmp_path, text), TONIGHT, 365, ZoneInfo(zone)) == (set(), set())


@pytest.mark.parametrize("text", SCHEDULES.values(), ids=SCHEDULES)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_a_year_with_changes_is_the_plan_but_for_an_hour_in_the_night_of_a_change(
    tmp_path: Path, text: str, zone: str
) -> None:
    missing, instead = differences(routine(tmp_path, text), TONIGHT, 365, ZoneInfo(zone))
    assert {
        (title, at) for title, at in instead if {(title, at + HOUR), (title, at - HOUR)} & missing
    } == instead
    assert len(missing) == len(instead)
    changes = {at.date() for _title, at in missing}
    assert len(changes) <= 2 * 2  # two changes a year, each seen from the evening before and the day itself


@settings(max_examples=50)
@given(schedules(), habits(), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_any_schedule_is_the_plan_for_three_weeks(schedule: Schedule, of: list[Habit], first: date) -> None:
    named = tuple(replace(habit, title=habit.id) for habit in of)
    assert differences(Routine(schedule, named), first, 21, UTC) == (set(), set())


def test_each_habit_has_one_event_a_weekday_and_those_off_are_cancelled(tmp_path: Path) -> None:
    of = routine(tmp_path, SCHEDULES["some evenings only"])
    found = events(as_calendar(of, TONIGHT, NOW))
    assert {event["uid"] for event in found} == {
        f"{habit.id}-{day}@crampguard" for habit in of.habits for day in WEEKDAYS
    }
    assert len(found) == 7 * len(of.habits)
    stretch = {event["uid"] for event in weekly_of(of) if "stretch-" in event["uid"]}
    assert stretch == {"stretch-monday@crampguard", "stretch-thursday@crampguard"}
    assert not any("hydrate-" in event["uid"] or "alcohol" in event["uid"] for event in weekly_of(of))


def test_what_a_night_has_after_midnight_is_on_the_next_weekday(tmp_path: Path) -> None:
    found = weekly_of(routine(tmp_path, '[schedule.saturday]\nbedtime = "01:00"\n'))
    (late,) = [event for event in found if event["uid"] == "stretch-saturday@crampguard"]
    assert late["dtstart"].dt == datetime(2026, 11, 29, 0, 45)  # noqa: DTZ001


def test_a_cancelled_event_rings_nowhere_even_where_its_status_means_nothing(tmp_path: Path) -> None:
    cancelled = [event for event in events(as_calendar(routine(tmp_path), TONIGHT, NOW)) if is_off(event)]
    assert cancelled
    for event in cancelled:
        assert "rrule" not in event
        assert not event.walk("VALARM")
        assert event["dtstart"].dt < NOW.replace(tzinfo=None)


def test_times_are_those_of_the_wall_wherever_one_is(tmp_path: Path) -> None:
    content = as_calendar(routine(tmp_path), TONIGHT, NOW)
    assert all(event["dtstart"].dt.tzinfo is None for event in events(content))
    assert b"TZID" not in content
    assert b"DTSTART:20261122T221500\r\n" in content


def test_each_event_has_an_alarm_at_its_moment_that_shows_something(tmp_path: Path) -> None:
    for event in weekly_of(routine(tmp_path)):
        (alarm,) = event.walk("VALARM")
        assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", timedelta())
        assert alarm["description"] == event["summary"]


def test_a_later_export_is_the_newer_version_of_the_same_events(tmp_path: Path) -> None:
    changed = routine(tmp_path, '[schedule]\nbedtime = "23:30"\n[habits.stretch]\ntitle = "My stretch"\n')
    later = NOW + timedelta(seconds=1)
    files = as_calendar(routine(tmp_path), TONIGHT, NOW), as_calendar(changed, TONIGHT + 3 * DAY, later)
    old, new = ({event["uid"]: event for event in events(file)} for file in files)
    assert old.keys() == new.keys()
    for uid, event in old.items():
        assert event["sequence"] < new[uid]["sequence"] < 2**31
        assert event["dtstamp"].dt < new[uid]["dtstamp"].dt


@pytest.mark.parametrize(
    "text",
    ["Tea; then, bed\\night", "Zeile eins\nZeile zwei", "END:VEVENT\r\nX-EVIL:1", "茶" * 60, "a" * 300],
)
def test_the_users_own_words_come_back_whole_and_break_nothing(text: str) -> None:
    habit = Habit("tea", text, nudge=text, caution="Hot.")
    week = Schedule(SettingsFile(Path("none.toml")).read().routine.schedule.week)
    content = as_calendar(Routine(week, (habit,)), TONIGHT, NOW)
    event = events(content)[0]
    read = vobject.readOne(content.decode())
    lines = text.replace("\r\n", "\n")
    assert event["summary"] == read.vevent.summary.value == lines
    assert event["description"] == read.vevent.description.value == f"{lines}\n\nHot."
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_without_any_habit_the_calendar_is_empty(tmp_path: Path) -> None:
    off = Routine(routine(tmp_path).schedule, ())
    assert events(as_calendar(off, TONIGHT, NOW)) == []


def test_an_own_habit_that_was_removed_is_cancelled(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "diary.sqlite3")
    diary.mark(TONIGHT, "evening_walk", Answer.DONE, NOW)
    diary.claim(TONIGHT, "tea", NOW)
    diary.claim(TONIGHT, "morning", NOW)
    export_to(tmp_path / "mine.ics", diary, routine(tmp_path), NOW, UTC)
    diary.close()
    cancelled = {event["uid"] for event in events((tmp_path / "mine.ics").read_bytes()) if is_off(event)}
    assert cancelled >= {f"{id_}-{day}@crampguard" for id_ in ("evening_walk", "tea") for day in WEEKDAYS}
    assert not any(uid.startswith("morning") for uid in cancelled)


# Imported into a calendar program


class Phone:
    """khal with a calendar of its own."""

    def __init__(self, folder: Path) -> None:
        self._config = folder / "khal.conf"
        self._config.write_text(
            f"[calendars]\n[[crampguard]]\npath = {folder / 'events'}\n"
            f"[sqlite]\npath = {folder / 'khal.db'}\n"
            "[default]\ndefault_calendar = crampguard\n"
            "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            "local_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\n",
            encoding="utf-8",
        )
        (folder / "events").mkdir()

    def take_in(self, content: bytes) -> None:
        file = self._config.with_name("import.ics")
        file.write_bytes(content)
        self._khal("import", "--batch", str(file))

    def week(self) -> list[tuple[str, datetime]]:
        """What it lists in the week after tonight's, by title and time."""
        listed = self._khal("list", "--day-format", "", "--format", "{start}|{title}", *map(str, WEEK))
        rows = (line.split("|") for line in listed.splitlines())
        return sorted((title, datetime.fromisoformat(start)) for start, title in rows)

    def _khal(self, *words: str) -> str:
        run = [sys.executable, "-m", "khal", "-c", str(self._config), *words]
        return subprocess.run(run, check=True, capture_output=True, text=True, timeout=60).stdout


CHANGES = """
[schedule.saturday]
bedtime = "00:30"
[habits.stretch]
days = ["monday", "saturday"]
[habits.alcohol_cutoff]
enabled = false
[habits.cool_bedroom]
notify = false
[habits.loose_bedding]
notify = true
"""


@pytest.mark.slow
def test_a_phone_that_imports_again_after_a_change_has_the_new_week_and_nothing_else(tmp_path: Path) -> None:
    phone, usual, changed = Phone(tmp_path), routine(tmp_path), routine(tmp_path, CHANGES)
    for of, now in (usual, NOW), (changed, NOW + HOUR), (usual, NOW + 2 * HOUR):
        phone.take_in(as_calendar(of, TONIGHT, now))
        due = planned(of, TONIGHT, 21, ZoneInfo("Europe/Berlin"))
        assert phone.week() == sorted((title, at) for title, at in due if WEEK[0] <= at.date() <= WEEK[1])
