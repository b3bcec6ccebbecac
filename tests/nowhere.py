"""Doors of a window that is shown alone: they lead nowhere, but for those that a test watches."""

from crampguard.windows.shared.navigation import Navigation


def nothing(*_words: object) -> None:
    """Leads nowhere."""


NOWHERE = Navigation(*[nothing] * 10)
