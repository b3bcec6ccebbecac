"""Servers that say whether the user wants quiet, each on a private bus. They take nothing on trust."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any, Self

from crampguard.desktop.quiet import GNOME_READ
from tests.desktop.rig.bus import PROPERTIES, Call, Postponed, Service, unknown_method, wait_for_name
from tests.desktop.rig.child import Child
from tests.desktop.rig.requirements import program

NOTIFICATIONS = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1/session/auto")
_A_SESSION = "/org/freedesktop/login1/session/_32"


class QuietProperty(Service):
    """Has one property. signals_from: the path that its changes come from, where that is another."""

    def __init__(
        self, address: str, name: str, path: str, interface: str, key: str, signals_from: str = ""
    ) -> None:
        self._path, self._interface, self._key = path, interface, key
        self._signals_from = signals_from or path
        self.quiet = False
        self.hangs = False
        self.asked = 0
        super().__init__(address, name)

    def ask(self, quiet: bool) -> None:
        """The user switches it."""
        self.quiet = quiet
        changed = {self._key: ("b", quiet)}
        self.emit(
            self._signals_from, PROPERTIES, "PropertiesChanged", "sa{sv}as", self._interface, changed, []
        )

    def answer(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        if self.hangs:
            raise Postponed
        wanted = (self._path, PROPERTIES, "Get", "ss", (self._interface, self._key))
        if (call.path, call.interface, call.member, call.signature, call.body) != wanted:
            raise unknown_method(call)
        self.asked += 1
        return "v", (("b", self.quiet),)


class ScreenSaver(Service):
    """Owns org.DESKTOP.ScreenSaver."""

    def __init__(self, address: str, desktop: str) -> None:
        self._name, self._path = f"org.{desktop}.ScreenSaver", f"/org/{desktop}/ScreenSaver"
        self.active = False
        super().__init__(address, self._name)

    def ask(self, active: bool) -> None:
        self.active = active
        self.emit(self._path, self._name, "ActiveChanged", "b", active)

    def answer(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        if (call.path, call.interface, call.member) != (self._path, self._name, "GetActive"):
            raise unknown_method(call)
        return "b", (self.active,)


class GnomeSettings:
    """GNOME's shell as far as its name goes, and its real settings, kept in a folder of the test's own."""

    def __init__(self, address: str) -> None:
        self._shell = Silent(address, "org.gnome.Shell")
        self._dconf = Child(
            [program("dconf-service")], dict(os.environ), Path(os.environ["XDG_CONFIG_HOME"]) / "dconf.log"
        )
        wait_for_name(address, "ca.desrt.dconf")

    def ask(self, quiet: bool) -> None:
        shown = "false" if quiet else "true"
        subprocess.run([program("gsettings"), "set", *GNOME_READ[2:], shown], check=True, timeout=10)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._shell.stop()
        self._dconf.close()


class Silent(Service):
    """Owns a name, and answers nothing."""

    def answer(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        raise unknown_method(call)


def plasma(address: str) -> QuietProperty:
    """Plasma's server as far as its do-not-disturb goes."""
    return QuietProperty(address, *NOTIFICATIONS, NOTIFICATIONS[0], "Inhibited")


def dunst(address: str) -> QuietProperty:
    return QuietProperty(address, *NOTIFICATIONS, "org.dunstproject.cmd0", "paused")


def logind(address: str) -> QuietProperty:
    """The signals come from the session itself, which is asked for as "auto"."""
    return QuietProperty(
        address,
        *LOGIND,
        "org.freedesktop.login1.Session",
        "LockedHint",
        "/org/freedesktop/login1/session/_32",
    )
