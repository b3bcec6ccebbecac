"""Windows that are opened again on another night, after a suspend, or stay open over the end of a night.

A button answers for the night that its window shows when it is pressed, never for the one it was drawn in.
"""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import Answer
from tests.moved_clock import Evening, at
from tests.windows.advice.driver import CrampNowDriver
from tests.windows.conftest import Begin
from tests.windows.driver import Key
from tests.windows.morning.driver import MorningDriver
from tests.windows.tonight.driver import TonightDriver

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)


@pytest.fixture
def noon(begin: Begin) -> Evening:
    """Sunday at noon."""
    return begin()


@pytest.fixture
def tonight(qtbot: QtBot, noon: Evening) -> TonightDriver:
    return TonightDriver(qtbot, noon)


def answers(evening: Evening, habit: str) -> dict[date, Answer]:
    marks = {night: evening.diary.remembered(night).marks.get(habit) for night in (SUNDAY, MONDAY)}
    return {night: mark.answer for night, mark in marks.items() if mark is not None}


def next_noon(evening: Evening) -> None:
    evening.move_to(at("2026-11-23 12:00"))


def after_suspend(evening: Evening) -> None:
    evening.suspend_until(at("2026-11-23 12:00"))


ways_there = pytest.mark.parametrize("pass_the_night", [next_noon, after_suspend])


@ways_there
@pytest.mark.parametrize("closed", [True, False], ids=["closed meanwhile", "left open"])
def test_a_card_answers_for_the_night_it_shows(
    noon: Evening, tonight: TonightDriver, pass_the_night: Callable[[Evening], None], closed: bool
) -> None:
    tonight.press(Key.Key_Return, on="Bedtime leg stretch")
    if closed:
        tonight.window.close()
    pass_the_night(noon)
    if closed:
        tonight.window.bring_forward()
    if tonight.window._opened != "stretch":  # the evening opened what was due
        tonight.press(Key.Key_Return, on="Bedtime leg stretch")
    tonight.click("Done")
    assert answers(noon, "stretch") == {MONDAY: Answer.DONE}


@ways_there
def test_an_undo_ends_with_its_night(
    noon: Evening, tonight: TonightDriver, pass_the_night: Callable[[Evening], None]
) -> None:
    tonight.press(Key.Key_K, Key.Key_Space, on="Bedtime leg stretch")
    tonight.window.close()
    pass_the_night(noon)
    tonight.window.bring_forward()
    tonight.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert answers(noon, "stretch") == {SUNDAY: Answer.DONE}


def test_undo_takes_back_the_latest_answer_from_whichever_part_it_came(
    noon: Evening, tonight: TonightDriver
) -> None:
    noon.move_to(at("2026-11-22 21:30"))
    tonight.press(Key.Key_Space, on="Loosen bedding")
    tonight.click("Done")  # in the card of the cool bedroom, which is open
    assert answers(noon, "cool_bedroom") == {SUNDAY: Answer.DONE}
    tonight.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert answers(noon, "cool_bedroom") == {SUNDAY: Answer.CLEARED}
    assert answers(noon, "loose_bedding") == {SUNDAY: Answer.DONE}


def test_undo_after_a_button_of_a_card_works_without_any_tick_before_it(
    noon: Evening, tonight: TonightDriver
) -> None:
    noon.move_to(at("2026-11-22 21:30"))
    tonight.click("Not tonight")
    tonight.click("Undo  Ctrl+Z")
    assert answers(noon, "cool_bedroom") == {SUNDAY: Answer.CLEARED}


@ways_there
def test_the_morning_window_keeps_the_night_it_was_opened_for(
    qtbot: QtBot, noon: Evening, pass_the_night: Callable[[Evening], None]
) -> None:
    noon.start()
    morning = MorningDriver(qtbot, noon)
    morning.open(SUNDAY)
    pass_the_night(noon)
    morning.click("No cramp")
    assert noon.diary.morning(SUNDAY) is not None
    assert noon.diary.morning(MONDAY) is None


@ways_there
def test_cramp_now_is_kept_in_the_night_in_which_it_is_opened(
    qtbot: QtBot, noon: Evening, pass_the_night: Callable[[Evening], None]
) -> None:
    cramp = CrampNowDriver(qtbot, noon)
    cramp.window.begin()
    cramp.window.close()
    pass_the_night(noon)
    cramp.window.begin()
    assert [len(noon.diary.cramps(night)) for night in (SUNDAY, MONDAY)] == [1, 1]
