"""The outside world: clock, alarm, notifications, one instance. What the engine needs, made real."""
