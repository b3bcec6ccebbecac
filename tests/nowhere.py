"""Doors of a window that is shown alone: they lead nowhere, but for those that a test watches."""

from crampguard.windows.shared.navigation import Doors


def nothing(*_words: object) -> None:
    """Leads nowhere."""


NOWHERE = Doors(*[nothing] * 10)
