"""A desktop's key for "Cramp now", as a window sees it."""

from collections.abc import Callable


class CrampKey:
    """grants: the name of the key that the desktop gives, None where it gives none."""

    def __init__(self) -> None:
        self.grants: str | None = None
        self.wanted = False

    def ask(self, on_result: Callable[[str | None], object]) -> None:
        self.wanted = self.wanted or self.grants is not None
        on_result(self.grants)

    def give_up(self) -> None:
        self.wanted = False
