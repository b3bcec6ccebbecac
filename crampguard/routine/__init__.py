"""The rules, as pure functions and values: no Qt, no disk and no clock of its own."""
