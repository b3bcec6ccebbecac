"""What a presenter of the notice asks of the rest of the program."""

from datetime import date
from typing import Protocol

from msgspec import Struct

from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Shown


class Picture(Struct, frozen=True):
    """Square pixels, 8-bit RGBA."""

    size: int
    rgba: bytes


class Memory(Protocol):
    """What the engine stores about notifications, so that buttons work after a restart."""

    def on_screen(self) -> Shown | None: ...
    def knows(self, server: str, id_: int) -> bool: ...
    def shown(self, shown: Shown) -> None: ...
    def gone(self, server: str, id_: int) -> None: ...
    def press(self, server: str, id_: int, key: str) -> object: ...
    def asked_about(self, server: str, id_: int) -> date: ...


class StandIn(Protocol):
    """Shows the notice where no server does."""

    def pop_up(self, tonight: Tonight) -> bool:
        """Shows it, and takes it down by itself when it is answered or over. False where it cannot."""

    def take_down(self) -> None:
        """A server shows it now."""
