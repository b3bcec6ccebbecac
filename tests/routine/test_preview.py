"""The pace of the preview, for any evening."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampguard.routine.preview import Pace, moments, pace
from crampguard.store.settings import SettingsFile

BERLIN = ZoneInfo("Europe/Berlin")
STARTS = datetime(2026, 11, 22, 9, 30, 0, 123456, tzinfo=UTC)
SECOND = timedelta(seconds=1)

evenings = st.lists(st.integers(1, 1439), min_size=1, max_size=30, unique=True).map(
    lambda minutes: [STARTS + timedelta(minutes=minute) for minute in sorted(minutes)]
)
spans = st.timedeltas(timedelta(0), timedelta(seconds=90))


def some_pace(evening: list[datetime]) -> Pace:
    return pace(evening, STARTS)


@given(evenings)
def test_all_of_it_comes_in_about_a_minute(evening: list[datetime]) -> None:
    made = some_pace(evening)
    shown = [made.machine_at(moment) for moment in evening]
    assert shown == sorted(shown)
    assert shown[0] == STARTS + 3 * SECOND
    assert shown[-1] < made.ends <= STARTS + 64 * SECOND


@given(evenings, spans, spans)
def test_time_never_goes_back(evening: list[datetime], one: timedelta, other: timedelta) -> None:
    made = some_pace(evening)
    first, second = sorted((STARTS + one, STARTS + other))
    assert made.evening_at(first) <= made.evening_at(second)


@given(evenings, spans)
def test_an_alarm_set_for_an_instant_rings_when_the_clock_shows_it(
    evening: list[datetime], span: timedelta
) -> None:
    made = some_pace(evening)
    instant = made.evening_at(STARTS + span)
    assert abs(made.machine_at(instant) - (STARTS + span)) < timedelta(milliseconds=1)


@given(evenings)
def test_at_each_pop_up_there_is_a_stay_at_the_usual_pace(evening: list[datetime]) -> None:
    made = some_pace(evening)
    half = timedelta(seconds=60) / len(evening) / 4
    for moment in evening:
        assert abs(made.evening_at(made.machine_at(moment) + half) - moment - half) < timedelta(
            milliseconds=1
        )


@pytest.mark.parametrize(
    ("now", "bedtime"),
    [
        ("2026-11-22 10:00", "2026-11-22 22:30"),
        ("2026-11-22 22:00", "2026-11-22 22:30"),
        ("2026-11-22 23:00", "2026-11-23 22:30"),
        ("2026-11-23 03:00", "2026-11-23 22:30"),
    ],
)
def test_it_is_the_evening_that_comes_next(now: str, bedtime: str, settings: SettingsFile) -> None:
    def berlin(wall: str) -> datetime:
        return datetime.fromisoformat(wall).replace(tzinfo=BERLIN)

    found = moments(settings.read().routine, berlin(now), BERLIN)
    assert found[-1] == berlin(bedtime)
    assert found[0] == berlin(bedtime) - timedelta(hours=9)
    assert found == sorted(set(found))


@pytest.fixture
def settings(tmp_path_factory: pytest.TempPathFactory) -> SettingsFile:
    return SettingsFile(tmp_path_factory.mktemp("settings") / "settings.toml")
