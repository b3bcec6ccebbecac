"""The one door for changes, and the one state of tonight that everyone shows."""

from crampguard.engine.engine import Engine
from crampguard.engine.errors import Refused, check_begun, known_habit
from crampguard.engine.outcome import Outcome
from crampguard.engine.ports import Clock

__all__ = ["Clock", "Engine", "Outcome", "Refused", "check_begun", "known_habit"]
