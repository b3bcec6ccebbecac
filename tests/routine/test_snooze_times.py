"""The times to which an item can be put off, beside the usual snooze."""

from zoneinfo import ZoneInfo

import pytest

from crampguard.routine.actions import snooze_times
from tests.moved_clock import BERLIN
from tests.routine.builders import COOL, SNOOZE, STRETCH, at, item, remembered


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("21:29", []),  # it is not due yet
        ("21:30", ["22:00"]),
        ("21:44", ["22:00"]),
        ("21:45", []),  # that is the usual snooze
        ("22:00", []),
    ],
)
def test_full_half_hours_are_offered_as_long_as_it_is_of_use_then(now: str, expected: list[str]) -> None:
    found = snooze_times(item(now, COOL), at(now), SNOOZE, BERLIN)
    assert [f"{time.astimezone(BERLIN):%H:%M}" for time in found] == expected


def test_they_are_full_on_the_clock_of_the_zone() -> None:
    kathmandu = ZoneInfo("Asia/Kathmandu")  # 5 h 45 min ahead of UTC
    found = snooze_times(item("21:30", COOL), at("21:30"), SNOOZE, kathmandu)
    assert {time.astimezone(kathmandu).minute for time in found} <= {0, 30}
    assert found


def test_what_is_answered_or_too_late_is_not_put_off() -> None:
    assert snooze_times(item("21:30", COOL, remembered(done=["cool"])), at("21:30"), SNOOZE, BERLIN) == []
    assert snooze_times(item("23:59", STRETCH), at("23:59"), SNOOZE, BERLIN) == []
