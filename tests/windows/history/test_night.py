"""One night in words, and correcting its answers."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Leg, Morning, Muscle
from crampguard.windows.history.nights import NightsPage
from tests.answers import by
from tests.windows.accessibility import spoken
from tests.windows.history.shown import CRAMP_NIGHT, Shown, offered, uncut

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Key = Qt.Key


def test_the_night_is_told_in_words(shown: Shown) -> None:
    shown.press(Key.Key_Up)
    assert shown.says("One, about 03:10, left calf, 1 to 5 minutes, pain 6. Awake 20 minutes.")
    assert shown.says("7 of 10 done, bed at 22:30")
    assert shown.says("Fluids through the day, Screens off, wind down, Regular bedtime")


def test_the_words_follow_at_once_and_are_no_window_of_their_own(shown: Shown) -> None:
    windows = len(QApplication.topLevelWidgets())
    for number in (13, 14):
        shown.window.findChildren(NightsPage)[0].go(date(2026, 11, number))
        assert len(QApplication.topLevelWidgets()) == windows
        assert shown.says("done, bed at 22:30")


LONG = Morning(
    cramp=True,
    count=2,
    time=time(3, 10),
    leg=Leg.LEFT,
    muscle=Muscle.CALF,
    minutes=4,
    pain=6,
    awake=20,
    sore=True,
    triggers=("hot day", "heavy legs"),
    eased="Standing on it for a long while and walking about",
    note="Slept badly, and then a long note about this and that, in some lines\nof text",
)


@pytest.mark.parametrize(("width", "height"), [(880, 680), (1024, 560), (800, 600), (480, 400)])
def test_no_line_of_the_card_is_cut_however_much_there_is_to_tell(
    shown: Shown, width: int, height: int
) -> None:
    by(shown.engine).morning(LONG, CRAMP_NIGHT)
    shown.window.resize(width, height)
    for day in (8, 12, 14, 17):
        shown.window.findChildren(NightsPage)[0].go(date(2026, 11, day))
        assert uncut(shown) == []


def test_what_was_not_recorded_is_named(shown: Shown) -> None:
    assert shown.says("No record")
    assert shown.says("Ease tired legs")
    shown.press(Key.Key_Left)
    assert not shown.says("No record")
    assert shown.says("the morning was not answered")


def test_the_morning_opens_for_the_night_that_is_shown(shown: Shown) -> None:
    shown.press(Key.Key_Up)
    shown.button("Correct the morning").click()
    assert shown.mornings == [CRAMP_NIGHT]


def test_tonight_has_ticks_but_no_morning_yet_and_a_night_to_come_has_neither(shown: Shown) -> None:
    shown.press(Key.Key_Right)
    assert shown.button("Correct the evening")
    assert not offered(shown, "Answer the morning")
    shown.press(Key.Key_Right)
    assert not offered(shown, "Correct the evening")
    shown.press(Key.Key_Return)
    assert not offered(shown, "Cool bedroom: Did")


def test_correcting_by_keyboard_marks_that_night_and_redraws_it(shown: Shown) -> None:
    before = shown.marks(date(2026, 11, 21))
    shown.press(Key.Key_Up, Key.Key_Return)
    assert spoken(focused(shown))[0] == "Caffeine cut-off: Kept to it"
    shown.press(*[Key.Key_Tab] * 5)
    assert spoken(focused(shown))[0] == "Cool bedroom: Did"
    shown.press(Key.Key_Right)
    assert shown.marks(CRAMP_NIGHT)["cool_bedroom"] is Answer.SKIPPED
    assert shown.cell(CRAMP_NIGHT) == "Saturday 14 November: cramp, pain 6; routine 6 of 10"
    shown.press(Key.Key_Delete)
    assert "cool_bedroom" not in shown.marks(CRAMP_NIGHT)
    assert spoken(focused(shown))[0] == "Cool bedroom: Did not"
    assert shown.marks(date(2026, 11, 21)) == before


def test_the_summary_comes_back_corrected(shown: Shown) -> None:
    shown.press(Key.Key_Up)
    shown.button("Correct the evening").click()
    assert not shown.says("Skipped")
    shown.button("Fluids through the day: Did").click()
    shown.button("Show the summary").click()
    assert shown.says("8 of 10 done, bed at 22:30")
    assert shown.says("Screens off, wind down, Regular bedtime")
    assert not shown.says("Fluids through the day")


def test_the_ticks_stay_open_from_night_to_night(shown: Shown) -> None:
    shown.press(Key.Key_Up, Key.Key_Return)
    shown.month.setFocus()
    shown.press(Key.Key_Left)
    shown.button("Cool bedroom: Did").click()
    assert shown.marks(date(2026, 11, 13))["cool_bedroom"] is Answer.DONE


def test_an_abstain_habit_is_asked_in_its_own_words(shown: Shown) -> None:
    shown.press(Key.Key_Return)
    shown.button("Caffeine cut-off: Not quite").click()
    assert shown.marks(date(2026, 11, 21))["caffeine_cutoff"] is Answer.SKIPPED


def test_a_habit_that_was_deleted_is_told_and_cannot_be_marked(shown: Shown) -> None:
    shown.diary.mark(CRAMP_NIGHT, "evening_walk", Answer.SKIPPED, shown.evening.clock.now())
    shown.press(Key.Key_Up)
    assert shown.says("evening_walk")
    shown.press(Key.Key_Return)
    assert not offered(shown, "evening_walk: Did")


def focused(shown: Shown) -> QWidget:
    widget = shown.window.focusWidget()
    assert widget is not None
    return widget
