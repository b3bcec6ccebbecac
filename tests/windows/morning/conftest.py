"""The Morning window, by default on Sunday at 07:00, after a night that was watched."""

import pytest
from pytestqt.qtbot import QtBot

from crampguard.routine.actions import ActionKind
from tests.answers import by
from tests.moved_clock import at
from tests.windows.conftest import Begin
from tests.windows.morning.driver import MorningDriver, OpenMorning


@pytest.fixture
def opened(qtbot: QtBot, begin: Begin) -> OpenMorning:
    def open_(
        now: str = "2026-11-22 07:00", cramps: tuple[str, ...] = (), good_night: str = ""
    ) -> MorningDriver:
        watched = begin("2026-11-21 12:00")
        watched.start()
        if good_night:
            watched.move_to(at(good_night))
            by(watched.engine).perform(ActionKind.GOOD_NIGHT)
        for wall in cramps:
            watched.move_to(at(wall))
            by(watched.engine).cramp_now()
        watched.move_to(at(now))
        return MorningDriver(qtbot, watched)

    return open_


@pytest.fixture
def shown(opened: OpenMorning) -> MorningDriver:
    return opened()
