"""The one door for changes, and the one state of tonight that everyone shows."""

from crampguard.engine.engine import Engine
from crampguard.engine.ports import Clock
from crampguard.engine.refusals import Refused, begun_night, known_habit

__all__ = ["Clock", "Engine", "Refused", "begun_night", "known_habit"]
