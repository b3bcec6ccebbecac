"""What the diary holds about one night, as history, insights, report and export read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Morning


@dataclass(frozen=True, slots=True)
class Record:
    """A night with at least one mark or a morning. marks: by habit id, done or skipped, never cleared."""

    night: date
    morning: Morning | None = None
    marks: Mapping[str, Answer] = field(default_factory=dict)
