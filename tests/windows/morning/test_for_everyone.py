"""The Morning window for screen readers, mirrored, and at any size."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import Morning
from crampguard.windows.shared import theme
from tests.answers import by
from tests.windows.conftest import Look
from tests.windows.driver import Key, spoken
from tests.windows.morning.driver import FULL, SATURDAY, MorningDriver, OpenMorning


def test_every_control_has_a_name_and_tab_goes_from_row_to_row(shown: MorningDriver) -> None:
    shown.open()
    assert shown.unnamed() == []
    shown.click("Cramp…")
    shown.click("Sore today, what set it off, what eased it, a note")
    assert shown.unnamed() == []
    rows = [spoken(widget)[0].partition(":")[0] for widget in shown.by_tab()]
    assert rows == [
        "How many",
        "About when",
        "Leg",
        "Where",
        "Lasted, minutes",
        "Pain",
        "Awake, minutes",
        "Sore today, what set it off, what eased it, a note",
        "Sore today",
        "Set off by",
        "Eased by",
        "Note",
        "Back",
        "When to see a doctor",
        "Save",
    ]
    shown.click("Save")
    assert shown.unnamed() == []
    rows = [spoken(widget)[0].partition(":")[0] for widget in shown.by_tab()]
    assert rows[:3] == ["Correct the answer", "I did all of it", "Caffeine cut-off"]
    assert rows[-3:] == ["Regular bedtime", "When to see a doctor", "Close"]


def test_right_to_left_it_mirrors_with_keys_and_mouse(shown: MorningDriver) -> None:
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown.open(SATURDAY, cramp=True)
    assert shown.named("How many: 1").x() > shown.named("How many: 2").x()
    shown.named("How many: 1").setFocus()
    shown.press(Key.Key_Left)
    assert shown.chosen() == {"How many: 2"}
    shown.click_slider("Pain", 0.01)
    shown.click("Save")
    assert shown.recorded() == Morning(cramp=True, count=2, pain=10)


@pytest.mark.parametrize("points", [11, 22])
def test_the_options_of_a_row_stand_close_together(opened: OpenMorning, look: Look, points: float) -> None:
    look(theme.LIGHT, points)
    shown = opened()
    shown.open(cramp=True)
    shown.window.resize(shown.window.width(), 4000)
    QApplication.processEvents()
    left, right = (
        button.mapTo(shown.window, button.rect().center())
        for button in (shown.named("Leg: Left"), shown.named("Leg: Right"))
    )
    picture = shown.window.grab().toImage()
    line = [picture.pixelColor(x, left.y()) for x in range(left.x(), right.x())]
    assert line.count(QColor(theme.LIGHT.window)) == theme.px(theme.SPACE_S)


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("points", [11, 22])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_no_word_is_cut_at_any_size(
    opened: OpenMorning,
    look: Look,
    roles: theme.Roles,
    points: float,
    direction: Qt.LayoutDirection,
    qtbot: QtBot,
) -> None:
    look(roles, points)
    shown = opened(cramps=("2026-11-22 03:12",))
    shown.window.setLayoutDirection(direction)
    by(shown.engine).morning(FULL, SATURDAY)
    shown.open()
    shown.click("Lasted, minutes: over 10")
    for page in ("card", "after"):
        if page == "after":
            shown.click("It was no cramp after all")
        qtbot.wait(1)
        shown.window.resize(round(41 * points), 4000)  # wider than a window could be on this small screen
        qtbot.wait(1)
        assert shown.cut() == shown.outside() == []
