"""Notices that the machine slept or that its clock was set, which no ordinary timer does.

Linux reports both at once, so nothing wakes up in between. Elsewhere a slow tick compares two clocks.
"""

import contextlib
import sys
import time
from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

from msgspec import Struct
from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer

from crampguard.desktop.timerfd import TimerFd

_SHORTEST_SLEEP = 0.1  # seconds; the two clocks cannot be read in the same instant
_SMALLEST_STEP = 1.0  # seconds; less may be the clock being adjusted
_TICK = 30.0  # seconds

Report = Callable[[], None]


class StepWatch(Protocol):
    """Calls on_resume after a sleep and on_change after the clock was set, until stop()."""

    def check(self) -> None:
        """Reports what was not noticed yet: after a sleep a timer may fire first."""
        ...

    def stop(self) -> None: ...


def watch_steps(on_resume: Report, on_change: Report) -> StepWatch:
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            return TimerStepWatch(on_resume, on_change, TimerFd(), asleep)
    return TickStepWatch(on_resume, on_change)


# Linux


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
        self, on_resume: Report, on_change: Report, timer: TimerFd, asleep: Callable[[], float]
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


# Elsewhere


class ClockStep(Enum):
    RESUMED = auto()
    SET = auto()


class ClockReading(Struct, frozen=True):
    """The wall clock and a monotonic clock, read at the same moment, in seconds."""

    wall: float
    monotonic: float


def step(before: ClockReading, now: ClockReading) -> ClockStep | None:
    """What happened between two readings, one tick apart.

    A jump forward counts as a sleep. On some systems the monotonic clock goes on during a sleep; then the
    late tick shows it.
    """
    elapsed = now.monotonic - before.monotonic
    jump = now.wall - before.wall - elapsed
    if jump > _SMALLEST_STEP or elapsed > 2 * _TICK:
        return ClockStep.RESUMED
    return ClockStep.SET if jump < -_SMALLEST_STEP else None


def read_clocks() -> ClockReading:
    return ClockReading(time.time(), time.monotonic())


class TickStepWatch(QObject):
    """Compares the clocks every 30 s."""

    def __init__(
        self, on_resume: Report, on_change: Report, clocks: Callable[[], ClockReading] = read_clocks
    ) -> None:
        super().__init__()
        self._on_resume, self._on_change = on_resume, on_change
        self._clocks = clocks
        self._before = clocks()
        self._tick = QTimer(self, interval=int(_TICK * 1000), timerType=Qt.TimerType.VeryCoarseTimer)
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
