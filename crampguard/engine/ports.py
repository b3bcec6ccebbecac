"""The interfaces through which the engine reaches the outside world."""

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
        """A line for the user where that zone is probably not the intended one; otherwise empty."""
        ...


class Alarm(Protocol):
    def ring_at(self, instant: datetime) -> None:
        """Calls `Engine.ring` at that instant, or at once if it is past. Replaces the previous instant."""
        ...
