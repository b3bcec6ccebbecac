"""Suspend and resume as an application hears of them, for a private bus in the place of the system bus."""

from __future__ import annotations

from typing import Any

from tests.desktop.rig.bus import DBUS, Call, Link, Service, unknown_method
from tests.desktop.rig.waiting import wait_until

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"


class LogindStub(Service):
    """Owns org.freedesktop.login1 and says when the machine goes to sleep and wakes."""

    def __init__(self, address: str) -> None:
        super().__init__(address, NAME)
        self._address = address

    def answer(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        raise unknown_method(call)

    def about_to_sleep(self) -> None:
        """Says so as soon as somebody listens."""
        with Link(self._address) as link:
            wait_until(lambda: MANAGER in _listened_to(link), what="a program that listens to logind")
        self.emit(PATH, MANAGER, "PrepareForSleep", "b", True)

    def awake_again(self) -> None:
        self.emit(PATH, MANAGER, "PrepareForSleep", "b", False)


def _listened_to(link: Link) -> str:
    """What all programs on that bus have asked to hear."""
    return str(link.call(DBUS, "/org/freedesktop/DBus", f"{DBUS}.Debug.Stats", "GetAllMatchRules"))
