"""The settings by keyboard, by ear, narrow, large, and from right to left."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crampguard.windows.settings.page import SettingsPage
from crampguard.windows.settings.row import HabitRow, SelectButton
from crampguard.windows.shared import theme
from tests.moved_clock import at, evening
from tests.windows.conftest import Look
from tests.windows.settings.shown import FILE, HABITS, PAGES, SLEEP, Shown, focused, spoken

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize("width", [880, 400])
def test_it_leads_to_see_someone_at_every_width(shown: Shown, width: int) -> None:
    shown.window.resize(width, 600)
    shown.press("When to see a doctor")
    assert shown.advice_opened == 1


def unfold(shown: Shown, page: int) -> None:
    shown.window.open_page(page)
    if page == HABITS:
        shown.habit("Caffeine cut-off")
        shown.press("Why, and how sure")


@pytest.mark.parametrize("page", PAGES)
def test_tab_walks_through_all_of_a_page_and_returns(shown: Shown, page: int) -> None:
    unfold(shown, page)
    # Of lines that exclude each other only the open one is a stop; arrows walk among them.
    stops = {
        control
        for control in shown.controls()
        if not (isinstance(control, SelectButton) and not control.isChecked())
    }
    walked = []
    for _step in range(len(shown.controls()) + 5):
        walked.append(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert stops <= set(walked)


def test_arrows_walk_through_pages_and_habits(shown: Shown) -> None:
    shown.window.open_page(SLEEP)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert shown.says("Before bed")
    shown.named("Caffeine cut-off, 12:30").setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert shown.slider().value() == 240


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name_of_its_own(shown: Shown, page: int) -> None:
    unfold(shown, page)
    names = [spoken(control) for control in shown.controls()]
    assert all(names)
    assert len(set(names)) == len(names), sorted(names)


@pytest.mark.parametrize("size", [(880, 600), (1760, 1200)])
def test_no_word_is_cut_at_twice_the_text_size(
    look: Look, qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    look(theme.DARK, 22)
    shown = Shown(evening(tmp_path, at("2026-11-22 12:00"), FILE))
    shown.window.resize(*size)
    shown.window.show()
    shown.type("To bed Wednesday", "25:00")
    for page in PAGES:
        unfold(shown, page)
        qtbot.waitUntil(lambda: cut(shown.window) == [], timeout=2000)
    shown.close()


def cut(window: QWidget) -> list[str]:
    """The words that have less room than they need."""
    found = []
    for words in window.findChildren(QLabel):
        needs = words.heightForWidth(words.width()) if words.wordWrap() else words.sizeHint().height()
        narrow = not words.wordWrap() and words.sizeHint().width() > words.width()
        if words.isVisible() and (needs > words.height() or narrow):
            found.append(words.text())
    buttons = [button for button in window.findChildren(QPushButton) if button.isVisible()]
    return found + [button.text() for button in buttons if button.sizeHint().width() > button.width()]


def test_from_right_to_left_the_navigation_is_on_the_right(shown: Shown) -> None:
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    names = ("Get up Tuesday", "To bed Monday", "Habits")
    left = [shown.named(name).mapTo(shown.window, QPoint()).x() for name in names]
    assert left == sorted(left)


def test_it_opens_with_the_keyboard_on_its_first_page(shown: Shown) -> None:
    assert spoken(focused()) == "Sleep times"


def test_a_page_is_made_when_it_is_first_seen(shown: Shown) -> None:
    assert len(shown.window.findChildren(SettingsPage)) == 1
    shown.window.open_page(HABITS)
    assert len(shown.window.findChildren(SettingsPage)) == 2


def test_in_a_wide_window_times_stay_near_their_titles(qtbot: QtBot, shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.window.resize(1600, 1000)
    rows = shown.window.findChildren(HabitRow)
    qtbot.waitUntil(lambda: all(row.width() <= theme.px(400) for row in rows))


def test_a_list_that_fits_has_no_scroll_bar(qtbot: QtBot, shown: Shown) -> None:
    """Titles in one line need no room for two."""
    shown.window.open_page(HABITS)
    shown.window.resize(880, 700)
    row = shown.window.findChildren(HabitRow)[0]
    areas = [area for area in shown.window.findChildren(QScrollArea) if area.isAncestorOf(row)]
    qtbot.waitUntil(lambda: not any(area.verticalScrollBar().isVisible() for area in areas))
