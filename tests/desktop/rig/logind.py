"""Suspend and resume as an application hears of them, for a private bus in the place of the system bus."""

from __future__ import annotations

from typing import Any

from tests.desktop.rig.bus import Call, Service, unknown_method

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"


class LogindStub(Service):
    """Owns org.freedesktop.login1 and says when the machine goes to sleep and wakes."""

    def __init__(self, address: str) -> None:
        super().__init__(address, NAME)

    def answer(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        raise unknown_method(call)

    def about_to_sleep(self) -> None:
        self.emit(PATH, MANAGER, "PrepareForSleep", "b", True)

    def awake_again(self) -> None:
        self.emit(PATH, MANAGER, "PrepareForSleep", "b", False)
