"""The History window: its tabs, the month, and what is painted."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage, QPainter
from PySide6.QtWidgets import QApplication, QTabBar, QTableView
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import Answer
from crampguard.store.history import records
from crampguard.windows.doctor.tab import DoctorPage
from crampguard.windows.history.month import MonthView
from crampguard.windows.history.window import HistoryWindow
from crampguard.windows.shared import theme
from crampguard.windows.shared.navigation import Navigation
from tests.moved_clock import Evening
from tests.windows.driver import Driver

NIGHTS, CRAMPS, QUESTION, DOCTOR = range(4)  # the tabs
CRAMP_NIGHT = date(2026, 11, 14)


class HistoryDriver(Driver[HistoryWindow]):
    """width: 0 leaves the window as large as it opens."""

    def __init__(self, qtbot: QtBot, evening: Evening, width: int = 880) -> None:
        engine, diary = evening.engine, evening.diary

        def make(navigation: Navigation) -> HistoryWindow:
            return HistoryWindow(
                engine, diary, navigation, lambda: DoctorPage(engine, diary, navigation.about_me)
            )

        super().__init__(qtbot, evening, make)
        evening.start()
        if width:
            self.window.resize(width, 680)
        self.window.bring_forward()
        QApplication.processEvents()

    @property
    def month(self) -> MonthView:
        return self.window.findChildren(MonthView)[0]

    def open_tab(self, tab: int) -> None:
        self.window.findChildren(QTabBar)[0].setCurrentIndex(tab)
        QApplication.processEvents()

    def cell(self, night: date) -> str:
        """What a screen reader says about a night of the shown month."""
        return next((text for text in cells(self.month) if f"{night.day} {night:%B}" in text), "")

    def marks(self, night: date) -> dict[str, Answer]:
        found = records(self.diary, night, night)
        return dict(found[0].marks) if found else {}


OpenHistory = Callable[..., HistoryDriver]


def cells(table: QTableView) -> list[str]:
    """The cells as assistive technology finds them, without the heads."""
    interface: QAccessibleInterface = QAccessible.queryAccessibleInterface(table)
    children = [interface.child(number) for number in range(interface.childCount())]
    return [child.text(QAccessible.Text.Name) for child in children if child.role() is QAccessible.Role.Cell]


def counted(shown: HistoryDriver, act: Callable[[], object]) -> int:
    """How many hundreds of steps the database takes meanwhile."""
    steps: list[None] = []
    connection: sqlite3.Connection = shown.diary.database._db
    connection.set_progress_handler(lambda: steps.append(None), 100)
    act()
    connection.set_progress_handler(None, 0)
    return len(steps)


@contextmanager
def painting(direction: Qt.LayoutDirection) -> Iterator[tuple[QPainter, QRectF]]:
    picture = QImage(260, 40, QImage.Format.Format_RGB32)
    picture.fill(theme.colour("window"))
    with QPainter(picture) as painter:
        painter.setLayoutDirection(direction)
        yield painter, QRectF(picture.rect())


def shade(painter: QPainter, point: QPointF) -> str:
    picture = painter.device()
    assert isinstance(picture, QImage)
    return picture.pixelColor(point.toPoint()).name().upper()
