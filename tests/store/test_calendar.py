"""The evening's moments as a calendar, read back by icalendar and by vobject, and held against the plan."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from crampguard.routine.habits import Habit
from crampguard.routine.nights import night_on
from crampguard.routine.plan import Routine, plan
from crampguard.routine.schedule import Schedule
from crampguard.store.settings import SettingsFile
from crampguard.store.transfer.moments import as_calendar
from tests.routine.strategies import habits, schedules

TONIGHT = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 21, 15, 7, tzinfo=UTC)
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


def occurrences(content: bytes, until: datetime) -> Occurrences:
    """Each title with each of its wall times up to an instant, as another program lists them."""
    read = vobject.readOne(content.decode())
    return {
        (event.summary.value, moment)
        for event in read.contents.get("vevent", [])
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


def test_one_bedtime_all_week_is_one_event_a_habit(tmp_path: Path) -> None:
    found = events(as_calendar(routine(tmp_path), TONIGHT, NOW))
    popping_up = [habit for habit in routine(tmp_path).habits if habit.enabled and habit.notify]
    assert [event["summary"] for event in found] == [habit.title for habit in popping_up]


def test_each_clock_time_is_an_event_of_its_own(tmp_path: Path) -> None:
    found = events(as_calendar(routine(tmp_path, '[schedule.saturday]\nbedtime = "00:10"\n'), TONIGHT, NOW))
    stretches = [event for event in found if event["summary"] == "Bedtime leg stretch"]
    days = {event["dtstart"].dt.time().isoformat(): event["rrule"]["byday"] for event in stretches}
    assert days == {"22:15:00": ["MO", "TU", "WE", "TH", "FR", "SU"], "23:55:00": ["SA"]}


def test_what_a_night_has_after_midnight_is_on_the_next_weekday(tmp_path: Path) -> None:
    found = events(as_calendar(routine(tmp_path, '[schedule.saturday]\nbedtime = "01:00"\n'), TONIGHT, NOW))
    (late,) = [event for event in found if event["rrule"]["byday"] == ["SU"] and "stretch" in event["uid"]]
    assert late["dtstart"].dt == datetime(2026, 11, 29, 0, 45)  # noqa: DTZ001


def test_times_are_those_of_the_wall_wherever_one_is(tmp_path: Path) -> None:
    content = as_calendar(routine(tmp_path), TONIGHT, NOW)
    assert all(event["dtstart"].dt.tzinfo is None for event in events(content))
    assert b"TZID" not in content
    assert b"DTSTART:20261122T221500\r\n" in content


def test_each_event_has_an_alarm_at_its_moment_that_shows_something(tmp_path: Path) -> None:
    for event in events(as_calendar(routine(tmp_path), TONIGHT, NOW)):
        (alarm,) = event.walk("VALARM")
        assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", timedelta())
        assert alarm["description"] == event["summary"]


def uids(of: Routine) -> list[str]:
    return [event["uid"] for event in events(as_calendar(of, TONIGHT + 3 * DAY, NOW))]


def test_a_later_import_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    before = as_calendar(routine(tmp_path), TONIGHT, NOW)
    later = routine(tmp_path, '[schedule]\nbedtime = "23:30"\n[habits.stretch]\ntitle = "My stretch"\n')
    after = as_calendar(later, TONIGHT + 3 * DAY, NOW + HOUR)
    old, new = ({event["uid"]: event["sequence"] for event in events(file)} for file in (before, after))
    assert old.keys() == new.keys()
    assert all(old[uid] < new[uid] for uid in old)
    assert len(set(uids(later))) == len(uids(later))


@pytest.mark.parametrize(
    "text",
    ["Tea; then, bed\\night", "Zeile eins\nZeile zwei", "END:VEVENT\r\nX-EVIL:1", "茶" * 60, "a" * 300],
)
def test_the_users_own_words_come_back_whole_and_break_nothing(text: str) -> None:
    habit = Habit("tea", text, nudge=text, caution="Hot.")
    week = Schedule(SettingsFile(Path("none.toml")).read().routine.schedule.week)
    content = as_calendar(Routine(week, (habit,)), TONIGHT, NOW)
    (event,) = events(content)
    read = vobject.readOne(content.decode())
    lines = text.replace("\r\n", "\n")
    assert event["summary"] == read.vevent.summary.value == lines
    assert event["description"] == read.vevent.description.value == f"{lines}\n\nHot."
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_without_a_habit_that_pops_up_the_calendar_is_empty(tmp_path: Path) -> None:
    off = Routine(routine(tmp_path).schedule, ())
    assert events(as_calendar(off, TONIGHT, NOW)) == []
