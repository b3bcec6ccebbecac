"""What two readings of the clocks tell: whether the machine slept or its clock was set."""

import time
from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple

TICK = 30.0  # seconds between two readings

_SMALLEST_STEP = 1.0  # seconds; less may be the clock being adjusted


Report = Callable[[], None]


class ClockStep(Enum):
    RESUMED = auto()
    SET = auto()


class ClockReading(NamedTuple):
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
    if jump > _SMALLEST_STEP or elapsed > 2 * TICK:
        return ClockStep.RESUMED
    return ClockStep.SET if jump < -_SMALLEST_STEP else None


def read_clocks() -> ClockReading:
    return ClockReading(time.time(), time.monotonic())
