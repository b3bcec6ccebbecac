"""Notices that the machine slept or that its clock was set, which no ordinary timer does.

Linux and Windows report both at once, so nothing wakes up in between. Elsewhere a slow tick compares two
clocks.
"""

import contextlib
import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer

from crampguard.desktop.clock_step import TICK, ClockReading, ClockStep, Report, read_clocks, step


class StepWatch(Protocol):
    """Calls on_resume after a sleep and on_change after the clock was set, until stop()."""

    def check(self) -> None:
        """Reports what was not noticed yet: after a sleep a timer may fire first."""
        ...

    def stop(self) -> None: ...


def watch_steps(on_resume: Report, on_change: Report) -> StepWatch:
    if sys.platform == "linux":
        from crampguard.desktop.linux_steps import TimerStepWatch, asleep
        from crampguard.desktop.timerfd import TimerFd

        with contextlib.suppress(OSError):
            return TimerStepWatch(on_resume, on_change, TimerFd(), asleep)
    if sys.platform == "win32":
        from crampguard.desktop.windows_steps import WindowStepWatch

        return WindowStepWatch(on_resume, on_change)
    return TickStepWatch(on_resume, on_change)


class TickStepWatch(QObject):
    """Compares the clocks every 30 s."""

    def __init__(
        self, on_resume: Report, on_change: Report, clocks: Callable[[], ClockReading] = read_clocks
    ) -> None:
        super().__init__()
        self._on_resume, self._on_change = on_resume, on_change
        self._clocks = clocks
        self._before = clocks()
        self._tick = QTimer(self, interval=int(TICK * 1000), timerType=Qt.TimerType.VeryCoarseTimer)
        self._tick.timeout.connect(self.check)
        self._tick.start()

    def check(self) -> None:
        before, self._before = self._before, self._clocks()
        match step(before, self._before):
            case ClockStep.RESUMED:
                self._on_resume()
            case ClockStep.SET:
                self._on_change()

    def stop(self) -> None:
        self._tick.stop()
