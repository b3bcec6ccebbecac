"""When to offer fewer pop-ups: after two weeks without an answer, once for each such period."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from crampguard.routine.habits import Habit

ENOUGH = 14  # nights


class Silence(Struct, frozen=True):
    """A period without an answer (a mark, a morning, or OK to a heads-up).

    since: the last night with an answer, None if there was none. nights: how many nights since then, before
    tonight, had a pop-up; counts up to ENOUGH. decided: the user has answered the offer of this period.
    """

    since: date | None
    nights: int
    decided: bool = False

    @property
    def name(self) -> str:
        """The key under which the diary keeps the decision; each period has its own."""
        return f"less after {'nothing' if self.since is None else self.since.isoformat()}"


def habits_to_silence(silence: Silence, habits: Iterable[Habit]) -> tuple[str, ...]:
    """The habits to offer to keep in the list only; empty while it is too early to offer that."""
    if silence.nights < ENOUGH or silence.decided:
        return ()
    return tuple(habit.id for habit in habits if habit.enabled and habit.notify)
