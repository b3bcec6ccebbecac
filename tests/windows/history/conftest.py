"""The History window, open over an example diary or an empty one."""

from collections.abc import Callable, Iterator
from datetime import tzinfo
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.diaries import fill
from tests.moved_clock import BERLIN, Evening, at, evening
from tests.windows.conftest import Look
from tests.windows.history.shown import Shown


@pytest.fixture(autouse=True)
def somebody_listens(qapp: QApplication) -> Iterator[None]:
    """A screen reader is at work, so Qt tells it of other cells."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Shown]:
    """Seven weeks, seen on the evening of 22 November."""
    begun = evening(tmp_path, at("2026-11-22 20:00"))
    fill(begun)
    yield Shown(qtbot, begun)
    begun.diary.close()


@pytest.fixture
def new(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Callable[..., Shown]]:
    """A window over a diary in which nothing is written yet."""
    opened: list[Evening] = []

    def open_(now: str = "2026-11-22 20:00", zone: tzinfo = BERLIN) -> Shown:
        opened.append(evening(tmp_path, at(now, zone)))
        return Shown(qtbot, opened[-1])

    yield open_
    for one in opened:
        one.diary.close()
