"""The card of a cramp: by mouse, by keyboard, and the signs that it raises."""

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
)
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import Leg, Morning, Muscle
from tests.answers import by
from tests.windows.accessibility import spoken
from tests.windows.morning.shown import CRAMP, NO_CRAMP, SATURDAY, WARNING, Shown

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_nothing_touched_is_nothing_set(shown: Shown) -> None:
    shown.open()
    shown.press("Cramp…")
    assert shown.chosen() == set()
    shown.press("Save")
    assert shown.recorded() == CRAMP


def test_opened_for_a_cramp_it_shows_the_card_at_once_and_records_nothing_yet(shown: Shown) -> None:
    shown.open(SATURDAY, cramp=True)
    assert shown.says("The cramp last night")
    assert shown.recorded() is None


def test_a_cramp_by_mouse_alone(shown: Shown) -> None:
    shown.open()
    shown.press("Cramp…")
    for name in ("How many: 2", "Leg: Left", "Where: Calf", "Lasted, minutes: 1 to 5", "Awake, minutes: 20"):
        shown.click(name)
    shown.click_slider("About when", 0.5)
    shown.click_slider("Pain", 0.99)
    shown.press("Sore today, what set it off, what eased it, a note")
    for name in ("Sore today: No", "Set off by: hot day", "Set off by: alcohol"):
        shown.click(name)
    shown.press("Save")
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


def test_a_cramp_by_keyboard_alone(shown: Shown) -> None:
    tab, right = Qt.Key.Key_Tab, Qt.Key.Key_Right
    shown.open()
    shown.keys(tab, tab, Qt.Key.Key_Return)
    shown.keys("2", tab, "0310", tab, "r", tab, Qt.Key.Key_Space, tab, right, right, tab, "6", tab, "2", tab)
    shown.keys(Qt.Key.Key_Return, Qt.Key.Key_Space, tab, "h", right, Qt.Key.Key_Space, tab, "cold floor", tab)
    shown.keys("slept badly", Qt.Key.Key_Backtab, Qt.Key.Key_Return)
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


def test_what_was_chosen_is_taken_back_by_choosing_it_again(shown: Shown) -> None:
    shown.open(SATURDAY, cramp=True)
    shown.click("Leg: Left")
    assert shown.chosen() == {"Leg: Left"}
    shown.click("Leg: Both")
    assert shown.chosen() == {"Leg: Both"}
    shown.click("Leg: Both")
    shown.click_slider("Pain", 0.34)
    shown.press("3 of 10")
    shown.click_slider("About when", 0.5)
    shown.named("About when").setFocus()
    shown.keys(Qt.Key.Key_Delete)
    shown.named("How many: 1").setFocus()
    shown.keys("3", Qt.Key.Key_Backspace, Qt.Key.Key_Return)
    assert shown.recorded() == CRAMP


def test_a_click_in_the_middle_sets_what_the_dashed_knob_only_showed(shown: Shown) -> None:
    shown.open(SATURDAY, cramp=True)
    assert spoken(shown.named("Pain"))[0] == "Pain: not set"
    slider = shown.named("Pain")
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=slider.rect().center())
    assert spoken(shown.named("Pain"))[0] == "Pain: 5 of 10"
    shown.press("Save")
    assert shown.recorded() == Morning(cramp=True, pain=5)


@pytest.mark.parametrize(("typed", "pain"), [("0", 0), ("1", 1), ("10", 10), ("12", 2), ("7", 7)])
def test_pain_by_digits(shown: Shown, typed: str, pain: int) -> None:
    shown.open(SATURDAY, cramp=True)
    shown.named("Pain").setFocus()
    shown.keys(typed, Qt.Key.Key_Return)
    assert shown.recorded() == Morning(cramp=True, pain=pain)


def test_the_time_moves_by_ten_minutes_and_by_hours_between_bedtime_and_wake(shown: Shown) -> None:
    shown.open(SATURDAY, cramp=True)
    shown.named("About when").setFocus()
    shown.keys(Qt.Key.Key_Home)
    assert spoken(shown.named("About when"))[0] == "About when: 22:30"
    shown.keys(Qt.Key.Key_Right, Qt.Key.Key_PageUp)
    assert spoken(shown.named("About when"))[0] == "About when: 23:40"
    shown.keys(Qt.Key.Key_End)
    assert spoken(shown.named("About when"))[0] == "About when: 06:45"


def test_the_wheel_over_a_slider_sets_nothing(shown: Shown, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent

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
    shown.press("Save")
    assert shown.recorded() == CRAMP


def test_escape_goes_back_and_then_closes_and_what_was_filled_in_stays_meanwhile(shown: Shown) -> None:
    shown.open()
    shown.press("Cramp…")
    shown.click("Leg: Left")
    shown.keys(Qt.Key.Key_Escape)
    assert shown.says("How was the night?")
    shown.press("Cramp…")
    assert shown.chosen() == {"Leg: Left"}
    shown.keys(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert not shown.window.isVisible()
    assert shown.recorded() is None


def test_last_mornings_leads_to_the_history(shown: Shown) -> None:
    shown.open()
    shown.button("Earlier nights").click()
    assert shown.histories_opened == 1


def test_a_warning_sign_is_said_below_its_answer_and_goes_with_it(shown: Shown) -> None:
    shown.open(SATURDAY, cramp=True)
    assert not shown.says(WARNING)
    shown.click("Lasted, minutes: over 10")
    assert shown.says(WARNING)
    hint = next(
        words for words in shown.visible(QLabel) if isinstance(words, QLabel) and words.text() == WARNING
    )
    places = [
        widget.mapTo(shown.window, QPoint()).y()
        for widget in (shown.named("Lasted, minutes: over 10"), hint, shown.named("Pain"))
    ]
    assert places == sorted(places)
    shown.button("When to see a doctor").click()
    assert shown.advice_opened == 1
    shown.click("Lasted, minutes: 5 to 10")
    assert not shown.says(WARNING)


def test_a_sign_is_said_in_place_and_after_saving_each_time_it_matches(shown: Shown) -> None:
    several = "Cramps came several times in one night. That is a good reason to see your doctor."
    for night in (SATURDAY, date(2026, 11, 20)):
        by(shown.engine).morning(Morning(cramp=True, count=4), night)
        shown.open(night)
        assert shown.says(several)  # in place every time
        shown.press("Save")
        assert shown.says(several)


def test_the_third_cramp_night_of_seven_raises_what_two_do_not(shown: Shown) -> None:
    disturbed = "Your cramps disturb your sleep. That is a good reason to see your doctor."
    for night in (date(2026, 11, 10), date(2026, 11, 15)):
        by(shown.engine).morning(CRAMP, night)
    by(shown.engine).morning(NO_CRAMP, date(2026, 11, 18))
    for night, raised in ((date(2026, 11, 22), False), (date(2026, 11, 16), True)):
        shown.open(night, cramp=True)
        assert not shown.says(disturbed)
        shown.press("Save")
        assert shown.says(disturbed) is raised


def test_a_third_cramp_night_of_eight_raises_nothing(shown: Shown) -> None:
    for night in (date(2026, 11, 14), date(2026, 11, 15)):
        by(shown.engine).morning(CRAMP, night)
    shown.open(SATURDAY, cramp=True)
    shown.press("Save")
    assert not shown.says("a good reason to see your doctor")
