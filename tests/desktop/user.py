"""Somebody who sits at the running program with a screen reader and a keyboard."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tests.desktop.rig.accessibility import HEARD, Control, ScreenReader, State, assistance
from tests.desktop.rig.app import CRAMPGUARD, App
from tests.desktop.rig.bus import session_bus
from tests.desktop.rig.clock import FakeTime
from tests.desktop.rig.display import Screen, screen
from tests.desktop.rig.logind import LogindStub
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.tray_host import Tray, WatcherStub
from tests.desktop.rig.waiting import wait_until
from tests.screen_reader import TONIGHT, open_window

STRETCH = "Bedtime leg stretch"


@dataclass
class Desk:
    """A desktop with a screen reader, for one program after the other."""

    bus: str
    system_bus: str
    screen: Screen
    reader: ScreenReader
    tray: Tray
    logind: LogindStub

    def program(self, folder: Path, clock: FakeTime) -> App:
        """CrampGuard on this desktop, not started yet."""
        return App(
            CRAMPGUARD,
            folder,
            bus=self.bus,
            screen=self.screen,
            system_bus=self.system_bus,
            clock=clock,
            extra=HEARD,
        )


@contextmanager
def furnished(size: str = "1280x800x24") -> Iterator[Desk]:
    """A desktop with a tray, notifications, a window manager and a screen reader."""
    with ExitStack() as stack:
        bus, system_bus = stack.enter_context(session_bus()), stack.enter_context(session_bus())
        display = stack.enter_context(screen(size))
        reader = stack.enter_context(assistance(bus.address, display))
        stack.enter_context(WatcherStub(bus.address))
        stack.enter_context(StrictServer(bus.address))
        tray = stack.enter_context(Tray(bus.address))
        logind = stack.enter_context(LogindStub(system_bus.address))
        yield Desk(bus.address, system_bus.address, display, reader, tray, logind)


@dataclass
class User:
    """Sits at the running program: knows its windows by what is read out, and the nights from a terminal."""

    desk: Desk
    app: App
    icon: str = field(init=False)

    def __post_init__(self) -> None:
        self.reader = self.desk.reader
        self.app.start()
        self.icon = self.desk.tray.wait_for_item()

    def open(self, window: str) -> None:
        open_window(self.desk.tray, self.icon, window)
        self.reader.activated(window)

    def close(self, window: str) -> None:
        self.reader.activated(window)
        self.reader.key("Escape")
        wait_until(lambda: not self.reader.is_open(window), 10, f"{window} is closed")

    def type(self, habit: str, key: str, then: str) -> None:
        """A key on the row of that habit, which is then read out with those words."""
        self.reader.focus(TONIGHT, habit)
        self.reader.key(key)
        self.hears(habit, then)

    def focused(self, window: str) -> Control | None:
        """What has the keyboard there."""
        return next((one for one in self.reader.controls(window) if State.FOCUSED in one.states), None)

    def is_at(self, window: str, name: str) -> None:
        """The keyboard is there, or gets there by itself."""

        def there() -> bool:
            control = self.focused(window)
            return control is not None and control.is_called(name)

        wait_until(there, 10, lambda: f"the keyboard on {name!r}, not on {self.focused(window)}")

    def tab_to(self, window: str, name: str, key: str = "Tab") -> None:
        """Tab, or an arrow key, until the keyboard is at that control."""
        for _step in range(40):
            at = self.focused(window)
            if at is not None and at.is_called(name):
                return
            self.reader.key(key)
            wait_until(partial(self._has_moved, window, at), 10, f"{key} leads on from {at}")
        raise AssertionError(f"{key} does not lead to {name!r}")

    def _has_moved(self, window: str, before: Control | None) -> bool:
        return self.focused(window) != before

    def hears(self, habit: str, words: str) -> None:
        def said() -> bool:
            return f", {words}" in self.reader.find(TONIGHT, habit).name

        wait_until(said, 10, f"{words!r} said of {habit!r}")

    def open_card(self) -> None:
        """The card of the stretch, where the evening has not put another one in its place."""
        if not self.reader.is_shown(TONIGHT, "Guide me"):
            self.reader.focus(TONIGHT, STRETCH)
            self.reader.key("Return")
            self.reader.find(TONIGHT, "Guide me")

    def answer(self, button: str) -> None:
        """That the stretch is done, with the button in its card."""
        self.open_card()
        self.reader.press(TONIGHT, button)
        self.hears(STRETCH, "ticked")

    def answers(self, night: date) -> dict[str, str]:
        """What is answered of that night."""
        ended = self.app.run("tonight", "--json", "--night", night.isoformat())
        assert ended.returncode == 0, ended.stderr
        items: list[dict[str, Any]] = json.loads(ended.stdout)["items"]
        return {item["habit"]: item["state"] for item in items if item["marked_at"]}
