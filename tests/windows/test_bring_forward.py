"""A window that is open but covered comes to the front when it is asked for."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crampguard.windows.shared.window import Window

# Offscreen has no window manager, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Shows(QObject):
    """Counts how often the window is hidden."""

    hidden = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.hidden += event.type() is QEvent.Type.Hide
        return False


@pytest.fixture
def covered(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """An open window while another program has the keyboard, on Wayland."""
    window = Window("Covered")
    qtbot.addWidget(window)
    window.show()
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: None)
    yield window
    os.unsetenv("XDG_ACTIVATION_TOKEN")


def hidden_by_bringing_forward(window: Window) -> int:
    shows = Shows(window)
    window.installEventFilter(shows)
    window.bring_forward()
    assert window.isVisible()
    return shows.hidden


def test_without_leave_from_the_compositor_it_is_shown_anew(covered: Window) -> None:
    assert hidden_by_bringing_forward(covered) == 1


def test_with_leave_it_is_raised_where_it_is(covered: Window) -> None:
    os.putenv("XDG_ACTIVATION_TOKEN", "kwin-7")
    assert hidden_by_bringing_forward(covered) == 0


def test_it_stays_where_one_of_our_windows_has_the_keyboard(
    covered: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: covered.windowHandle())
    assert hidden_by_bringing_forward(covered) == 0


def test_x11_raises_it_where_it_is(covered: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    assert hidden_by_bringing_forward(covered) == 0


def test_a_window_that_leave_did_not_raise_is_shown_anew(covered: Window, qtbot: QtBot) -> None:
    os.putenv("XDG_ACTIVATION_TOKEN", "refused")
    surface = covered.windowHandle().winId()
    assert hidden_by_bringing_forward(covered) == 0
    qtbot.waitUntil(lambda: covered.windowHandle().winId() != surface)
    assert covered.isVisible()
