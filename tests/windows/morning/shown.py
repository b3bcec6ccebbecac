"""The Morning window over a real engine, as a user sees and handles it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from crampguard.routine.morning import Leg, Morning, Muscle
from crampguard.windows.morning.window import MorningWindow
from tests.moved_clock import Evening
from tests.nowhere import NOWHERE
from tests.windows.accessibility import spoken

SATURDAY, SUNDAY = date(2026, 11, 21), date(2026, 11, 22)
NO_CRAMP, CRAMP = Morning(cramp=False), Morning(cramp=True)
FULL = Morning(
    cramp=True,
    count=2,
    time=time(3, 10),
    leg=Leg.LEFT,
    muscle=Muscle.CALF,
    minutes=3,
    pain=6,
    awake=20,
    sore=False,
    triggers=("hot day", "the long walk"),
    eased="walking",
    note="two lines\nof note",
)
WARNING = "A cramp lasted longer than ten minutes. Call your doctor today."


class Shown:
    """The window as a user sees and handles it, on Sunday at 07:00 after a night that was watched."""

    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        self.evening, self.engine, self.diary = evening, evening.engine, evening.diary
        self.advice_opened = 0
        self.histories_opened = 0
        navigation = replace(NOWHERE, advice=self._open_advice, history=self._open_history)
        self.window = MorningWindow(evening.engine, evening.diary, navigation)
        qtbot.addWidget(self.window)
        evening.engine.listen(self.window.follow)

    def _open_advice(self) -> None:
        self.advice_opened += 1

    def _open_history(self) -> None:
        self.histories_opened += 1

    def open(self, night: date | None = None, *, cramp: bool = False) -> None:
        self.window.open(night, cramp=cramp)
        QApplication.processEvents()

    def visible(self, kind: type[QWidget]) -> list[QWidget]:
        QApplication.processEvents()
        return [widget for widget in self.window.findChildren(kind) if widget.isVisibleTo(self.window)]

    def named(self, name: str) -> QWidget:
        """The control that a screen reader calls so."""
        controls = (w for w in self.visible(QWidget) if w.focusPolicy() is not Qt.FocusPolicy.NoFocus)
        return next(widget for widget in controls if spoken(widget)[0].startswith(name))

    def button(self, text: str) -> QAbstractButton:
        button = next(b for b in self.visible(QPushButton) if isinstance(b, QPushButton) and b.text() == text)
        assert isinstance(button, QAbstractButton)
        return button

    def click(self, name: str) -> None:
        QTest.mouseClick(self.named(name), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def press(self, text: str) -> None:
        QTest.mouseClick(self.button(text), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def click_slider(self, name: str, share: float) -> None:
        slider = self.named(name)
        assert isinstance(slider, QSlider)
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.width() * share), 20))

    def keys(self, *keys: Qt.Key | str) -> None:
        """To whatever has the focus."""
        for key in keys:
            focus = self.window.focusWidget()
            assert focus is not None
            if isinstance(key, str):
                QTest.keyClicks(focus, key)
            else:
                QTest.keyClick(focus, key)
            QApplication.processEvents()

    def chosen(self) -> set[str]:
        """The names of all buttons that are chosen."""
        buttons = self.visible(QAbstractButton)
        return {spoken(b)[0] for b in buttons if isinstance(b, QAbstractButton) and b.isChecked()}

    def says(self, text: str) -> bool:
        return any(isinstance(words, QLabel) and text in words.text() for words in self.visible(QLabel))

    def recorded(self, night: date = SATURDAY) -> Morning | None:
        answered = self.diary.morning(night)
        return None if answered is None else answered.morning

    def state(self, habit: str, night: date = SATURDAY) -> State:
        return next(item.state for item in self.engine.view(night).items if item.habit.id == habit)


Opener = Callable[..., Shown]
