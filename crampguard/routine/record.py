"""What the diary holds about one night, for history, insights and report."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Morning


class Record(Struct, frozen=True):
    """A night of the diary. marks: by habit id, done or skipped, never cleared.

    habits: the ids of those that belonged to the night; None where that was not stored. timely: those of the
    marks that were made before anyone knew the night: before the next wake, the first "cramp now" of the
    night, and the morning's answer.
    """

    night: date
    morning: Morning | None = None
    marks: Mapping[str, Answer] = field(default_factory=dict)
    habits: Sequence[str] | None = None
    timely: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def answered(self) -> bool:
        """Whether the user answered anything about it."""
        return self.morning is not None or bool(self.marks)
