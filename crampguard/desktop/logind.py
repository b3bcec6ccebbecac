"""Signals of logind: the machine goes to sleep, and it is awake again."""

from collections.abc import Callable

from jeepney import MatchRule, Message

from crampguard.desktop.bus import QtBus, sender

_NAME = "org.freedesktop.login1"
_SLEEP = MatchRule(type="signal", interface=f"{_NAME}.Manager", member="PrepareForSleep")


class Logind:
    """Calls on_sleep(True) before a sleep and on_sleep(False) after it; never without a system bus.

    One that does not answer takes two seconds at most to join.
    """

    def __init__(self, on_sleep: Callable[[bool], None]) -> None:
        self._on_sleep = on_sleep
        self._owner = ""
        self._bus = QtBus("SYSTEM")
        self._bus.on_owner(_NAME, self._on_owner)
        self._bus.on_signal(_SLEEP, "b", self._on_signal)

    def leave(self) -> None:
        self._bus.close()

    def _on_owner(self, owner: str) -> None:
        self._owner = owner

    def _on_signal(self, message: Message) -> None:
        if sender(message) == self._owner:  # anyone can send signals on this bus
            self._on_sleep(message.body[0])
