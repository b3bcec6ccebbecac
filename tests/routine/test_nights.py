"""Nights tile the time line, whatever schedule, zone and clocks do."""

from datetime import UTC, date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampguard.routine.localtime import DAY, MINUTE, date_after, date_before, exists, first_after
from crampguard.routine.nights import Night, OtherBedtime, date_of, night_on
from crampguard.routine.schedule import Hours, Schedule, schedule_faults
from tests.routine.strategies import (
    NASTY_ZONES,
    meant,
    moments,
    other_bedtimes,
    readings,
    schedules,
    shown,
    transitions,
)

BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
NUUK = ZoneInfo("America/Nuuk")
CASEY = ZoneInfo("Antarctica/Casey")


def _every_day(wake: str, bedtime: str) -> Schedule:
    hours = Hours(time.fromisoformat(wake), time.fromisoformat(bedtime))
    return Schedule((hours, hours, hours, hours, hours, hours, hours))


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _night(day: str, wake: str, bedtime: str, ends: str) -> Night:
    return Night(date.fromisoformat(day), _utc(wake), _utc(bedtime), _utc(ends))


# The rules, for every schedule, zone and instant


@given(moments(), schedules())
def test_every_instant_lies_in_exactly_one_night(
    moment: tuple[datetime, ZoneInfo], schedule: Schedule
) -> None:
    now, zone = moment
    today = shown(now, zone).date()
    dates = [day for n in range(-3, 4) if exists(day := today + n * DAY, zone)]
    nights = [night_on(day, schedule, zone) for day in dates]
    assert [night.date for night in nights if night.wake <= now < night.ends] == [
        date_of(now, schedule, zone)
    ]


@given(moments(), schedules())
def test_nights_tile(moment: tuple[datetime, ZoneInfo], schedule: Schedule) -> None:
    now, zone = moment
    night = night_on(date_of(now, schedule, zone), schedule, zone)
    before = night_on(date_before(night.date, zone), schedule, zone)
    after = night_on(date_after(night.date, zone), schedule, zone)
    assert before.ends == night.wake < night.ends == after.wake


@given(moments(), schedules())
def test_a_night_begins_with_its_first_instant_and_ends_before_its_last(
    moment: tuple[datetime, ZoneInfo], schedule: Schedule
) -> None:
    now, zone = moment
    night = night_on(date_of(now, schedule, zone), schedule, zone)
    tick = datetime.resolution
    assert date_of(night.wake, schedule, zone) == night.date
    assert date_of(night.ends - tick, schedule, zone) == night.date
    assert date_of(night.wake - tick, schedule, zone) == date_before(night.date, zone)
    assert date_of(night.ends, schedule, zone) == date_after(night.date, zone)


@given(moments(), schedules())
def test_wake_and_bedtime_are_the_meant_instants_of_their_wall_times(
    moment: tuple[datetime, ZoneInfo], schedule: Schedule
) -> None:
    now, zone = moment
    night = night_on(date_of(now, schedule, zone), schedule, zone)
    hours = schedule.on(night.date)
    next_date = date_after(night.date, zone)
    bedtime_date = night.date + DAY if hours.bedtime <= hours.wake else night.date
    assert night.wake == meant(night.date, hours.wake, zone)
    assert night.ends == meant(next_date, schedule.on(next_date).wake, zone)
    assert night.bedtime == min(meant(bedtime_date, hours.bedtime, zone), night.ends - MINUTE)


@given(st.data(), moments(), schedules())
def test_bedtime_lies_within_its_night_with_the_usual_or_another_bedtime(
    data: st.DataObject, moment: tuple[datetime, ZoneInfo], schedule: Schedule
) -> None:
    now, zone = moment
    other = data.draw(st.none() | other_bedtimes(now))
    night = night_on(date_of(now, schedule, zone), schedule, zone, other)
    assert night.wake <= night.bedtime < night.ends


