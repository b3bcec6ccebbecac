"""The result of an action."""

from datetime import date

from msgspec import Struct

from crampguard.routine.actions import Action
from crampguard.routine.advice import Sign


class Outcome(Struct, frozen=True):
    """night: the night of the action. undo: the action that takes it back; None where nothing changed.

    error: Refused where it made no sense; StoreError where it is not saved yet (the action may be queued).
    warning_signs: what a morning's answer matches, the most urgent first.
    """

    night: date
    undo: Action | None = None
    error: Exception | None = None
    warning_signs: tuple[Sign, ...] = ()

    @property
    def problem(self) -> str:
        """The error as the line that the user reads; empty where all is well."""
        return "" if self.error is None else str(self.error)
