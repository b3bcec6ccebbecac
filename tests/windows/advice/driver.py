"""The window "When to see a doctor" and the one for a cramp that is there now."""

from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import Cramp
from crampguard.windows.advice.cramp_now import CrampNowWindow
from crampguard.windows.advice.window import AdviceWindow
from tests.moved_clock import Evening
from tests.windows.driver import Driver


class AdviceDriver(Driver[AdviceWindow]):
    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        super().__init__(qtbot, evening, lambda _navigation: AdviceWindow(evening.engine))
        evening.start()
        self.window.open()
        qtbot.waitUntil(self.window.isActiveWindow)

    def line(self, text: str) -> int:
        """At which line of the window the text that begins like this stands."""
        return next(line for line, read in enumerate(self.texts()) if read.startswith(text))

    @property
    def area(self) -> QScrollArea:
        (area,) = self.window.findChildren(QScrollArea)
        return area

    @property
    def scrolled(self) -> int:
        return self.area.verticalScrollBar().value()


class CrampNowDriver(Driver[CrampNowWindow]):
    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        engine, clock = evening.engine, evening.clock
        super().__init__(qtbot, evening, lambda navigation: CrampNowWindow(engine, clock, navigation.advice))
        evening.start()
        self._qtbot = qtbot

    def begin(self) -> None:
        self.window.begin()
        self._qtbot.waitUntil(self.window.isActiveWindow)

    def kept(self) -> tuple[Cramp, ...]:
        """The cramps of tonight in the diary."""
        return self.diary.cramps(self.engine.tonight.night.date)