@given(st.data(), moments(), schedules())
def test_another_bedtime_holds_within_the_night_and_is_passed_over_outside(
    data: st.DataObject, moment: tuple[datetime, ZoneInfo], schedule: Schedule
) -> None:
    now, zone = moment
    other = data.draw(other_bedtimes(now))
    usual = night_on(date_of(now, schedule, zone), schedule, zone)
    night = night_on(usual.date, schedule, zone, other)
    asked = first_after(other.wall, other.said_at, zone)
    inside = usual.wake <= asked < usual.ends
    assert night.bedtime == (min(asked, usual.ends - MINUTE) if inside else usual.bedtime)
    assert (night.date, night.wake, night.ends) == (usual.date, usual.wake, usual.ends)


def test_the_rules_hold_around_every_change_of_the_clocks_in_nasty_zones() -> None:
    weekend = Hours(time(11, 0), time(3, 0))
    usual = Hours(time(6, 45), time(22, 30))
    nasty = (
        _every_day("05:00", "02:00"),  # the shortest time in bed
        _every_day("23:30", "03:30"),  # the shortest day
        _every_day("23:59", "20:59"),
        _every_day("00:00", "04:00"),
        _every_day("16:00", "08:00"),
        _every_day("02:30", "23:30"),
        Schedule((usual, usual, usual, usual, weekend, weekend, usual)),
    )
    assert not any(schedule_faults(schedule.week) for schedule in nasty)
    for key in NASTY_ZONES:
        zone = ZoneInfo(key)
        for change in transitions(key):
            day = shown(change.at - 2 * DAY, zone).date()
            dates = [later for n in range(5) if exists(later := day + n * DAY, zone)]
            for schedule in nasty:
                nights = [night_on(day, schedule, zone) for day in dates]
                for night, after in pairwise(nights):
                    assert night.wake <= night.bedtime < night.ends == after.wake, (key, night)
                for now in (change.at - MINUTE, change.at):
                    inside = [night.date for night in nights if night.wake <= now < night.ends]
                    assert inside == [date_of(now, schedule, zone)], (key, now)


# Days as people live them


def test_an_ordinary_night() -> None:
    assert night_on(date(2026, 11, 22), _every_day("06:45", "22:30"), BERLIN) == _night(
        "2026-11-22", "2026-11-22 05:45", "2026-11-22 21:30", "2026-11-23 05:45"
    )


def test_a_bedtime_of_half_past_midnight_belongs_to_the_evening_before() -> None:
    schedule = _every_day("07:00", "00:30")
    assert night_on(date(2026, 11, 22), schedule, BERLIN) == _night(
        "2026-11-22", "2026-11-22 06:00", "2026-11-22 23:30", "2026-11-23 06:00"
    )
    assert date_of(_utc("2026-11-23 02:00"), schedule, BERLIN) == date(2026, 11, 22)


def test_a_shift_worker_goes_to_bed_on_the_next_morning() -> None:
    schedule = _every_day("16:00", "08:00")
    assert night_on(date(2026, 11, 22), schedule, BERLIN) == _night(
        "2026-11-22", "2026-11-22 15:00", "2026-11-23 07:00", "2026-11-23 15:00"
    )
    assert date_of(_utc("2026-11-23 12:00"), schedule, BERLIN) == date(2026, 11, 22)


def test_a_weekend_has_hours_of_its_own() -> None:
    usual, late = Hours(time(6, 45), time(22, 30)), Hours(time(6, 45), time(0, 30))
    sunday = Hours(time(9, 0), time(22, 30))
    schedule = Schedule((usual, usual, usual, usual, usual, late, sunday))
    friday, saturday, sunday_night = (night_on(date(2026, 11, n), schedule, BERLIN) for n in (20, 21, 22))
    assert friday == _night("2026-11-20", "2026-11-20 05:45", "2026-11-20 21:30", "2026-11-21 05:45")
    assert saturday == _night("2026-11-21", "2026-11-21 05:45", "2026-11-21 23:30", "2026-11-22 08:00")
    assert sunday_night == _night("2026-11-22", "2026-11-22 08:00", "2026-11-22 21:30", "2026-11-23 05:45")


# Clocks that jump


def test_a_bedtime_in_a_gap_moves_forward_by_the_gap() -> None:
    """02:30 on 29 March 2026 does not exist in Berlin: 03:30 summer time."""
    assert night_on(date(2026, 3, 28), _every_day("07:00", "02:30"), BERLIN) == _night(
        "2026-03-28", "2026-03-28 06:00", "2026-03-29 01:30", "2026-03-29 05:00"
    )


