"""Wall clocks and instants, compared with what clocks show."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crampguard.routine.localtime import DAY, MINUTE, date_after, date_before, exists, first_after, instant_of
from tests.routine.strategies import (
    SKIPPED_DATE,
    Transition,
    changes,
    meant,
    moments,
    offset,
    readings,
    shown,
    transitions,
    walls,
)

BERLIN = ZoneInfo("Europe/Berlin")
APIA = ZoneInfo("Pacific/Apia")


@given(moments(), walls(), st.integers(-1, 1))
def test_a_wall_time_is_its_first_reading_or_moves_forward_by_the_gap(
    moment: tuple[datetime, ZoneInfo], wall: time, days: int
) -> None:
    now, zone = moment
    day = shown(now, zone).date() + days * DAY
    assert instant_of(day, wall, zone) == meant(day, wall, zone)


@given(changes(), st.data())
def test_a_wall_time_in_a_gap_moves_by_the_gap_and_in_a_fold_is_the_first(
    changed: tuple[Transition, ZoneInfo], data: st.DataObject
) -> None:
    change, zone = changed
    low, high = sorted((change.before, change.after))
    minutes = data.draw(st.integers(0, (high - low) // MINUTE - 1))
    wall = (change.at + low).replace(tzinfo=None) + minutes * MINUTE
    moment = instant_of(wall.date(), wall.time(), zone)
    assert moment == wall.replace(tzinfo=UTC) - change.before
    assert shown(moment, zone) == wall + max(change.after - change.before, timedelta())


@given(moments(), walls())
def test_instants_are_in_utc_so_that_differences_are_elapsed_time(
    moment: tuple[datetime, ZoneInfo], wall: time
) -> None:
    now, zone = moment
    assert instant_of(shown(now, zone).date(), wall, zone).tzinfo is UTC
    assert first_after(wall, now, zone).tzinfo is UTC


@given(moments(), st.integers(-2, 2))
def test_a_date_exists_where_clocks_show_it(moment: tuple[datetime, ZoneInfo], days: int) -> None:
    now, zone = moment
    day = shown(now, zone).date() + days * DAY
    start = datetime.combine(day, time(), tzinfo=UTC)
    half_hours = (start + n * timedelta(minutes=30) for n in range(-30, 80))
    assert exists(day, zone) == any(shown(at, zone).date() == day for at in half_hours)


@given(moments())
def test_dates_follow_one_another_without_the_skipped_one(moment: tuple[datetime, ZoneInfo]) -> None:
    now, zone = moment
    day = shown(now, zone).date()
    after = date_after(day, zone)
    missing = [day + n * DAY for n in range(1, (after - day).days)]
    assert exists(after, zone)
    assert missing in ([], [SKIPPED_DATE])
    assert date_before(after, zone) == day


@pytest.mark.parametrize("key", ["Pacific/Apia", "Pacific/Fakaofo"])
def test_the_skipped_date_of_2011_does_not_exist(key: str) -> None:
    zone = ZoneInfo(key)
    assert not exists(SKIPPED_DATE, zone)
    assert date_after(date(2011, 12, 29), zone) == date(2011, 12, 31)
    assert date_before(date(2011, 12, 31), zone) == date(2011, 12, 29)
    assert date_after(SKIPPED_DATE, zone) == date(2011, 12, 31)


def test_a_day_whose_midnight_is_skipped_exists() -> None:
    zone = ZoneInfo("America/Sao_Paulo")
    assert readings(date(2018, 11, 4), time(), zone) == []
    assert exists(date(2018, 11, 4), zone)


@given(moments(), walls())
@example((datetime(2026, 3, 29, 0, 0, tzinfo=UTC), BERLIN), time(2, 30))
def test_first_after_is_the_earliest_later_meaning_of_the_wall_time(
    moment: tuple[datetime, ZoneInfo], wall: time
) -> None:
    now, zone = moment
    today = shown(now, zone).date()
    dates = [today + n * DAY for n in range(-3, 5)]
    meanings = [at for day in dates for at in readings(day, wall, zone) or [meant(day, wall, zone)]]
    assert first_after(wall, now, zone) == min(at for at in meanings if at > now)


def test_first_after_is_strictly_after() -> None:
    now = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
    assert first_after(time(22, 30), now - timedelta(seconds=1), BERLIN) == now
    assert first_after(time(22, 30), now, BERLIN) == now + DAY


def test_first_after_a_moment_between_two_readings_is_the_second() -> None:
    first, second = readings(date(2026, 10, 25), time(2, 30), BERLIN)
    assert first_after(time(2, 30), first - timedelta(hours=1), BERLIN) == first
    assert first_after(time(2, 30), first, BERLIN) == second


def test_first_after_finds_a_time_of_yesterday_that_comes_again() -> None:
    """Casey's clocks went from 02:00 on 5 March 2010 back to 23:00 on the 4th."""
    half_past_one = datetime(2010, 3, 4, 14, 30, tzinfo=UTC)
    assert first_after(time(23, 30), half_past_one, ZoneInfo("Antarctica/Casey")) == datetime(
        2010, 3, 4, 15, 30, tzinfo=UTC
    )


def test_first_after_moves_a_wall_time_in_a_gap_forward() -> None:
    one_o_clock = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    half_past_three = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert first_after(time(2, 30), one_o_clock, BERLIN) == half_past_three


def test_first_after_goes_past_a_skipped_date() -> None:
    noon = datetime(2011, 12, 29, 22, 0, tzinfo=UTC)
    assert shown(noon, APIA) == datetime.fromisoformat("2011-12-29 12:00")
    assert shown(first_after(time(10, 0), noon, APIA), APIA) == datetime.fromisoformat("2011-12-31 10:00")


def test_transitions_of_a_zone_are_all_found() -> None:
    """The tests of time rest on this list."""
    berlin = transitions("Europe/Berlin")
    assert len(berlin) == 2 * 41
    assert datetime(2026, 3, 29, 1, tzinfo=UTC) in [change.at for change in berlin]
    for change in berlin:
        assert offset(change.at - timedelta(seconds=1), BERLIN) == change.before
        assert offset(change.at, BERLIN) == change.after
