"""The History window over a real engine and diary, as a user sees and handles it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTabBar, QTableView
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import Answer
from crampguard.store.history import records
from crampguard.windows.doctor.tab import DoctorPage
from crampguard.windows.history.month import MonthView
from crampguard.windows.history.window import HistoryWindow
from crampguard.windows.shared import theme
from tests.moved_clock import Evening
from tests.nowhere import NOWHERE
from tests.windows.accessibility import spoken

NIGHTS, CRAMPS, QUESTION, DOCTOR = range(4)  # the tabs
Name = QAccessible.Text.Name

Key = Qt.Key
CRAMP_NIGHT = date(2026, 11, 14)


class Shown:
    """The window as a user sees and handles it."""

    def __init__(self, qtbot: QtBot, evening: Evening, width: int = 880) -> None:
        self.evening, self.engine, self.diary = evening, evening.engine, evening.diary
        self.advice_opened = 0
        self.about_me_opened = 0
        self.mornings: list[date | None] = []
        navigation = replace(
            NOWHERE,
            morning=self.mornings.append,
            advice=self._open_advice,
            about_me=self._open_about_me,
        )
        self.window = HistoryWindow(
            self.engine,
            self.diary,
            navigation,
            lambda: DoctorPage(self.engine, self.diary, navigation.about_me),
        )
        qtbot.addWidget(self.window)
        self.engine.listen(self.window.follow)
        evening.start()
        self.window.resize(width, 680)
        self.window.bring_forward()
        QApplication.processEvents()

    def _open_advice(self) -> None:
        self.advice_opened += 1

    def _open_about_me(self) -> None:
        self.about_me_opened += 1

    @property
    def month(self) -> MonthView:
        return self.window.findChildren(MonthView)[0]

    def press(self, *keys: Key) -> None:
        """Sends the keys to whatever has the keyboard."""
        for key in keys:
            QTest.keyClick(self.window.focusWidget() or self.window, key)
        QApplication.processEvents()

    def open_tab(self, tab: int) -> None:
        self.window.findChildren(QTabBar)[0].setCurrentIndex(tab)
        QApplication.processEvents()

    def says(self, text: str) -> bool:
        labels = self.window.findChildren(QLabel)
        return any(text in label.text() and label.isVisibleTo(self.window) for label in labels)

    def button(self, name: str) -> QAbstractButton:
        buttons = self.window.findChildren(QAbstractButton)
        return next(b for b in buttons if name in (b.text(), spoken(b)[0]) and b.isVisibleTo(self.window))

    def cell(self, night: date) -> str:
        """What a screen reader says about a night of the shown month."""
        return next((text for text in cells(self.month) if f"{night.day} {night:%B}" in text), "")

    def marks(self, night: date) -> dict[str, Answer]:
        found = records(self.diary, night, night)
        return dict(found[0].marks) if found else {}


def cells(table: QTableView) -> list[str]:
    """The cells as assistive technology finds them, without the heads."""
    interface: QAccessibleInterface = QAccessible.queryAccessibleInterface(table)
    children = [interface.child(number) for number in range(interface.childCount())]
    return [child.text(Name) for child in children if child.role() is QAccessible.Role.Cell]


def offered(shown: Shown, name: str) -> bool:
    buttons = shown.window.findChildren(QAbstractButton)
    return any(name in (b.text(), spoken(b)[0]) and b.isVisibleTo(shown.window) for b in buttons)


def counted(shown: Shown, act: Callable[[], object]) -> int:
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


def uncut(shown: Shown) -> list[str]:
    """The words that do not find room; what scrolls has it."""
    QApplication.processEvents()
    found = []
    for text in shown.window.findChildren(QLabel):
        if text.isVisibleTo(shown.window) and text.text():
            room = QRect(0, 0, text.width() if text.wordWrap() else 10_000, 10_000)
            flags = Qt.TextFlag.TextWordWrap if text.wordWrap() else Qt.TextFlag.TextSingleLine
            needed = text.fontMetrics().boundingRect(room, flags, text.text())
            if needed.height() > text.height() + 2 or needed.width() > text.width() + 2:
                found.append(text.text())
    return found
