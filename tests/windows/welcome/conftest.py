"""The Welcome window, open and active."""

import pytest
from pytestqt.qtbot import QtBot

from tests.windows.conftest import Begin
from tests.windows.fakes import FakeLogin
from tests.windows.welcome.driver import MONDAY_NOON, OpenWelcome, WelcomeDriver


@pytest.fixture
def open_at(qtbot: QtBot, begin: Begin) -> OpenWelcome:
    """Opens the window on a profile, by default at noon of a Monday with an empty settings.toml."""

    def open_it(when: str = MONDAY_NOON, settings: str = "", login: FakeLogin | None = None) -> WelcomeDriver:
        return WelcomeDriver(qtbot, begin(when, settings), login or FakeLogin())

    return open_it


@pytest.fixture
def welcome(open_at: OpenWelcome) -> WelcomeDriver:
    return open_at()
