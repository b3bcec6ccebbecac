"""The month of nights: its cells, its keys, and the night that is chosen."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crampguard.routine.month import NightSummary, When
from crampguard.routine.morning import Morning
from crampguard.windows.history.paint import paint_night
from crampguard.windows.shared import theme
from tests.windows.conftest import Look
from tests.windows.driver import Key
from tests.windows.history.driver import CRAMP_NIGHT, HistoryDriver, OpenHistory, cells, painting, shade


def test_it_opens_at_the_last_night_with_the_keyboard_in_the_month(shown: HistoryDriver) -> None:
    assert shown.says("November 2026")
    assert shown.says("Night of Saturday 21 November")
    assert shown.window.focusWidget() is shown.month


def test_every_night_has_words_of_its_own(shown: HistoryDriver) -> None:
    assert shown.cell(CRAMP_NIGHT) == "Saturday 14 November: cramp, pain 6; routine 7 of 10"
    assert shown.cell(date(2026, 11, 13)) == "Friday 13 November: no cramp; routine 6 of 10"
    assert shown.cell(date(2026, 11, 12)) == "Thursday 12 November: nothing recorded"
    assert shown.cell(date(2026, 11, 19)).startswith("Thursday 19 November: morning not answered; routine")
    assert shown.cell(date(2026, 11, 22)) == "Sunday 22 November, tonight: routine 0 of 10"
    assert shown.cell(date(2026, 11, 23)) == "Monday 23 November: not yet"
    assert len([text for text in cells(shown.month) if text]) == 30


@pytest.mark.parametrize(
    ("keys", "night"),
    [
        ([Key.Key_Left], "Friday 20 November"),
        ([Key.Key_Left, Key.Key_Right, Key.Key_Right], "Sunday 22 November"),
        ([Key.Key_Up], "Saturday 14 November"),
        ([Key.Key_Up, Key.Key_Down, Key.Key_Down], "Saturday 28 November"),
        ([Key.Key_PageUp], "Wednesday 21 October"),
        ([Key.Key_PageUp, Key.Key_PageDown], "Saturday 21 November"),
        ([Key.Key_Home], "Sunday 1 November"),
        ([Key.Key_Home, Key.Key_Left], "Saturday 31 October"),
        ([Key.Key_End], "Monday 30 November"),
        ([Key.Key_PageUp] * 11, "Sunday 21 December 2025"),
    ],
)
def test_keys_walk_the_nights_over_the_ends_of_months_and_years(
    shown: HistoryDriver, keys: list[Key], night: str
) -> None:
    shown.press(*keys)
    assert shown.says(f"Night of {night}")
    current = QAccessible.queryAccessibleInterface(shown.month).focusChild()
    assert current.text(QAccessible.Text.Name).startswith(night)


def test_it_does_not_walk_past_the_month_of_tonight(shown: HistoryDriver) -> None:
    shown.press(Key.Key_PageDown, Key.Key_Down)
    assert shown.says("Night of Monday 30 November")
    assert not shown.button("Month after").isEnabled()


def test_the_arrows_turn_the_month(shown: HistoryDriver) -> None:
    shown.click("Month before")
    assert shown.says("October 2026")
    assert shown.cell(date(2026, 10, 6)) == "Tuesday 6 October: cramp, pain 6; routine 7 of 10"
    shown.click("Month after")
    assert shown.says("November 2026")


def test_a_click_chooses_a_night_and_a_blank_cell_is_none(shown: HistoryDriver) -> None:
    click(shown, row=2, column=5)
    assert shown.says("Night of Saturday 14 November")
    click(shown, row=0, column=0)
    assert shown.says("Night of Saturday 14 November")


def click(shown: HistoryDriver, row: int, column: int) -> None:
    where = shown.month.visualRect(shown.month.model().index(row, column)).center()
    QTest.mouseClick(shown.month.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QApplication.processEvents()


def test_a_date_that_the_zone_skipped_is_blank_and_stepped_over(new: OpenHistory) -> None:
    shown = new("2012-01-01 20:00", ZoneInfo("Pacific/Apia"))
    shown.press(Key.Key_Left)
    assert shown.says("Night of Friday 30 December 2011") is False
    assert shown.says("Night of Thursday 29 December 2011")
    assert len([text for text in cells(shown.month) if text]) == 30
    shown.press(Key.Key_Right)
    assert shown.says("Night of Saturday 31 December 2011")


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_a_night_reads_by_its_shape(look: Look, roles: theme.Roles) -> None:
    past, marks = NightSummary(CRAMP_NIGHT, When.PAST, True, None, 0, 9), {}
    for name, morning in (("cramp", Morning(True)), ("none", Morning(False)), ("unanswered", None)):
        with painting(Qt.LayoutDirection.LeftToRight) as (painter, where):
            paint_night(painter, where, replace(past, morning=morning), roles)
            middle = QPointF(where.right() - 14, where.bottom() - 14)
            edge = middle + QPointF(-4.6, 0)
            marks[name] = shade(painter, middle), shade(painter, edge) != roles.surface
    assert marks == {
        "cramp": (roles.clay, True),
        "none": (roles.surface, True),
        "unanswered": (roles.surface, False),
    }
