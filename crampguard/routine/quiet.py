"""When to offer to speak less: after two weeks of nights that nobody answered, once for each such stretch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crampguard.routine.habits import Habit

ENOUGH = 14  # nights


@dataclass(frozen=True, slots=True)
class Quiet:
    """How long nobody has answered. An answer is a mark, a morning, or OK to a heads-up.

    since: the last night with an answer, None before the first. nights: after it and before tonight, those in
    which a habit spoke, counted up to ENOUGH. decided: the user has said what to do in this stretch.
    """

    since: date | None
    nights: int
    decided: bool = False

    @property
    def name(self) -> str:
        """By what it is remembered that the user decided; the next stretch has another."""
        return f"less after {'nothing' if self.since is None else self.since.isoformat()}"


def to_hush(quiet: Quiet, habits: Iterable[Habit]) -> tuple[str, ...]:
    """The habits that could be in the list only, where it is time to offer that; else none."""
    if quiet.nights < ENOUGH or quiet.decided:
        return ()
    return tuple(habit.id for habit in habits if habit.enabled and habit.notify)