def test_a_bedtime_in_a_fold_is_the_first() -> None:
    """02:30 on 25 October 2026 comes twice in Berlin: first in summer time."""
    assert night_on(date(2026, 10, 24), _every_day("07:00", "02:30"), BERLIN) == _night(
        "2026-10-24", "2026-10-24 05:00", "2026-10-25 00:30", "2026-10-25 06:00"
    )


def test_the_gap_of_lord_howe_is_half_an_hour() -> None:
    """02:15 on 4 October 2026 becomes 02:45, which is 11 hours ahead of UTC."""
    assert night_on(date(2026, 10, 3), _every_day("07:00", "02:15"), LORD_HOWE) == _night(
        "2026-10-03", "2026-10-02 20:30", "2026-10-03 15:45", "2026-10-03 20:00"
    )


def test_the_fold_of_lord_howe_is_half_an_hour() -> None:
    """01:45 on 5 April 2026 comes twice: first 11 hours ahead of UTC."""
    assert night_on(date(2026, 4, 4), _every_day("07:00", "01:45"), LORD_HOWE) == _night(
        "2026-04-04", "2026-04-03 20:00", "2026-04-04 14:45", "2026-04-04 20:30"
    )


@pytest.mark.parametrize(
    ("key", "wake", "bedtime", "ends"),
    [
        ("Pacific/Apia", "2011-12-29 16:45", "2011-12-30 08:30", "2011-12-30 16:45"),
        ("Pacific/Fakaofo", "2011-12-29 17:45", "2011-12-30 09:30", "2011-12-30 17:45"),
    ],
)
def test_the_night_before_a_skipped_date_runs_to_the_wake_time_after_it(
    key: str, wake: str, bedtime: str, ends: str
) -> None:
    zone, schedule = ZoneInfo(key), _every_day("06:45", "22:30")
    before = night_on(date(2011, 12, 29), schedule, zone)
    assert before == _night("2011-12-29", wake, bedtime, ends)
    assert before.ends == night_on(date(2011, 12, 31), schedule, zone).wake


@pytest.mark.parametrize("key", ["Pacific/Apia", "Pacific/Fakaofo"])
def test_a_skipped_date_is_no_night(key: str) -> None:
    with pytest.raises(ValueError, match="2011-12-30 was skipped"):
        night_on(date(2011, 12, 30), _every_day("06:45", "22:30"), ZoneInfo(key))


def test_a_night_that_a_skipped_date_swallows_keeps_a_minute() -> None:
    """Up on Thursday at 23:59, a minute before Saturday's 00:00 (Friday was skipped in Apia)."""
    thursday, friday = Hours(time(23, 59), time(4, 0)), Hours(time(7, 0), time(20, 0))
    saturday = Hours(time(0, 0), time(16, 0))
    late = Hours(time(12, 0), time(4, 0))
    schedule = Schedule((late, late, late, thursday, friday, saturday, late))
    assert schedule_faults(schedule.week) == []
    assert night_on(date(2011, 12, 29), schedule, ZoneInfo("Pacific/Apia")) == _night(
        "2011-12-29", "2011-12-30 09:59", "2011-12-30 09:59", "2011-12-30 10:00"
    )


def test_getting_up_in_the_gap_of_nuuk_is_on_the_next_date() -> None:
    """23:30 on 30 March 2024 does not exist in Nuuk: the night begins at 00:30 on the 31st."""
    schedule = _every_day("23:30", "15:00")
    night = night_on(date(2024, 3, 30), schedule, NUUK)
    assert night == _night("2024-03-30", "2024-03-31 01:30", "2024-03-31 16:00", "2024-04-01 00:30")
    assert shown(night.wake, NUUK) == datetime.fromisoformat("2024-03-31 00:30")
    assert date_of(night.wake - MINUTE, schedule, NUUK) == date(2024, 3, 29)
    assert date_of(night.wake, schedule, NUUK) == date(2024, 3, 30)


