"""The settings window, open and active."""

import pytest
from pytestqt.qtbot import QtBot

from tests.windows.conftest import Begin
from tests.windows.settings.driver import FILE, SettingsDriver


@pytest.fixture
def shown(qtbot: QtBot, begin: Begin) -> SettingsDriver:
    shown = SettingsDriver(qtbot, begin(settings=FILE))
    shown.window.resize(880, 600)
    return shown
