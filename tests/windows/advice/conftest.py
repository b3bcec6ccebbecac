"""Each window of advice, open in the night."""

import pytest
from pytestqt.qtbot import QtBot

from tests.windows.advice.driver import AdviceDriver, CrampNowDriver
from tests.windows.conftest import Begin


@pytest.fixture
def shown(qtbot: QtBot, begin: Begin) -> AdviceDriver:
    return AdviceDriver(qtbot, begin("2026-11-23 03:10"))


@pytest.fixture
def cramp(qtbot: QtBot, begin: Begin) -> CrampNowDriver:
    return CrampNowDriver(qtbot, begin("2026-11-23 03:10"))