def test_getting_up_in_the_fold_of_nuuk_is_the_first_time() -> None:
    """23:30 comes twice on 26 October 2024 in Nuuk; the second is the same night."""
    schedule = _every_day("23:30", "15:00")
    first, second = readings(date(2024, 10, 26), time(23, 30), NUUK)
    night = night_on(date(2024, 10, 26), schedule, NUUK)
    assert (first, second) == (_utc("2024-10-27 00:30"), _utc("2024-10-27 01:30"))
    assert night.wake == first
    assert date_of(first - MINUTE, schedule, NUUK) == date(2024, 10, 25)
    assert date_of(second - MINUTE, schedule, NUUK) == date(2024, 10, 26)


def test_who_is_up_when_the_clock_is_set_back_over_midnight_stays_up() -> None:
    """Casey's clocks went from 02:00 on 5 March 2010 back to 23:00 on the 4th."""
    schedule, change = _every_day("00:00", "16:00"), _utc("2010-03-04 15:00")
    assert shown(change, CASEY) == datetime.fromisoformat("2010-03-04 23:00")
    assert date_of(change, schedule, CASEY) == date(2010, 3, 5)
    assert night_on(date(2010, 3, 5), schedule, CASEY).wake == _utc("2010-03-04 13:00")


def test_a_gap_of_three_hours_leaves_the_shortest_time_in_bed_a_minute() -> None:
    """Casey's clocks went from 02:00 to 05:00 on 18 October 2009, just from bedtime to getting up."""
    schedule = _every_day("05:00", "02:00")
    assert schedule_faults(schedule.week) == []
    assert night_on(date(2009, 10, 17), schedule, CASEY) == _night(
        "2009-10-17", "2009-10-16 21:00", "2009-10-17 17:59", "2009-10-17 18:00"
    )


# Another bedtime for one night


def test_another_bedtime_is_the_first_such_clock_time_after_it_was_said() -> None:
    schedule, said_at = _every_day("06:45", "22:30"), _utc("2026-11-22 20:00")
    night = night_on(date(2026, 11, 22), schedule, BERLIN, OtherBedtime(time(0, 30), said_at))
    assert night.bedtime == _utc("2026-11-22 23:30")


def test_another_bedtime_may_be_earlier_than_usual() -> None:
    schedule, said_at = _every_day("06:45", "22:30"), _utc("2026-11-22 12:00")
    night = night_on(date(2026, 11, 22), schedule, BERLIN, OtherBedtime(time(20, 0), said_at))
    assert night.bedtime == _utc("2026-11-22 19:00")


@pytest.mark.parametrize("wall", [time(6, 45), time(12, 0)])
def test_another_bedtime_not_before_the_next_wake_is_passed_over(wall: time) -> None:
    schedule, said_at = _every_day("06:45", "22:30"), _utc("2026-11-22 20:00")
    night = night_on(date(2026, 11, 22), schedule, BERLIN, OtherBedtime(wall, said_at))
    assert night.bedtime == _utc("2026-11-22 21:30")


def test_another_bedtime_said_in_another_night_is_passed_over() -> None:
    """After a flight the night of that date may lie elsewhere."""
    schedule, said_at = _every_day("06:45", "22:30"), _utc("2026-11-20 20:00")
    night = night_on(date(2026, 11, 22), schedule, BERLIN, OtherBedtime(time(0, 30), said_at))
    assert night.bedtime == _utc("2026-11-22 21:30")


def test_another_bedtime_in_a_gap_moves_forward_by_the_gap() -> None:
    schedule, said_at = _every_day("07:00", "22:30"), _utc("2026-03-28 20:00")
    night = night_on(date(2026, 3, 28), schedule, BERLIN, OtherBedtime(time(2, 30), said_at))
    assert night.bedtime == _utc("2026-03-29 01:30")


def test_another_bedtime_in_a_fold_is_the_first_still_ahead() -> None:
    schedule = _every_day("07:00", "22:30")
    early, between = _utc("2026-10-24 20:00"), _utc("2026-10-25 00:45")
    first = night_on(date(2026, 10, 24), schedule, BERLIN, OtherBedtime(time(2, 30), early))
    second = night_on(date(2026, 10, 24), schedule, BERLIN, OtherBedtime(time(2, 30), between))
    assert first.bedtime == _utc("2026-10-25 00:30")
    assert second.bedtime == _utc("2026-10-25 01:30")
