"""Steps of the clock on Linux, whose kernel cancels a timer when the clock is set."""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

from crampguard.desktop import timerfd
from crampguard.desktop.clock_step import Report

assert sys.platform == "linux"  # noqa: S101 (elsewhere mypy skips the rest)

_SHORTEST_SLEEP = 0.1  # seconds; the two clocks cannot be read in the same instant


def asleep() -> float:
    """Seconds that the machine has slept since boot; never too many, even if we are interrupted."""
    since_boot = time.clock_gettime(time.CLOCK_BOOTTIME)
    return since_boot - time.clock_gettime(time.CLOCK_MONOTONIC)


def slept(before: float, now: float) -> bool:
    """Whether the machine slept between two readings of asleep()."""
    return now - before > _SHORTEST_SLEEP


class TimerStepWatch(QObject):
    """Uses a timer that the kernel cancels when the clock is set."""

    def __init__(
        self, on_resume: Report, on_change: Report, timer: timerfd.TimerFd, asleep: Callable[[], float]
    ) -> None:
        super().__init__()
        self._on_resume, self._on_change = on_resume, on_change
        self._timer = timer
        self._asleep = asleep
        self._reported = asleep()
        self._readable = QSocketNotifier(timer.fileno(), QSocketNotifier.Type.Read, self)
        self._readable.activated.connect(self._went_off)

    def check(self) -> None:
        self._report_sleep()

    def stop(self) -> None:
        self._readable.setEnabled(False)
        self._timer.close()

    def _went_off(self) -> None:
        self._timer.rearm()
        if not self._report_sleep():
            self._on_change()

    def _report_sleep(self) -> bool:
        before = self._reported
        self._reported = max(before, self._asleep())
        resumed = slept(before, self._reported)
        if resumed:
            self._on_resume()
        return resumed
