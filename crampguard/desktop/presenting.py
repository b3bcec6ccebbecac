"""What a presenter of the notice asks of the rest of the program."""

from typing import Protocol

from msgspec import Struct

from crampguard.routine.tonight import Tonight


class Picture(Struct, frozen=True):
    """Square pixels, 8-bit RGBA."""

    size: int
    rgba: bytes


class StandIn(Protocol):
    """Shows the notice where no server does."""

    def pop_up(self, tonight: Tonight) -> bool:
        """Shows it, and takes it down by itself when it is answered or over. False where it cannot."""

    def take_down(self) -> None:
        """A server shows it now."""
