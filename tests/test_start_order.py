"""What a start does before the first window is seen, with the real program in this process."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from crampguard.desktop import menu_entry
from crampguard.start import Start
from crampguard.store.errors import StoreError
from crampguard.store.places import places

# Offscreen has no tray and no window manager, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "This plugin does not support")


class FirstShow(QObject):
    """Sees the first window before anybody else does."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.entry_was_there = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Show or self.title:
            return False
        if isinstance(watched, QWidget) and watched.isWindow():
            self.title, self.entry_was_there = watched.windowTitle(), menu_entry.installed()
        return False


def clear(qapp: QApplication) -> None:
    """Leaves no window to the tests that come after."""
    for window in qapp.topLevelWidgets():
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")


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
    clear(qapp)
    assert (first.title, first.entry_was_there) == ("Welcome", True)


def test_what_fails_behind_the_icon_is_told_and_frees_the_profile(
    qtbot: QtBot, qapp: QApplication, profile: Path
) -> None:
    where = places()
    where.data.mkdir(parents=True)
    with closing(sqlite3.connect(where.diary)) as strange:
        strange.execute("CREATE TABLE recipes (title TEXT)")
        strange.commit()
    start = Start(qapp, where)
    assert where.socket.exists()
    limit = QTimer(singleShot=True, interval=10_000)
    limit.timeout.connect(qapp.quit)
    limit.start()
    with pytest.raises(StoreError, match="diary"):
        start.run()
    limit.stop()
    assert not where.socket.exists()
    Start(qapp, where).instance.release()


def test_a_click_before_the_rest_is_there_opens_the_list(
    qtbot: QtBot, qapp: QApplication, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", f"unix:path={profile}/no-bus")
    start = Start(qapp, places())
    start.tray._activated(QSystemTrayIcon.ActivationReason.Trigger)
    shown = {window.windowTitle() for window in qapp.topLevelWidgets() if window.isVisible()}
    assert shown == {"Welcome", "Tonight"}
    start.app.stop()
    clear(qapp)
