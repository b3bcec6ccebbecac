"""The Morning window after a night that was watched."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crampguard.routine.actions import ActionKind
from tests.answers import by
from tests.moved_clock import at, evening
from tests.windows.conftest import Look
from tests.windows.morning.shown import Opener, Shown


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Opener]:
    made: list[Shown] = []

    def open_(now: str = "2026-11-22 07:00", cramps: tuple[str, ...] = (), good_night: str = "") -> Shown:
        watched = evening(tmp_path, at("2026-11-21 12:00"))
        watched.start()
        if good_night:
            watched.move_to(at(good_night))
            by(watched.engine).perform(ActionKind.GOOD_NIGHT)
        for wall in cramps:
            watched.move_to(at(wall))
            by(watched.engine).cramp_now()
        watched.move_to(at(now))
        made.append(Shown(qtbot, watched))
        return made[-1]

    yield open_
    for shown in made:
        shown.window.hide()
        shown.diary.close()


@pytest.fixture
def shown(opened: Opener) -> Shown:
    return opened()
