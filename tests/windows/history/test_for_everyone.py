"""History by keyboard, for screen readers, mirrored, and at any size."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampguard.windows.history.legend import Legend
from crampguard.windows.history.weeks import WeekByWeek
from crampguard.windows.shared import theme
from tests.windows.conftest import Look
from tests.windows.driver import Key
from tests.windows.history.driver import HistoryDriver


def test_every_control_has_a_name_and_the_keyboard_reaches_it(shown: HistoryDriver) -> None:
    assert shown.unnamed() == []
    visited = shown.by_tab()
    assert shown.month in visited
    assert visited.index(shown.month) < visited.index(shown.button("Correct the evening"))
    assert shown.button("When to see a doctor") in visited


def test_when_to_see_someone_is_one_click_away(shown: HistoryDriver) -> None:
    shown.click("When to see a doctor")
    assert shown.opened == ["advice"]


def test_escape_closes_it(shown: HistoryDriver) -> None:
    shown.press(Key.Key_Escape)
    assert not shown.window.isVisible()


def test_it_mirrors_in_scripts_that_run_from_the_right(shown: HistoryDriver) -> None:
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
    shown: HistoryDriver, qtbot: QtBot, look: Look, roles: theme.Roles, points: float, width: int
) -> None:
    look(roles, points)
    larger = HistoryDriver(qtbot, shown.evening, width)
    larger.press(Key.Key_Up)
    assert larger.cut() == []
    assert not larger.month.geometry().intersects(larger.window.findChildren(Legend)[0].geometry())
    larger.press(Key.Key_Return)
    assert larger.cut() == []
