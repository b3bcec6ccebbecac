"""History by keyboard, for screen readers, mirrored, and at any size."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampguard.windows.history.legend import Legend
from crampguard.windows.history.weeks import WeekByWeek
from crampguard.windows.shared import theme
from tests.windows.accessibility import by_tab, unnamed
from tests.windows.conftest import Look
from tests.windows.history.shown import Shown, uncut

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Key = Qt.Key


def test_every_control_has_a_name_and_the_keyboard_reaches_it(shown: Shown) -> None:
    assert unnamed(shown.window) == []
    visited = by_tab(shown.window)
    assert shown.month in visited
    assert visited.index(shown.month) < visited.index(shown.button("Correct the evening"))
    assert shown.button("When to see a doctor") in visited


def test_when_to_see_someone_is_one_click_away(shown: Shown) -> None:
    shown.button("When to see a doctor").click()
    assert shown.advice_opened == 1


def test_escape_closes_it(shown: Shown) -> None:
    shown.press(Key.Key_Escape)
    assert not shown.window.isVisible()


def test_it_mirrors_in_scripts_that_run_from_the_right(shown: Shown) -> None:
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    shown.press(Key.Key_Left)
    assert shown.says("Night of Sunday 22 November")
    month, weeks = shown.month, shown.window.findChildren(WeekByWeek)[0]
    assert month.mapTo(shown.window, QPoint()).x() > weeks.mapTo(shown.window, QPoint()).x()
    first, last = (month.visualRect(month.model().index(1, column)).x() for column in (0, 6))
    assert first > last


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("points", "width"), [(11, 880), (22, 1760), (22, 1000)])
def test_no_word_is_cut_at_any_size(
    shown: Shown, qtbot: QtBot, look: Look, roles: theme.Roles, points: float, width: int
) -> None:
    look(roles, points)
    larger = Shown(qtbot, shown.evening, width)
    larger.press(Key.Key_Up)
    assert uncut(larger) == []
    assert not larger.month.geometry().intersects(larger.window.findChildren(Legend)[0].geometry())
    larger.press(Key.Key_Return)
    assert uncut(larger) == []
