"""Windows that are opened again on another night, after a suspend, or stay open over the end of a night.

A button answers for the night that its window shows when it is pressed, never for the one it was drawn in.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import Answer
from crampguard.windows.advice.cramp_now import CrampNowWindow
from crampguard.windows.morning.window import MorningWindow
from crampguard.windows.tonight.row import ItemRow
from crampguard.windows.tonight.window import TonightWindow
from tests.moved_clock import Evening, at, evening
from tests.nowhere import NOWHERE
from tests.windows.accessibility import spoken
from tests.windows.conftest import Look

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)


@pytest.fixture
def noon(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Evening]:
    """Sunday at noon, with the program running."""
    found = evening(tmp_path, at("2026-11-22 12:00"))
    found.start()
    yield found
    found.diary.close()


@pytest.fixture
def tonight(qtbot: QtBot, noon: Evening) -> TonightWindow:
    window = TonightWindow(noon.engine, noon.diary, NOWHERE)
    qtbot.addWidget(window)
    noon.engine.listen(window.follow)
    window.bring_forward()
    return window


def press(window: QWidget, text: str) -> None:
    QApplication.processEvents()
    buttons = [b for b in window.findChildren(QPushButton) if b.isVisibleTo(window)]
    next(b for b in buttons if b.text() == text).click()


def row(window: QWidget, title: str) -> ItemRow:
    QApplication.processEvents()
    return next(row for row in window.findChildren(ItemRow) if spoken(row)[0].startswith(title))


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
    noon: Evening, tonight: TonightWindow, pass_the_night: Callable[[Evening], None], closed: bool
) -> None:
    QTest.keyClick(row(tonight, "Bedtime leg stretch"), Qt.Key.Key_Return)
    if closed:
        tonight.close()
    pass_the_night(noon)
    if closed:
        tonight.bring_forward()
    if tonight._opened != "stretch":  # the evening opened what was due
        QTest.keyClick(row(tonight, "Bedtime leg stretch"), Qt.Key.Key_Return)
    press(tonight, "Done")
    assert answers(noon, "stretch") == {MONDAY: Answer.DONE}


@ways_there
def test_an_undo_ends_with_its_night(
    noon: Evening, tonight: TonightWindow, pass_the_night: Callable[[Evening], None]
) -> None:
    for key in (Qt.Key.Key_K, Qt.Key.Key_Space):
        QTest.keyClick(row(tonight, "Bedtime leg stretch"), key)
    tonight.close()
    pass_the_night(noon)
    tonight.bring_forward()
    QTest.keyClick(tonight, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answers(noon, "stretch") == {SUNDAY: Answer.DONE}


def test_undo_takes_back_the_latest_answer_from_whichever_part_it_came(
    noon: Evening, tonight: TonightWindow
) -> None:
    noon.move_to(at("2026-11-22 21:30"))
    QTest.keyClick(row(tonight, "Loosen bedding"), Qt.Key.Key_Space)
    press(tonight, "Done")  # in the card of the cool bedroom, which is open
    assert answers(noon, "cool_bedroom") == {SUNDAY: Answer.DONE}
    QTest.keyClick(tonight, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answers(noon, "cool_bedroom") == {SUNDAY: Answer.CLEARED}
    assert answers(noon, "loose_bedding") == {SUNDAY: Answer.DONE}


def test_undo_after_a_button_of_a_card_works_without_any_tick_before_it(
    noon: Evening, tonight: TonightWindow
) -> None:
    noon.move_to(at("2026-11-22 21:30"))
    press(tonight, "Not tonight")
    press(tonight, "Undo  Ctrl+Z")
    assert answers(noon, "cool_bedroom") == {SUNDAY: Answer.CLEARED}


@ways_there
def test_the_morning_window_keeps_the_night_it_was_opened_for(
    qtbot: QtBot, noon: Evening, pass_the_night: Callable[[Evening], None]
) -> None:
    window = MorningWindow(noon.engine, noon.diary, NOWHERE)
    qtbot.addWidget(window)
    noon.engine.listen(window.follow)
    window.open(SUNDAY)
    pass_the_night(noon)
    press(window, "No cramp")
    assert noon.diary.morning(SUNDAY) is not None
    assert noon.diary.morning(MONDAY) is None


@ways_there
def test_cramp_now_is_kept_in_the_night_in_which_it_is_opened(
    qtbot: QtBot, noon: Evening, pass_the_night: Callable[[Evening], None]
) -> None:
    window = CrampNowWindow(noon.engine, noon.clock, lambda: None)
    qtbot.addWidget(window)
    window.begin()
    window.close()
    pass_the_night(noon)
    window.begin()
    assert [len(noon.diary.cramps(night)) for night in (SUNDAY, MONDAY)] == [1, 1]
