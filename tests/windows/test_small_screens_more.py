"""Settings, Welcome, Stretch and Advice on small screens and with large type."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crampguard.windows.advice.window import AdviceWindow
from crampguard.windows.shared.window import Window
from crampguard.windows.stretch.window import StretchWindow
from crampguard.windows.welcome.window import WelcomeWindow
from tests.moved_clock import Evening, at, evening
from tests.nowhere import nothing
from tests.windows.conftest import Begin, Look
from tests.windows.fakes import FakeLogin, FakePlayer, SmallScreen
from tests.windows.settings.driver import FILE, PAGES, SettingsDriver
from tests.windows.test_small_screens import button, fits, small, turn, whole

__all__ = ["small"]


@pytest.fixture
def lived(tmp_path: Path) -> Iterator[Evening]:
    lived = evening(tmp_path, at("2026-11-23 12:00"), "")
    lived.start()
    yield lived
    lived.diary.close()


def wide_parts(window: QWidget) -> list[str]:
    """What is wider than the scroll area that it is in, and so could not be reached."""
    turn()
    found = []
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside is not None and inside.width() > area.viewport().width():
            found.append(type(inside).__name__)
    return found


def cut_labels(window: QWidget) -> list[str]:
    turn()
    labels = [label for label in window.findChildren(QLabel) if label.isVisible() and label.wordWrap()]
    return [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]


def check(window: Window, screen: SmallScreen) -> None:
    assert fits(window, screen)
    assert wide_parts(window) == []
    assert cut_labels(window) == []


@pytest.mark.parametrize("page", PAGES)
def test_each_page_of_the_settings_fits(small: SmallScreen, qtbot: QtBot, begin: Begin, page: int) -> None:
    shown = SettingsDriver(qtbot, begin(settings=FILE))
    shown.window.open_page(page)
    check(shown.window, small)
    assert whole(shown.window, button(shown.window, "Open the file"))
    assert whole(shown.window, button(shown.window, "When to see a doctor"))


def test_welcome_fits_on_both_steps_with_its_main_button_in_sight(
    small: SmallScreen, qtbot: QtBot, lived: Evening
) -> None:
    window = WelcomeWindow(
        lived.engine, lived.clock, FakeLogin(), lambda _tell: None, lambda: True, nothing, nothing, nothing
    )
    qtbot.addWidget(window)
    window.show()
    check(window, small)
    assert whole(window, button(window, "Begin tonight"))
    button(window, "Begin tonight").click()
    check(window, small)
    assert whole(window, button(window, "Show tonight's list"))


def test_the_stretch_fits_from_begin_to_close(small: SmallScreen, qtbot: QtBot, lived: Evening) -> None:
    window = StretchWindow(lived.engine, lived.clock, FakePlayer(), lambda: None)
    qtbot.addWidget(window)
    window.bring_forward()
    check(window, small)
    assert whole(window, button(window, "Begin"))
    button(window, "Begin").click()
    assert whole(window, button(window, "Pause"))
    window._guide._elapsed = 10_000
    window._guide._second.timeout.emit()
    check(window, small)
    assert whole(window, button(window, "Close"))


def test_when_to_see_a_doctor_fits(small: SmallScreen, qtbot: QtBot, lived: Evening) -> None:
    window = AdviceWindow(lived.engine)
    qtbot.addWidget(window)
    window.open()
    check(window, small)


def test_the_footer_of_the_stretch_is_one_line(look: Look, qtbot: QtBot, lived: Evening) -> None:
    window = StretchWindow(lived.engine, lived.clock, FakePlayer(), lambda: None)
    qtbot.addWidget(window)
    window.bring_forward()
    turn()
    links = [b for b in window.findChildren(QPushButton) if b.isVisible() and b.property("kind") == "quiet"]
    tops = {b.mapTo(window, b.rect().topLeft()).y() for b in links if b.text() not in ("Back", "Next")}
    assert len(tops) == 1
