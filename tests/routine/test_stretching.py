"""The guided stretch as the trial did it, as far as three minutes allow: who holds when, and how long."""

from itertools import groupby, pairwise

import pytest

from crampguard.routine.stretching import (
    HABIT,
    HOLDS,
    STEPS,
    WHOLE,
    Hold,
    Moment,
    Phase,
    Step,
    StretchLeg,
    StretchMuscle,
    at,
    step_after,
    step_before,
)
from crampguard.store.catalogue import catalogue

EVERY_SECOND = range(WHOLE)


def moment(second: int) -> Moment:
    found = at(second)
    assert found is not None
    return found


def holding(leg: StretchLeg, muscle: StretchMuscle) -> list[int]:
    """The seconds in which that muscle of that leg is stretched."""
    hold = [(moment(second).step, second) for second in EVERY_SECOND]
    return [
        s for step, s in hold if (step.phase, step.hold.leg, step.hold.muscle) == (Phase.HOLD, leg, muscle)
    ]


def test_the_habit_it_guides_is_in_the_catalogue() -> None:
    assert HABIT in {habit.id for habit in catalogue()}


def test_all_of_it_is_done_within_three_minutes() -> None:
    assert WHOLE == sum(step.seconds for step in STEPS) == 170


@pytest.mark.parametrize("muscle", StretchMuscle)
@pytest.mark.parametrize("leg", StretchLeg)
def test_each_muscle_of_each_leg_is_held_three_times_for_ten_seconds(
    leg: StretchLeg, muscle: StretchMuscle
) -> None:
    seconds = holding(leg, muscle)
    starts = [second for second in seconds if second - 1 not in seconds]
    assert len(starts) == 3
    assert len(seconds) == 30
    assert all({*range(start, start + 10)} <= {*seconds} for start in starts)


@pytest.mark.parametrize("muscle", StretchMuscle)
@pytest.mark.parametrize("leg", StretchLeg)
def test_a_leg_rests_eighteen_seconds_between_its_holds(leg: StretchLeg, muscle: StretchMuscle) -> None:
    rests = [later - second - 1 for second, later in pairwise(holding(leg, muscle)) if later > second + 1]
    assert rests == [18, 18]


def test_calf_comes_before_hamstring_and_the_left_leg_before_the_right() -> None:
    assert [muscle for muscle, _holds in groupby(HOLDS, lambda hold: hold.muscle)] == [*StretchMuscle]
    assert [hold.leg for hold in HOLDS] == [StretchLeg.LEFT, StretchLeg.RIGHT] * 6
    assert [hold.turn for hold in HOLDS] == [1, 1, 2, 2, 3, 3] * 2


def test_a_change_leads_to_the_next_hold_and_takes_longer_to_the_other_muscle() -> None:
    first_hamstring = Hold(StretchMuscle.HAMSTRING, StretchLeg.LEFT, 1)
    assert moment(10).step == Step(Phase.CHANGE_LEGS, Hold(StretchMuscle.CALF, StretchLeg.RIGHT, 1), 4)
    assert moment(80).step == Step(Phase.CHANGE_MUSCLE, first_hamstring, 10)
    assert moment(90).step == Step(Phase.HOLD, first_hamstring, 10)
    assert [step.phase is Phase.HOLD for step in STEPS] == [True, False] * 11 + [True]


def test_what_is_left_runs_down_by_a_second_a_second() -> None:
    for second in EVERY_SECOND:
        now = moment(second)
        assert now.whole_left == WHOLE - second
        assert 1 <= now.step_left <= now.step.seconds
        if now.step_left > 1:
            assert moment(second + 1).step_left == now.step_left - 1
    assert (moment(31).step_left, moment(31).whole_left) == (7, 139)


def test_holds_count_as_done_when_they_are_over() -> None:
    assert [moment(second).done for second in (0, 9, 10, 14, 24, 83, 169)] == [0, 0, 1, 1, 2, 6, 11]


def test_after_the_last_second_it_is_over() -> None:
    assert moment(WHOLE - 1).step_left == 1
    assert at(WHOLE) is None
    assert at(WHOLE + 1000) is None


def test_a_step_back_and_a_step_on_lead_to_the_beginning_of_a_step() -> None:
    assert [step_before(second) for second in (0, 5, 10, 13, 14, 20)] == [0, 0, 0, 0, 10, 10]
    assert [step_after(second) for second in (0, 9, 10, 13, 14)] == [10, 10, 14, 14, 24]
    assert step_after(WHOLE - 1) == WHOLE
