"""When it is time to offer to speak less."""

from datetime import date

import pytest

from crampguard.routine.habits import Habit
from crampguard.routine.silence import ENOUGH, Silence, habits_to_silence

SINCE = date(2026, 11, 7)
SPEAKS = Habit("stretch")
HABITS = (
    SPEAKS,
    Habit("loose_bedding", notify=False),
    Habit("warm_shower", enabled=False),
    Habit("cool_bedroom"),
)


def test_after_fourteen_nights_it_is_about_all_that_pops_up() -> None:
    assert habits_to_silence(Silence(SINCE, ENOUGH), HABITS) == ("stretch", "cool_bedroom")


@pytest.mark.parametrize("silence", [Silence(SINCE, 13), Silence(SINCE, ENOUGH, decided=True)])
def test_before_that_or_once_it_is_decided_nothing_is_offered(silence: Silence) -> None:
    assert habits_to_silence(silence, HABITS) == ()


def test_where_nothing_pops_up_nothing_is_offered() -> None:
    assert habits_to_silence(Silence(SINCE, ENOUGH), HABITS[1:3]) == ()


def test_each_stretch_is_remembered_by_its_own_name() -> None:
    names = {Silence(since, ENOUGH).name for since in (None, SINCE, date(2026, 11, 8))}
    assert len(names) == 3
    assert Silence(SINCE, ENOUGH, decided=True).name == Silence(SINCE, 3).name
