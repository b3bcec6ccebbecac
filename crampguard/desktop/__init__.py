"""The outside world: clock, alarm, notifications, one instance. Implements the engine's ports."""
