"""The Tonight window, open at noon."""

import pytest
from pytestqt.qtbot import QtBot

from tests.windows.conftest import Begin
from tests.windows.tonight.driver import TonightDriver


@pytest.fixture
def shown(qtbot: QtBot, begin: Begin) -> TonightDriver:
    return TonightDriver(qtbot, begin())
