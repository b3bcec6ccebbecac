"""The bars of the nights on their axis."""

from datetime import time

from crampguard.routine.schedule import Hours
from crampguard.windows.settings.sleep_bar import Axis, SleepSpan, axis, spans

USUAL = Hours(time(6, 45), time(22, 30))
H = 60


def test_a_night_ends_with_getting_up_on_the_next_day() -> None:
    week = [USUAL, Hours(time(8), time(0, 30)), *[USUAL] * 5]
    assert spans(week)[:2] == [SleepSpan(22 * H + 30, 32 * H), SleepSpan(24 * H + 30, 30 * H + 45)]
    assert spans(week)[6].end == 30 * H + 45


def test_the_axis_runs_from_evening_to_noon_and_widens_for_people_on_shifts() -> None:
    assert axis(spans([USUAL] * 7)) == Axis(18 * H, 36 * H)
    assert [mark // H % 24 for mark in Axis().marks] == [18, 0, 6, 12]
    shifts = [Hours(time(16, 30), time(8, 0))] * 7
    assert axis(spans(shifts)) == Axis(18 * H, 42 * H)
    assert axis([SleepSpan(15 * H, 20 * H)]).start == 12 * H
