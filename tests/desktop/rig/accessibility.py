"""A window as somebody with a screen reader meets it: what is said of each control, and the keyboard.

AT-SPI is spoken here over its own D-Bus interfaces: what is read is what Qt tells every assistive technology.
Keys go through the X server to the window that has the focus, which is why a window manager has to be there.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from tests.desktop.rig.bus import BusError, Link, wait_for_name
from tests.desktop.rig.child import Child, base_env
from tests.desktop.rig.display import Screen
from tests.desktop.rig.requirements import program
from tests.desktop.rig.waiting import wait_until

HEARD = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
"""For the environment of a program that is to be read: Qt speaks AT-SPI whatever the settings are."""

_LAUNCHER = "org.a11y.Bus"
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ACTION = "org.a11y.atspi.Action"
_COMPONENT = "org.a11y.atspi.Component"
_TEXT = "org.a11y.atspi.Text"

_Place = tuple[str, str]  # a bus name and the path of an object there


class State(IntEnum):
    """The states that are told of a control, by their numbers in AT-SPI."""

    ACTIVE = 1
    CHECKED = 4
    ENABLED = 8
    FOCUSABLE = 11
    FOCUSED = 12
    SELECTED = 23
    SHOWING = 25
    VISIBLE = 30
    CHECKABLE = 41
    READ_ONLY = 43


@dataclass(frozen=True)
class Control:
    """Anything in a window, as it was when it was read."""

    role: str
    name: str
    description: str
    text: str  # what stands in a field
    states: frozenset[State]
    place: _Place

    def is_called(self, name: str) -> bool:
        """Whether that is its name, or what its name begins with: time and state follow after a comma."""
        return self.name == name or self.name.startswith(f"{name}, ")


class ScreenReader:
    """Knows a window by its title and a control in it by its name, and waits until it is there."""

    def __init__(self, address: str, screen: Screen) -> None:
        self._link = Link(address)
        self._screen = screen

    def controls(self, window: str) -> list[Control]:
        """Everything that is shown in the window, in the order in which it is read."""
        place = self._window(window).place
        # What goes away while it is read makes an error; then all is read again.
        return wait_until(
            lambda: list(self._within(place)), 10, f"what is in {window!r}", ignoring=(BusError,)
        )

    def find(self, window: str, name: str) -> Control:
        """The one control of that name that can have the focus; a label of the same name does not count."""

        def found() -> list[Control]:
            called = [control for control in self.controls(window) if control.is_called(name)]
            ready = [control for control in called if State.FOCUSABLE in control.states]
            return ready if len(ready) == 1 else []

        [only] = wait_until(found, 10, lambda: f"{name!r} in {self._names(window)}")
        return only

    def role(self, window: str) -> str:
        return self._window(window).role

    def is_open(self, window: str) -> bool:
        """Whether the window is on the screen now."""
        return bool(wait_until(lambda: [self._open(window)], ignoring=(BusError,))[0])

    def activated(self, window: str) -> None:
        """Wait until the window has the keyboard."""
        wait_until(lambda: State.ACTIVE in self._window(window).states, 10, f"{window!r} is active")

    def is_shown(self, window: str, name: str) -> bool:
        """Whether the window shows such a control now."""
        return any(control.is_called(name) for control in self.controls(window))

    def is_checked(self, window: str, name: str) -> bool:
        return State.CHECKED in self.find(window, name).states

    def press(self, window: str, name: str) -> None:
        """Press the button; a radio button, which cannot be pressed, is chosen."""
        self._do(self.find(window, name), "Press", "Toggle")

    def toggle(self, window: str, name: str) -> None:
        """Tick the box, as voice control does it and some screen readers."""
        self._do(self.find(window, name), "Toggle")

    def focus(self, window: str, name: str) -> None:
        """Put the keyboard focus on the control."""
        self.activated(window)
        place = self.find(window, name).place
        self._link.call(*place, _COMPONENT, "GrabFocus")
        wait_until(lambda: State.FOCUSED in self._look(place).states, 10, f"the focus on {name!r}")

    def place(self, control: Control) -> tuple[int, int, int, int]:
        """Where it is on the screen: left, top, width, height."""
        on_screen = 0
        ((left, top, width, height),) = self._link.call(
            *control.place, _COMPONENT, "GetExtents", "u", on_screen
        )
        return left, top, width, height

    def key(self, *keys: str) -> None:
        """Type keys, such as "space" or "ctrl+z", to whatever has the focus."""
        env = os.environ | {"DISPLAY": self._screen.name}
        subprocess.run([program("xdotool"), "key", *keys], env=env, check=True, timeout=10)

    def close(self) -> None:
        self._link.close()

    def __enter__(self) -> ScreenReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _do(self, control: Control, *actions: str) -> None:
        (offered,) = self._link.call(*control.place, _ACTION, "GetActions")
        names = [name for name, _description, _key in offered]
        chosen = next(action for action in actions if action in names)
        self._link.call(*control.place, _ACTION, "DoAction", "i", names.index(chosen))

    def _window(self, title: str) -> Control:
        [window, *_] = wait_until(
            lambda: self._open(title), 10, f"the window {title!r}", ignoring=(BusError,)
        )
        return window

    def _open(self, title: str) -> list[Control]:
        programs = self._children(_REGISTRY)
        windows = [self._look(window) for program in programs for window in self._children(program)]
        shown = [window for window in windows if State.SHOWING in window.states]
        # Qt adds the program's name to the title.
        return [window for window in shown if window.name.partition(" — ")[0] == title]

    def _within(self, place: _Place) -> Iterator[Control]:
        for child in self._children(place):
            control = self._look(child)
            if State.VISIBLE in control.states:
                yield control
                yield from self._within(child)

    def _names(self, window: str) -> list[str]:
        return [control.name for control in self.controls(window) if control.name]

    def _children(self, place: _Place) -> list[_Place]:
        (found,) = self._link.call(*place, _ACCESSIBLE, "GetChildren")
        return list(found)

    def _look(self, place: _Place) -> Control:
        (role,) = self._link.call(*place, _ACCESSIBLE, "GetRoleName")
        ((low, high),) = self._link.call(*place, _ACCESSIBLE, "GetState")
        bits = low | high << 32
        return Control(
            role,
            self._said(place, "Name"),
            self._said(place, "Description"),
            self._text(place) if role == "text" else "",
            frozenset(state for state in State if bits >> state & 1),
            place,
        )

    def _said(self, place: _Place, what: str) -> str:
        return str(self._link.get(*place, _ACCESSIBLE, what))

    def _text(self, place: _Place) -> str:
        (text,) = self._link.call(*place, _TEXT, "GetText", "ii", 0, -1)
        return str(text)


@contextlib.contextmanager
def assistance(address: str, screen: Screen) -> Iterator[ScreenReader]:
    """A window manager, and a screen reader for the programs on that session bus."""
    with tempfile.TemporaryDirectory(prefix="cg-a11y-") as name:
        folder = Path(name)
        env = base_env(folder, DBUS_SESSION_BUS_ADDRESS=address, DISPLAY=screen.name, XDG_RUNTIME_DIR=name)
        launcher: list[str | Path] = [program("at-spi-bus-launcher"), "--launch-immediately"]
        with (
            Child([program("openbox")], env, folder / "openbox.log"),
            Child(launcher, env, folder / "launcher.log"),
        ):
            wait_for_name(address, _LAUNCHER)
            with Link(address) as link:
                (found,) = link.call(_LAUNCHER, "/org/a11y/bus", _LAUNCHER, "GetAddress")
            with ScreenReader(str(found), screen) as reader:
                yield reader
