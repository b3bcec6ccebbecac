"""The settings window, open and active."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.moved_clock import at, evening
from tests.windows.settings.shown import FILE, Shown


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    shown = Shown(evening(tmp_path, at("2026-11-22 12:00"), FILE))
    shown.window.resize(880, 600)
    shown.window.show()
    shown.window.activateWindow()
    qtbot.waitUntil(shown.window.isActiveWindow)
    yield shown
    shown.close()
