"""Another bedtime for tonight only."""

from datetime import date, time

import pytest

from crampguard.engine import Refused
from crampguard.routine.actions import Action, ActionKind
from tests.answers import by
from tests.engine.conftest import Opener
from tests.moved_clock import at


@pytest.mark.parametrize(
    ("now", "wall", "bedtime"),
    [
        ("2026-11-22 21:00", time(23, 30), "2026-11-22 23:30"),
        ("2026-11-22 21:00", time(21, 1), "2026-11-22 21:01"),
        ("2026-11-22 21:00", time(0, 30), "2026-11-23 00:30"),
        ("2026-11-22 08:00", time(12, 0), "2026-11-22 12:00"),
        ("2026-11-22 23:50", time(0, 30), "2026-11-23 00:30"),
        ("2026-11-23 00:10", time(0, 30), "2026-11-23 00:30"),
        ("2026-11-22 21:00", time(6, 44), "2026-11-23 06:44"),
    ],
)
def test_it_is_the_first_such_clock_time_from_now_on(
    opened: Opener, now: str, wall: time, bedtime: str
) -> None:
    night = by(opened(now).engine).bedtime(wall)
    assert (night.date, night.bedtime) == (date(2026, 11, 22), at(bedtime))


@pytest.mark.parametrize("wall", [time(21, 0), time(20, 0), time(6, 45), time(7, 0)])
def test_a_time_that_comes_only_after_getting_up_is_refused_with_the_reason(
    opened: Opener, wall: time
) -> None:
    evening = opened("2026-11-22 21:00")
    with pytest.raises(Refused) as refused:
        by(evening.engine).bedtime(wall)
    assert str(refused.value) == f"{wall:%H:%M} does not come again before you get up at 06:45"
    assert evening.engine.tonight.night.bedtime == at("2026-11-22 22:30")


def test_the_last_of_two_holds(opened: Opener) -> None:
    evening = opened("2026-11-22 21:00")
    by(evening.engine).bedtime(time(0, 30))
    assert by(evening.engine).bedtime(time(23, 0)).bedtime == at("2026-11-22 23:00")
    assert evening.engine.view().night.bedtime == at("2026-11-22 23:00")


def test_usual_restores_the_schedule(opened: Opener) -> None:
    evening = opened("2026-11-22 21:00")
    by(evening.engine).bedtime(time(0, 30))
    assert by(evening.engine).bedtime(None).bedtime == at("2026-11-22 22:30")
    assert evening.engine.view().night.bedtime == at("2026-11-22 22:30")


def test_it_is_for_one_night_only(opened: Opener) -> None:
    evening = opened("2026-11-22 21:00")
    by(evening.engine).bedtime(time(0, 30))
    evening.move_to(at("2026-11-23 12:00"))
    assert evening.engine.view().night.bedtime == at("2026-11-23 22:30")
    assert evening.engine.view(date(2026, 11, 22)).night.bedtime == at("2026-11-23 00:30")


def test_later_moves_it_back_by_half_an_hour_each_time(opened: Opener) -> None:
    evening = opened("2026-11-22 21:00")
    assert by(evening.engine).later_bedtime().bedtime == at("2026-11-22 23:00")
    assert by(evening.engine).later_bedtime().bedtime == at("2026-11-22 23:30")
    assert by(evening.engine).later_bedtime(45).bedtime == at("2026-11-23 00:15")


def test_later_counts_from_now_when_bedtime_is_past(opened: Opener) -> None:
    assert by(opened("2026-11-22 23:10:40").engine).later_bedtime().bedtime == at("2026-11-22 23:40")


def test_later_is_refused_where_it_would_end_after_getting_up(opened: Opener) -> None:
    with pytest.raises(Refused, match="06:50 does not come again"):
        by(opened("2026-11-23 06:20").engine).later_bedtime()


def test_later_never_makes_it_earlier_when_the_clocks_go_back(opened: Opener) -> None:
    """03:00 becomes 02:00 in this night: half an hour after 02:45 clocks show 02:15 for the second time."""
    evening = opened("2026-10-24 21:00")
    before = by(evening.engine).bedtime(time(2, 45)).bedtime
    assert by(evening.engine).later_bedtime().bedtime > before


@pytest.mark.parametrize("kind", [ActionKind.BEDTIME, ActionKind.LATER_BEDTIME])
def test_a_button_drawn_last_night_does_not_move_the_next_bedtime(opened: Opener, kind: ActionKind) -> None:
    evening = opened("2026-11-23 07:00")
    sunday = date(2026, 11, 22)
    outcome = evening.engine.perform(Action(kind, sunday, minutes=30, wall=time(23, 30)))
    assert outcome.problem == "the night of 2026-11-22 is over"
    assert evening.engine.tonight.night.bedtime == at("2026-11-23 22:30")
