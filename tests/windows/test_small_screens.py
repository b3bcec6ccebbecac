"""Windows on small screens and with large type: what fits, what stays in sight, and what never moves."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crampguard.store.diary import Diary
from crampguard.windows.advice.cramp_now import CrampNowWindow
from crampguard.windows.morning.window import MorningWindow
from crampguard.windows.shared import theme
from crampguard.windows.shared.window import Window
from crampguard.windows.tonight.list import ItemList
from crampguard.windows.tonight.row import ItemRow
from crampguard.windows.tonight.window import TonightWindow
from tests.answers import by
from tests.moved_clock import Evening, at, evening
from tests.nowhere import NOWHERE, nothing
from tests.windows.conftest import Look

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TITLE_BAR = 38  # logical pixels, GNOME's


@dataclass(frozen=True)
class SmallScreen:
    """Stands for the QScreen of a window."""

    width: int
    height: int

    def availableGeometry(self) -> QRect:  # noqa: N802
        return QRect(0, 0, self.width, self.height)


@pytest.fixture(
    params=[(1366, 768, 11), (1024, 600, 11), (1366, 768, 22), (1024, 600, 22)],
    ids=lambda size: "{}x{}, {} pt".format(*size),
)
def small(request: pytest.FixtureRequest, look: Look, monkeypatch: pytest.MonkeyPatch) -> SmallScreen:
    width, height, points = request.param
    look(theme.LIGHT, points)
    shown = SmallScreen(width, height)
    monkeypatch.setattr(Window, "screen", lambda _window: shown)
    return shown


@pytest.fixture
def tonight(small: SmallScreen, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[TonightWindow, Evening]]:
    """At 20:20, before Good night is offered."""
    lived = evening(tmp_path, at("2026-11-22 12:00"))
    window = TonightWindow(lived.engine, lived.diary, NOWHERE)
    qtbot.addWidget(window)
    lived.engine.listen(window.follow)
    lived.start()
    lived.move_to(at("2026-11-22 20:20"))
    window.bring_forward()
    turn()
    yield window, lived
    lived.diary.close()


def turn() -> None:
    for _round in range(5):
        QApplication.processEvents()


def button(window: QWidget, text: str) -> QAbstractButton:
    turn()
    buttons = [b for b in window.findChildren(QPushButton) if b.isVisibleTo(window)]
    return next(b for b in buttons if text in (b.text(), b.accessibleName()))


def rows(window: QWidget) -> dict[str, tuple[int, int]]:
    """Where each row stands in the window, and how wide it is."""
    turn()
    return {
        row.accessibleName().partition(",")[0]: (row.mapTo(window, QPoint(0, 0)).y(), row.width())
        for row in window.findChildren(ItemRow)
    }


def whole(window: QWidget, part: QWidget) -> bool:
    """Whether all of the part is in sight."""
    turn()
    return part.visibleRegion().boundingRect() == part.rect()


def fits(window: QWidget, screen: SmallScreen) -> bool:
    turn()
    return window.width() <= screen.width and window.height() + TITLE_BAR <= screen.height


@pytest.mark.parametrize("scrolled", [False, True], ids=["from the top", "scrolled to its end"])
def test_no_row_of_tonight_moves_when_something_comes_or_goes(
    tonight: tuple[TonightWindow, Evening], scrolled: bool
) -> None:
    window, lived = tonight
    for habit in ("hydrate", "no_hard_exercise", "ease_overuse"):
        by(lived.engine).skip(habit)  # so that no card opens by itself
    bar = window.findChildren(ItemList)[0].verticalScrollBar()
    turn()
    bar.setValue(bar.maximum() if scrolled else 0)
    before = rows(window)
    steps: list[tuple[str, Callable[[], object]]] = [
        ("the editor opens", button(window, "Another bedtime for tonight").click),
        ("the editor closes", window.escape),
        ("a pause", by(lived.engine).pause_tonight),
        ("no pause", lambda: button(window, "Resume").click()),
        ("a message", lambda: window.explain("This desktop shows no tray icons. " * 3)),
        ("it was read", lambda: button(window, "OK").click()),
        ("Good night is offered", lambda: lived.move_to(at("2026-11-22 20:31"))),
        ("a closed evening", by(lived.engine).good_night),
        ("an open one", by(lived.engine).reopen),
    ]
    for what, step in steps:
        step()
        assert rows(window) == before, what


def test_a_click_scrolls_nothing_and_a_second_one_takes_nothing_back(
    tonight: tuple[TonightWindow, Evening],
) -> None:
    window, lived = tonight
    lived.move_to(at("2026-11-22 22:16"))
    row = next(r for r in window.findChildren(ItemRow) if r.accessibleName().startswith("Caffeine"))
    window.findChildren(ItemList)[0].ensureWidgetVisible(row)
    before = rows(window)["Caffeine cut-off"]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(row, Qt.MouseButton.LeftButton)
    assert row.isChecked()
    assert rows(window)["Caffeine cut-off"] == before


def test_tonight_fits_and_good_night_stays_in_sight(
    tonight: tuple[TonightWindow, Evening], small: SmallScreen
) -> None:
    window, lived = tonight
    lived.move_to(at("2026-11-22 22:31"))
    window.explain("This desktop shows no tray icons. " * 5)
    with closing(Diary(lived.diary.database.path)) as other, other.transaction():
        window.tick("stretch", by_mouse=False)  # is not saved, and the reason is told
        assert fits(window, small)
        assert whole(window, button(window, "Good night"))
        assert whole(window, button(window, "Settings"))


def test_what_waits_shows_its_answers_when_the_window_comes_forward(
    tonight: tuple[TonightWindow, Evening], small: SmallScreen
) -> None:
    window, lived = tonight
    lived.move_to(at("2026-11-22 22:16"))
    window.bring_forward()
    focus = window.focusWidget()
    assert isinstance(focus, ItemRow)
    assert whole(window, focus)
    if small.height == 768 and theme.unit() < 1.5:  # else not all of a card fits beside Good night
        assert whole(window, button(window, "Guide me"))


def test_the_row_that_the_keyboard_reaches_is_in_sight(tonight: tuple[TonightWindow, Evening]) -> None:
    window, lived = tonight
    lived.move_to(at("2026-11-22 22:31"))
    for _row in range(9):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    for _row in range(10):
        focus = window.focusWidget()
        assert isinstance(focus, ItemRow)
        assert whole(window, focus), focus.accessibleName()
        QTest.keyClick(focus, Qt.Key.Key_Down)


def test_the_morning_fits_on_each_page_with_its_main_button_in_sight(
    small: SmallScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    lived = evening(tmp_path, at("2026-11-21 12:00"))
    lived.start()
    lived.move_to(at("2026-11-22 07:00"))
    window = MorningWindow(lived.engine, lived.diary, NOWHERE)
    qtbot.addWidget(window)
    lived.engine.listen(window.follow)
    window.open()
    assert fits(window, small)
    assert whole(window, button(window, "No cramp"))
    button(window, "Cramp…").click()
    assert fits(window, small)
    button(window, "Sore today, what set it off, what eased it, a note").click()
    assert fits(window, small)
    assert whole(window, button(window, "Save"))
    button(window, "Save").click()
    assert fits(window, small)
    assert whole(window, button(window, "Close"))
    assert whole(window, button(window, "Correct the answer"))  # it begins at the top
    lived.diary.close()


def test_cramp_now_fits_and_can_be_stopped(small: SmallScreen, qtbot: QtBot, tmp_path: Path) -> None:
    lived = evening(tmp_path, at("2026-11-22 12:00"))
    lived.start()
    lived.move_to(at("2026-11-23 03:10"))
    window = CrampNowWindow(lived.engine, lived.clock, nothing)
    qtbot.addWidget(window)
    window.begin()
    assert fits(window, small)
    assert whole(window, button(window, "It is over"))
    lived.diary.close()
