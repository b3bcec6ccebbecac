"""What stands in for the desktop around a window: start at login, a key, sounds, a small screen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect


class FakeLogin:
    """Start at login as the desktop keeps it. error: raised where it is enabled."""

    def __init__(self, why_not: str = "", *, enabled: bool = False, error: OSError | None = None) -> None:
        self.why_not, self.enabled, self.error = why_not, enabled, error

    def enable(self) -> None:
        if self.error is not None:
            raise self.error
        self.enabled = True

    def disable(self) -> None:
        self.enabled = False


class FakeCrampKey:
    """grants: the name of the key that the desktop gives, None where it gives none."""

    def __init__(self) -> None:
        self.grants: str | None = None
        self.wanted = False

    def ask(self, on_result: Callable[[str | None], object]) -> None:
        self.wanted = self.wanted or self.grants is not None
        on_result(self.grants)

    def give_up(self) -> None:
        self.wanted = False


class FakePlayer:
    """Writes down what it is to play."""

    def __init__(self) -> None:
        self.why_not = ""
        self.played: list[str] = []

    def play(self, name: str) -> None:
        self.played.append(name)

    def stop(self) -> None:
        self.played.append("stop")


@dataclass(frozen=True)
class SmallScreen:
    """Stands for the QScreen of a window, in logical pixels."""

    width: int
    height: int

    def availableGeometry(self) -> QRect:
        return QRect(0, 0, self.width, self.height)
