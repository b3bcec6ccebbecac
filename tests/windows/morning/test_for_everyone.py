"""The Morning window for screen readers, mirrored, and at any size."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import Morning
from crampguard.windows.shared import theme
from tests.answers import by
from tests.windows.accessibility import by_tab, spoken, unnamed
from tests.windows.conftest import Look
from tests.windows.morning.shown import FULL, SATURDAY, Opener, Shown

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_every_control_has_a_name_and_tab_goes_from_row_to_row(shown: Shown) -> None:
    shown.open()
    assert unnamed(shown.window) == []
    shown.press("Cramp…")
    shown.press("Sore today, what set it off, what eased it, a note")
    assert unnamed(shown.window) == []
    rows = [spoken(widget)[0].partition(":")[0] for widget in by_tab(shown.window)]
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
    shown.press("Save")
    assert unnamed(shown.window) == []
    rows = [spoken(widget)[0].partition(":")[0] for widget in by_tab(shown.window)]
    assert rows[:3] == ["Correct the answer", "I did all of it", "Caffeine cut-off"]
    assert rows[-3:] == ["Regular bedtime", "When to see a doctor", "Close"]


def test_right_to_left_it_mirrors_with_keys_and_mouse(shown: Shown) -> None:
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown.open(SATURDAY, cramp=True)
    assert shown.named("How many: 1").x() > shown.named("How many: 2").x()
    shown.named("How many: 1").setFocus()
    shown.keys(Qt.Key.Key_Left)
    assert shown.chosen() == {"How many: 2"}
    shown.click_slider("Pain", 0.01)
    shown.press("Save")
    assert shown.recorded() == Morning(cramp=True, count=2, pain=10)


@pytest.mark.parametrize("points", [11, 22])
def test_the_options_of_a_row_stand_close_together(opened: Opener, look: Look, points: float) -> None:
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
    opened: Opener,
    look: Callable[[theme.Roles, float], None],
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
            shown.press("It was no cramp after all")
        qtbot.wait(1)
        shown.window.resize(round(41 * points), 4000)  # wider than a window could be on this small screen
        qtbot.wait(1)
        _nothing_is_cut(shown)


def _nothing_is_cut(shown: Shown) -> None:
    width = shown.window.width()
    for widget in shown.visible(QWidget):
        place = QRect(widget.mapTo(shown.window, QPoint()), widget.size())
        assert place.left() >= 0, spoken(widget)
        assert place.right() < width, spoken(widget)
        if isinstance(widget, QLabel) and widget.text():
            room = QRect(0, 0, widget.width(), 10_000)
            needed = widget.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, widget.text())
            assert needed.height() <= widget.height() + 2, widget.text()
            assert needed.width() <= widget.width() + 2, widget.text()
        elif isinstance(widget, QAbstractButton):
            assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
            assert widget.height() >= widget.minimumSizeHint().height(), widget.text()
