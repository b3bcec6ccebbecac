"""The settings by keyboard, by ear, narrow, large, and from right to left."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QScrollArea,
)
from pytestqt.qtbot import QtBot

from crampguard.windows.settings.page import SettingsPage
from crampguard.windows.settings.row import HabitRow, SelectButton
from crampguard.windows.shared import theme
from tests.windows.conftest import Begin, Look
from tests.windows.driver import Key, spoken
from tests.windows.settings.driver import FILE, HABITS, PAGES, SLEEP, SettingsDriver


@pytest.mark.parametrize("width", [880, 400])
def test_it_leads_to_see_someone_at_every_width(shown: SettingsDriver, width: int) -> None:
    shown.window.resize(width, 600)
    shown.click("When to see a doctor")
    assert shown.opened == ["advice"]


def unfold(shown: SettingsDriver, page: int) -> None:
    shown.window.open_page(page)
    if page == HABITS:
        shown.click("Caffeine cut-off")
        shown.click("Why, and how sure")


@pytest.mark.parametrize("page", PAGES)
def test_tab_walks_through_all_of_a_page_and_returns(shown: SettingsDriver, page: int) -> None:
    unfold(shown, page)
    # Of lines that exclude each other only the open one is a stop; arrows walk among them.
    stops = {
        control
        for control in shown.reachable()
        if not (isinstance(control, SelectButton) and not control.isChecked())
    }
    walked = []
    for _step in range(len(shown.reachable()) + 5):
        walked.append(QApplication.focusWidget())
        shown.press(Key.Key_Tab)
    assert stops <= set(walked)


def test_arrows_walk_through_pages_and_habits(shown: SettingsDriver) -> None:
    shown.window.open_page(SLEEP)
    shown.press(Key.Key_Down)
    assert shown.says("Before bed")
    shown.named("Caffeine cut-off, 12:30").setFocus()
    shown.press(Key.Key_Down)
    assert shown.slider().value() == 240


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name_of_its_own(shown: SettingsDriver, page: int) -> None:
    unfold(shown, page)
    names = [spoken(control)[0] for control in shown.reachable()]
    assert all(names)
    assert len(set(names)) == len(names), sorted(names)


@pytest.mark.parametrize("size", [(880, 600), (1760, 1200)])
def test_no_word_is_cut_at_twice_the_text_size(
    look: Look, qtbot: QtBot, begin: Begin, tmp_path: Path, size: tuple[int, int]
) -> None:
    look(theme.DARK, 22)
    shown = SettingsDriver(qtbot, begin(settings=FILE))
    shown.window.resize(*size)
    shown.type("To bed Wednesday", "25:00")
    for page in PAGES:
        unfold(shown, page)
        qtbot.waitUntil(lambda: _cut_but_for(tmp_path.name, shown) == [])


def _cut_but_for(folder: str, shown: SettingsDriver) -> list[str]:
    """The name of the folder that pytest makes is one long word."""
    return [text for text in shown.cut() if folder not in text]


def test_from_right_to_left_the_navigation_is_on_the_right(shown: SettingsDriver) -> None:
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    names = ("Get up Tuesday", "To bed Monday", "Habits")
    left = [shown.place(shown.named(name)).x() for name in names]
    assert left == sorted(left)


def test_it_opens_with_the_keyboard_on_its_first_page(shown: SettingsDriver) -> None:
    assert shown.focused() == "Sleep times"


def test_a_page_is_made_when_it_is_first_seen(shown: SettingsDriver) -> None:
    assert len(shown.window.findChildren(SettingsPage)) == 1
    shown.window.open_page(HABITS)
    assert len(shown.window.findChildren(SettingsPage)) == 2


def test_in_a_wide_window_times_stay_near_their_titles(qtbot: QtBot, shown: SettingsDriver) -> None:
    shown.window.open_page(HABITS)
    shown.window.resize(1600, 1000)
    rows = shown.window.findChildren(HabitRow)
    qtbot.waitUntil(lambda: all(row.width() <= theme.px(400) for row in rows))


def test_a_list_that_fits_has_no_scroll_bar(qtbot: QtBot, shown: SettingsDriver) -> None:
    """Titles in one line need no room for two."""
    shown.window.open_page(HABITS)
    shown.window.resize(880, 700)
    row = shown.window.findChildren(HabitRow)[0]
    areas = [area for area in shown.window.findChildren(QScrollArea) if area.isAncestorOf(row)]
    qtbot.waitUntil(lambda: not any(area.verticalScrollBar().isVisible() for area in areas))
