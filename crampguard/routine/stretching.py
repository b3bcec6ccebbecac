"""The guided stretch as data: which leg and muscle is held when, and what each second belongs to.

Calf and hamstring of each leg are held three times for 10 s, all within three minutes (Hallegraeff 2012, who
rests 10 s between the holds of a leg). Twelve holds with a rest after each would take longer than that, so
the legs alternate: while one is held, the other rests for 18 s.
"""

from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from itertools import accumulate, product

from msgspec import Struct

HABIT = "stretch"  # its id in the catalogue
TURNS = 3  # holds of one muscle of one leg

_HOLD = 10  # seconds
_CHANGE_LEGS = 4
_CHANGE_MUSCLE = 10


class StretchMuscle(StrEnum):
    CALF = "calf"
    HAMSTRING = "hamstring"


class StretchLeg(StrEnum):
    LEFT = "left"
    RIGHT = "right"


class Posture(StrEnum):
    STANDING = "standing"
    SEATED = "seated"


class Phase(StrEnum):
    """A hold, or the time to change to the other leg or to the other muscle."""

    HOLD = "hold"
    CHANGE_LEGS = "change legs"
    CHANGE_MUSCLE = "change muscle"


class Hold(Struct, frozen=True):
    """One of the twelve holds. turn: 1 to 3."""

    muscle: StretchMuscle
    leg: StretchLeg
    turn: int


class Step(Struct, frozen=True):
    """A hold, or the change before it."""

    phase: Phase
    hold: Hold
    seconds: int


class Moment(Struct, frozen=True):
    """A second of the guide: its step, and the seconds left of that step and of the whole.

    done: how many holds are over.
    """

    step: Step
    step_left: int
    whole_left: int
    done: int


HOLDS = tuple(
    Hold(muscle, leg, turn) for muscle, turn, leg in product(StretchMuscle, range(1, TURNS + 1), StretchLeg)
)


def _steps() -> Iterator[Step]:
    for before, hold in zip((None, *HOLDS), HOLDS, strict=False):
        if before is not None:
            other_leg = before.muscle is hold.muscle
            yield (
                Step(Phase.CHANGE_LEGS, hold, _CHANGE_LEGS)
                if other_leg
                else Step(Phase.CHANGE_MUSCLE, hold, _CHANGE_MUSCLE)
            )
        yield Step(Phase.HOLD, hold, _HOLD)


STEPS = tuple(_steps())
_STARTS = (0, *accumulate(step.seconds for step in STEPS))
WHOLE = _STARTS[-1]  # seconds


def at(elapsed: int) -> Moment | None:
    """Where the guide is after that many seconds (0 or more); None when it is over."""
    if elapsed >= WHOLE:
        return None
    place = _place(elapsed)
    step = STEPS[place]
    return Moment(step, _STARTS[place + 1] - elapsed, WHOLE - elapsed, HOLDS.index(step.hold))


def step_before(elapsed: int) -> int:
    """The second at which the previous step begins; in the first step, its own beginning."""
    return _STARTS[max(_place(elapsed) - 1, 0)]


def step_after(elapsed: int) -> int:
    """The second at which the next step begins; in the last step, the end."""
    return _STARTS[_place(elapsed) + 1]


def _place(elapsed: int) -> int:
    return bisect_right(_STARTS, elapsed) - 1
