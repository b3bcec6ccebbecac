"""The History window, open over an example diary or an empty one."""

from collections.abc import Iterator
from datetime import tzinfo

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.diaries import fill
from tests.moved_clock import BERLIN
from tests.windows.conftest import Begin
from tests.windows.history.driver import HistoryDriver, OpenHistory


@pytest.fixture(autouse=True)
def somebody_listens(qapp: QApplication) -> Iterator[None]:
    """A screen reader is at work, so Qt tells it of other cells."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def shown(qtbot: QtBot, begin: Begin) -> HistoryDriver:
    """Seven weeks, seen on the evening of 22 November."""
    begun = begin("2026-11-22 20:00")
    fill(begun)
    return HistoryDriver(qtbot, begun)


@pytest.fixture
def new(qtbot: QtBot, begin: Begin) -> OpenHistory:
    """A window over a diary in which nothing is written yet."""

    def open_(now: str = "2026-11-22 20:00", zone: tzinfo = BERLIN) -> HistoryDriver:
        return HistoryDriver(qtbot, begin(now, zone=zone))

    return open_
