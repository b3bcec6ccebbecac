"""The sleep schedule and its validator."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given

from crampguard.routine.clock import ClockStyle
from crampguard.routine.schedule import WEEKDAYS, Hours, Schedule, lead_at, schedule_faults, wall_at
from tests.routine.strategies import schedules, weeks

USUAL = Hours(time(6, 45), time(22, 30))


def _week(**changes: Hours) -> list[Hours]:
    return [changes.get(name, USUAL) for name in WEEKDAYS]


@given(schedules())
def test_the_schedules_of_these_tests_are_sound(schedule: Schedule) -> None:
    assert schedule_faults(schedule.week) == []


@given(weeks())
def test_a_week_has_one_fault_for_each_span_that_is_too_short(week: list[Hours]) -> None:
    monday = date(2026, 11, 23)
    short = []
    for index, hours in enumerate(week):
        today, tomorrow = monday + timedelta(days=index), monday + timedelta(days=index + 1)
        wake = datetime.combine(today, hours.wake)
        bedtime = datetime.combine(tomorrow if hours.bedtime <= hours.wake else today, hours.bedtime)
        ends = datetime.combine(tomorrow, week[tomorrow.weekday()].wake)
        if bedtime - wake < timedelta(hours=4):
            short.append((WEEKDAYS[index], "after getting up"))
        if ends - bedtime < timedelta(hours=3):
            short.append((WEEKDAYS[index], "before getting up"))
    found = schedule_faults(week)
    assert len(found) == len(short)
    for sentence, (day, what) in zip(found, short, strict=True):
        assert sentence.startswith(day)
        assert what in sentence


def test_a_bedtime_later_than_the_wake_time_is_on_the_same_date() -> None:
    assert not USUAL.after_midnight


@pytest.mark.parametrize("bedtime", [time(0, 30), time(6, 44), time(6, 45)])
def test_a_bedtime_not_later_than_the_wake_time_is_on_the_next_date(bedtime: time) -> None:
    assert Hours(time(6, 45), bedtime).after_midnight


def test_the_hours_of_a_date_are_those_of_its_weekday() -> None:
    saturday = Hours(time(9, 0), time(23, 30))
    schedule = Schedule((USUAL, USUAL, USUAL, USUAL, USUAL, saturday, USUAL))
    assert schedule.on(date(2026, 11, 21)) == saturday
    assert schedule.on(date(2026, 11, 22)) == USUAL


@pytest.mark.parametrize(
    ("wake", "bedtime", "sound"),
    [
        (time(6, 45), time(10, 45), True),
        (time(6, 45), time(10, 44), False),
        (time(6, 45), time(3, 45), True),
        (time(6, 45), time(3, 46), False),
        (time(16, 0), time(8, 0), True),
        (time(23, 30), time(20, 30), True),
        (time(23, 30), time(3, 30), True),
        (time(23, 30), time(3, 29), False),
        (time(7, 0), time(7, 0), False),
    ],
)
def test_four_hours_awake_and_three_in_bed_are_enough_and_no_less(
    wake: time, bedtime: time, sound: bool
) -> None:
    found = schedule_faults([Hours(wake, bedtime)] * 7)
    assert len(found) == (0 if sound else 7)


def test_a_bedtime_is_compared_with_the_wake_time_of_the_next_day() -> None:
    """Up at 01:00 on Tuesday leaves two and a half hours after Monday's 22:30."""
    assert schedule_faults(_week(tuesday=Hours(time(1, 0), time(22, 30)))) == [
        "monday: bedtime 22:30 is less than 3 hours before getting up at 01:00"
    ]


def test_sunday_is_followed_by_monday() -> None:
    assert schedule_faults(_week(monday=Hours(time(1, 0), time(21, 0)))) == [
        "sunday: bedtime 22:30 is less than 3 hours before getting up at 01:00"
    ]


def test_too_short_a_day_is_said_with_its_times() -> None:
    assert schedule_faults(_week(friday=Hours(time(9, 5), time(12, 30)))) == [
        "friday: bedtime 12:30 is less than 4 hours after getting up at 09:05"
    ]


def test_the_usual_hours_are_those_of_most_nights() -> None:
    late = Hours(time(9, 0), time(23, 30))
    assert Schedule((late, USUAL, USUAL, USUAL, USUAL, late, late)).usual == USUAL


@pytest.mark.parametrize(
    ("wall", "hours", "lead"),
    [
        (time(20, 0), USUAL, 150),
        (time(22, 30), USUAL, 0),
        (time(6, 45), USUAL, 945),
        (time(6, 44), USUAL, None),
        (time(23, 0), USUAL, None),
        (time(23, 0), Hours(time(8), time(0, 30)), 90),
        (time(1, 0), Hours(time(8), time(0, 30)), None),
    ],
)
def test_a_clock_time_is_a_lead_while_one_is_awake(wall: time, hours: Hours, lead: int | None) -> None:
    assert lead_at(wall, hours) == lead
    if lead is not None:
        assert wall_at(lead, hours.bedtime) == wall


def test_faults_are_told_as_the_user_reads_times() -> None:
    (fault,) = schedule_faults(_week(tuesday=Hours(time(6, 45), time(9))), ClockStyle.HOURS_12)
    assert "bedtime 9:00\u00a0am is less than 4 hours after getting up at 6:45\u00a0am" in fault
