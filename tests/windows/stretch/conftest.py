"""The guided stretch, open at the time of the nudge."""

import pytest
from pytestqt.qtbot import QtBot

from tests.windows.conftest import Begin
from tests.windows.stretch.driver import StretchDriver


@pytest.fixture
def shown(qtbot: QtBot, begin: Begin) -> StretchDriver:
    return StretchDriver(qtbot, begin("2026-11-22 22:16"))
