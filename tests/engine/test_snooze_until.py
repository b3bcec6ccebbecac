"""A snooze until a time of the clock, as an action that names its instant."""

from pathlib import Path

import pytest

from crampguard.engine import Refused
from crampguard.routine.actions import ActionKind
from crampguard.routine.checklist import State
from tests.answers import by
from tests.moved_clock import Evening, at, evening


@pytest.fixture
def cool(tmp_path: Path) -> Evening:
    """At 21:31, with the cool bedroom on the screen until 22:30."""
    lived = evening(tmp_path, at("2026-11-22 12:00"))
    lived.start()
    lived.move_to(at("2026-11-22 21:31"))
    return lived


def test_it_pops_up_again_at_that_time(cool: Evening) -> None:
    item = cool.item("cool_bedroom")
    [ten_o_clock] = cool.engine.tonight.snooze_offers(item)
    assert ten_o_clock.label == "At 22:00"
    cool.engine.perform(ten_o_clock.action)
    assert cool.item("cool_bedroom").snoozed_until == at("2026-11-22 22:00")
    before = len(cool.pop_ups())
    cool.move_to(at("2026-11-22 22:00"))
    assert cool.item("cool_bedroom").state is State.DUE
    assert "cool_bedroom" in cool.pop_ups()[before]


def test_a_time_that_has_passed_meanwhile_is_refused(cool: Evening) -> None:
    [ten_o_clock] = cool.engine.tonight.snooze_offers(cool.item("cool_bedroom"))
    cool.move_to(at("2026-11-22 22:05"))
    outcome = cool.engine.perform(ten_o_clock.action)
    assert isinstance(outcome.error, Refused)
    assert outcome.problem == "22:00 is past"


def test_a_time_at_which_it_is_of_no_use_is_refused(cool: Evening) -> None:
    with pytest.raises(Refused, match="would no longer be useful at 23:00"):
        by(cool.engine).perform(ActionKind.SNOOZE, habits=("cool_bedroom",), until=at("2026-11-22 23:00"))
