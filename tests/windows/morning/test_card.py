"""The card of a cramp: by mouse, by keyboard, and the signs that it raises."""

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
)
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import Leg, Morning, Muscle
from tests.answers import by
from tests.windows.driver import Key, spoken
from tests.windows.morning.driver import CRAMP, NO_CRAMP, SATURDAY, WARNING, MorningDriver


def test_nothing_touched_is_nothing_set(shown: MorningDriver) -> None:
    shown.open()
    shown.click("Cramp…")
    assert shown.chosen() == set()
    shown.click("Save")
    assert shown.recorded() == CRAMP


def test_opened_for_a_cramp_it_shows_the_card_at_once_and_records_nothing_yet(shown: MorningDriver) -> None:
    shown.open(SATURDAY, cramp=True)
    assert shown.says("The cramp last night")
    assert shown.recorded() is None


def test_a_cramp_by_mouse_alone(shown: MorningDriver) -> None:
    shown.open()
    shown.click("Cramp…")
    for name in ("How many: 2", "Leg: Left", "Where: Calf", "Lasted, minutes: 1 to 5", "Awake, minutes: 20"):
        shown.click(name)
    shown.click_slider("About when", 0.5)
    shown.click_slider("Pain", 0.99)
    shown.click("Sore today, what set it off, what eased it, a note")
    for name in ("Sore today: No", "Set off by: hot day", "Set off by: alcohol"):
        shown.click(name)
    shown.click("Save")
    morning = shown.recorded()
    assert morning is not None
    assert morning.time is not None
    assert time(2, 20) <= morning.time <= time(2, 50)
    assert morning == Morning(
        cramp=True,
        count=2,
        time=morning.time,
        leg=Leg.LEFT,
        muscle=Muscle.CALF,
        minutes=3,
        pain=10,
        awake=20,
        sore=False,
        triggers=("hot day", "alcohol"),
    )


def test_a_cramp_by_keyboard_alone(shown: MorningDriver) -> None:
    tab, right = Key.Key_Tab, Key.Key_Right
    shown.open()
    shown.press(tab, tab, Key.Key_Return)
    shown.press("2", tab, "0310", tab, "r", tab, Key.Key_Space, tab, right, right, tab, "6", tab, "2", tab)
    shown.press(Key.Key_Return, Key.Key_Space, tab, "h", right, Key.Key_Space, tab, "cold floor", tab)
    shown.press("slept badly", Key.Key_Backtab, Key.Key_Return)
    assert shown.recorded() == Morning(
        cramp=True,
        count=2,
        time=time(3, 10),
        leg=Leg.RIGHT,
        muscle=Muscle.CALF,
        minutes=8,
        pain=6,
        awake=20,
        sore=True,
        triggers=("hot day", "heavy legs"),
        eased="cold floor",
        note="slept badly",
    )


def test_what_was_chosen_is_taken_back_by_choosing_it_again(shown: MorningDriver) -> None:
    shown.open(SATURDAY, cramp=True)
    shown.click("Leg: Left")
    assert shown.chosen() == {"Leg: Left"}
    shown.click("Leg: Both")
    assert shown.chosen() == {"Leg: Both"}
    shown.click("Leg: Both")
    shown.click_slider("Pain", 0.34)
    shown.click("3 of 10")
    shown.click_slider("About when", 0.5)
    shown.named("About when").setFocus()
    shown.press(Key.Key_Delete)
    shown.named("How many: 1").setFocus()
    shown.press("3", Key.Key_Backspace, Key.Key_Return)
    assert shown.recorded() == CRAMP


def test_a_click_in_the_middle_sets_what_the_dashed_knob_only_showed(shown: MorningDriver) -> None:
    shown.open(SATURDAY, cramp=True)
    assert spoken(shown.named("Pain"))[0] == "Pain: not set"
    slider = shown.named("Pain")
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=slider.rect().center())
    assert spoken(shown.named("Pain"))[0] == "Pain: 5 of 10"
    shown.click("Save")
    assert shown.recorded() == Morning(cramp=True, pain=5)


