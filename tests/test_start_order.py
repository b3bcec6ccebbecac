"""What a start does before the first window is seen, with the real program in this process."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crampguard.desktop import menu_entry
from crampguard.start import Start
from crampguard.store.places import places

# Offscreen has no tray and no window manager, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "This plugin does not support")


class FirstShow(QObject):
    """Sees the first window before anybody else does."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.entry_was_there = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is not QEvent.Type.Show or self.title:
            return False
        if isinstance(watched, QWidget) and watched.isWindow():
            self.title, self.entry_was_there = watched.windowTitle(), menu_entry.installed()
        return False


def test_the_menu_entry_is_there_before_the_first_window(
    qtbot: QtBot, qapp: QApplication, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plasma looks the icon of a window up when it appears, and never again."""
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", f"unix:path={profile}/no-bus")
    first = FirstShow()
    qapp.installEventFilter(first)
    start = Start(qapp, places())
    assert not menu_entry.installed()
    app = start.app
    qtbot.waitUntil(lambda: bool(first.title))
    qapp.removeEventFilter(first)
    app.stop()
    for window in qapp.topLevelWidgets():
        window.close()
        window.deleteLater()
    qapp.setStyleSheet("")
    assert (first.title, first.entry_was_there) == ("Welcome", True)
