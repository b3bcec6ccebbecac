"""The guided stretch. Seconds pass when a test says so."""

from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from crampguard.routine.stretching import WHOLE
from crampguard.windows.stretch.window import StretchWindow
from tests.moved_clock import Evening
from tests.windows.driver import Driver
from tests.windows.fakes import FakePlayer


class StretchDriver(Driver[StretchWindow]):
    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        self.player = FakePlayer()
        super().__init__(
            qtbot,
            evening,
            lambda navigation: StretchWindow(evening.engine, evening.clock, self.player, navigation.advice),
        )
        evening.start()
        self.window.open()
        qtbot.waitUntil(self.window.isActiveWindow)

    def seconds(self, count: int) -> None:
        """So many seconds go by: on the clock, and for whatever counts them."""
        second = self.window._guide._second
        for _second in range(count):
            self.evening.move_by(seconds=1)
            if second.isActive():
                second.timeout.emit()

    def finish(self) -> None:
        self.click("Begin")
        self.seconds(WHOLE)

    def state(self) -> State:
        return self.evening.item("stretch").state
