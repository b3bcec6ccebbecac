"""When it is time to offer to speak less."""

from datetime import date

import pytest

from crampguard.routine.habits import Habit
from crampguard.routine.quiet import ENOUGH, Quiet, habits_to_silence

SINCE = date(2026, 11, 7)
SPEAKS = Habit("stretch")
HABITS = (
    SPEAKS,
    Habit("loose_bedding", notify=False),
    Habit("warm_shower", enabled=False),
    Habit("cool_bedroom"),
)


def test_after_fourteen_nights_it_is_about_all_that_pops_up() -> None:
    assert habits_to_silence(Quiet(SINCE, ENOUGH), HABITS) == ("stretch", "cool_bedroom")


@pytest.mark.parametrize("quiet", [Quiet(SINCE, 13), Quiet(SINCE, ENOUGH, decided=True)])
def test_before_that_or_once_it_is_decided_nothing_is_offered(quiet: Quiet) -> None:
    assert habits_to_silence(quiet, HABITS) == ()


def test_where_nothing_pops_up_nothing_is_offered() -> None:
    assert habits_to_silence(Quiet(SINCE, ENOUGH), HABITS[1:3]) == ()


def test_each_stretch_is_remembered_by_its_own_name() -> None:
    names = {Quiet(since, ENOUGH).name for since in (None, SINCE, date(2026, 11, 8))}
    assert len(names) == 3
    assert Quiet(SINCE, ENOUGH, decided=True).name == Quiet(SINCE, 3).name
