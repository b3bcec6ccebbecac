"""The one door for changes, and the one state of tonight that everyone shows."""

from crampguard.engine.engine import Engine
from crampguard.engine.errors import check_begun, known_habit
from crampguard.engine.outcome import Outcome
from crampguard.engine.ports import Clock
from crampguard.routine.refused import Refused

__all__ = ["Clock", "Engine", "Outcome", "Refused", "check_begun", "known_habit"]
