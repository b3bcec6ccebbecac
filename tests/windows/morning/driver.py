"""The Morning window: its answers, its sliders, and what the diary keeps of them."""

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from crampguard.routine.morning import Leg, Morning, Muscle
from crampguard.windows.morning.window import MorningWindow
from tests.moved_clock import Evening
from tests.windows.driver import Driver

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


class MorningDriver(Driver[MorningWindow]):
    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        engine, diary = evening.engine, evening.diary
        super().__init__(qtbot, evening, lambda navigation: MorningWindow(engine, diary, navigation))

    def open(self, night: date | None = None, *, cramp: bool = False) -> None:
        self.window.open(night, cramp=cramp)
        QApplication.processEvents()

    def click_slider(self, name: str, share: float) -> None:
        """share: of its width, from the left."""
        slider = self.named(name)
        where = QPoint(round(slider.width() * share), 20)
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=where)

    def recorded(self, night: date = SATURDAY) -> Morning | None:
        answered = self.diary.morning(night)
        return None if answered is None else answered.morning

    def state(self, habit: str, night: date = SATURDAY) -> State:
        return next(item.state for item in self.engine.view(night).items if item.habit.id == habit)


OpenMorning = Callable[..., MorningDriver]
