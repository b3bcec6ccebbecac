"""What the diary holds about one night, as history, insights, report and export read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Morning


@dataclass(frozen=True, slots=True)
class Record:
    """A night of the diary. marks: by habit id, done or skipped, never cleared.

    habits: those that belonged to the night, by id; None of a night for which that was not kept.
    """

    night: date
    morning: Morning | None = None
    marks: Mapping[str, Answer] = field(default_factory=dict)
    habits: Sequence[str] | None = None

    @property
    def answered(self) -> bool:
        """Whether the user said anything about it."""
        return self.morning is not None or bool(self.marks)
