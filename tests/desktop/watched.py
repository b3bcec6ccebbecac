"""A clock watch in the process of a test."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from crampguard.desktop.clock import SystemClock
from crampguard.desktop.clock_watch import ClockWatch


class Watch:
    """A clock watch in this process, and what it reported."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.seen: list[str] = []
        self.clock = SystemClock()
        self.on_change: Callable[[], None] = lambda: None
        self._watch = ClockWatch(
            self.clock, on_resume=lambda: self.seen.append("resume"), on_change=self._changed
        )

    def check(self) -> None:
        self._watch.check()

    def stop(self) -> None:
        self._watch.stop()

    def wait_for(self, *seen: str) -> None:
        self.qtbot.waitUntil(lambda: tuple(self.seen) == seen)
        self.qtbot.wait(150)  # and nothing more; a change of the zone settles for 100 ms
        assert tuple(self.seen) == seen

    def _changed(self) -> None:
        self.seen.append("change")
        self.on_change()


Watching = Callable[[], Watch]