@pytest.mark.parametrize(("typed", "pain"), [("0", 0), ("1", 1), ("10", 10), ("12", 2), ("7", 7)])
def test_pain_by_digits(shown: MorningDriver, typed: str, pain: int) -> None:
    shown.open(SATURDAY, cramp=True)
    shown.named("Pain").setFocus()
    shown.press(typed, Key.Key_Return)
    assert shown.recorded() == Morning(cramp=True, pain=pain)


def test_the_time_moves_by_ten_minutes_and_by_hours_between_bedtime_and_wake(shown: MorningDriver) -> None:
    shown.open(SATURDAY, cramp=True)
    shown.named("About when").setFocus()
    shown.press(Key.Key_Home)
    assert spoken(shown.named("About when"))[0] == "About when: 22:30"
    shown.press(Key.Key_Right, Key.Key_PageUp)
    assert spoken(shown.named("About when"))[0] == "About when: 23:40"
    shown.press(Key.Key_End)
    assert spoken(shown.named("About when"))[0] == "About when: 06:45"


def test_the_wheel_over_a_slider_sets_nothing(shown: MorningDriver, qtbot: QtBot) -> None:
    shown.open(SATURDAY, cramp=True)
    slider = shown.named("Pain")
    where, none = QPointF(slider.rect().center()), QPoint()
    event = QWheelEvent(
        where,
        slider.mapToGlobal(where),
        none,
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)
    shown.click("Save")
    assert shown.recorded() == CRAMP


def test_escape_goes_back_then_closes_and_what_was_filled_in_stays(
    shown: MorningDriver,
) -> None:
    shown.open()
    shown.click("Cramp…")
    shown.click("Leg: Left")
    shown.press(Key.Key_Escape)
    assert shown.says("How was the night?")
    shown.click("Cramp…")
    assert shown.chosen() == {"Leg: Left"}
    shown.press(Key.Key_Escape, Key.Key_Escape)
    assert not shown.window.isVisible()
    assert shown.recorded() is None


def test_last_mornings_leads_to_the_history(shown: MorningDriver) -> None:
    shown.open()
    shown.click("Earlier nights")
    assert shown.opened == ["history"]


def test_a_warning_sign_is_said_below_its_answer_and_goes_with_it(shown: MorningDriver) -> None:
    shown.open(SATURDAY, cramp=True)
    assert not shown.says(WARNING)
    shown.click("Lasted, minutes: over 10")
    assert shown.says(WARNING)
    hint = next(label for label in shown.visible(QLabel) if label.text() == WARNING)
    places = [
        shown.place(widget).y()
        for widget in (shown.named("Lasted, minutes: over 10"), hint, shown.named("Pain"))
    ]
    assert places == sorted(places)
    shown.click("When to see a doctor")
    assert shown.opened == ["advice"]
    shown.click("Lasted, minutes: 5 to 10")
    assert not shown.says(WARNING)


def test_a_sign_is_said_in_place_and_after_saving_each_time_it_matches(shown: MorningDriver) -> None:
    several = "Cramps came several times in one night. That is a good reason to see your doctor."
    for night in (SATURDAY, date(2026, 11, 20)):
        by(shown.engine).morning(Morning(cramp=True, count=4), night)
        shown.open(night)
        assert shown.says(several)  # in place every time
        shown.click("Save")
        assert shown.says(several)


def test_the_third_cramp_night_of_seven_raises_what_two_do_not(shown: MorningDriver) -> None:
    disturbed = "Your cramps disturb your sleep. That is a good reason to see your doctor."
    for night in (date(2026, 11, 10), date(2026, 11, 15)):
        by(shown.engine).morning(CRAMP, night)
    by(shown.engine).morning(NO_CRAMP, date(2026, 11, 18))
    for night, raised in ((date(2026, 11, 22), False), (date(2026, 11, 16), True)):
        shown.open(night, cramp=True)
        assert not shown.says(disturbed)
        shown.click("Save")
        assert shown.says(disturbed) is raised


def test_a_third_cramp_night_of_eight_raises_nothing(shown: MorningDriver) -> None:
    for night in (date(2026, 11, 14), date(2026, 11, 15)):
        by(shown.engine).morning(CRAMP, night)
    shown.open(SATURDAY, cramp=True)
    shown.click("Save")
    assert not shown.says("a good reason to see your doctor")
