"""The Welcome window, open and active."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from crampguard.windows.shared.app_actions import NudgeTrialResult
from crampguard.windows.welcome.window import WelcomeWindow
from tests.moved_clock import at, evening
from tests.windows.conftest import Look
from tests.windows.welcome.shown import MONDAY_NOON, FakeLogin, Open, Welcome


@pytest.fixture
def open_at(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Open]:
    """Opens the window on a profile, by default at noon of a Monday with an empty settings.toml."""

    def open_it(when: str = MONDAY_NOON, settings: str = "", login: FakeLogin | None = None) -> Welcome:
        opened = evening(tmp_path, at(when), settings)
        opened.start()
        login = login or FakeLogin()
        welcome: Welcome

        def try_notification(on_result: Callable[[NudgeTrialResult], None]) -> None:
            welcome.trials.append(on_result)

        def open_tonight() -> None:
            welcome.tonight_opened += 1

        def open_advice() -> None:
            welcome.advice_opened += 1

        def preview() -> None:
            welcome.previews += 1

        window = WelcomeWindow(
            opened.engine,
            opened.clock,
            login,
            try_notification,
            lambda: welcome.has_tray,
            open_tonight,
            open_advice,
            preview,
        )
        welcome = Welcome(opened, window, login)
        qtbot.addWidget(window, before_close_func=lambda _window: opened.diary.close())
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        return welcome

    yield open_it
    # The windows of earlier tests would be laid out anew with each change of the look.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def welcome(open_at: Open) -> Welcome:
    return open_at()
