"""What the engine needs from the world."""

from datetime import datetime, tzinfo
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware."""
        ...

    def zone(self) -> tzinfo:
        """The zone of the user's wall clock."""
        ...

    @property
    def problem(self) -> str:
        """A line for the user where that zone cannot be the one that was meant; else empty."""
        ...


class Alarm(Protocol):
    def ring_at(self, instant: datetime) -> None:
        """Calls `Engine.ring` at that instant, or at once if it is past. Forgets the instant before."""
        ...
