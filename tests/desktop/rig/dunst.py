"""dunst, a real notification daemon without buttons: what it shows, and its actions through dunstctl's
interface.

Seen in 1.9.0 (Debian 12): its signals go only to the connection that sent the notification, and an action
taken through dunstctl leaves the notification on the screen, so that an application has to close it itself.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.rig.bus import Link, wait_for_name
from tests.desktop.rig.child import Child, base_env
from tests.desktop.rig.display import Screen
from tests.desktop.rig.requirements import program

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
CONTROL = "org.dunstproject.cmd0"

# Nothing expires; markup and fonts as they come; no program is ever started by a click.
DUNSTRC = """[global]
    monitor = 0
    follow = none
    width = 400
    origin = top-right
    notification_limit = 0
    idle_threshold = 0
    markup = full
    sticky_history = yes
    history_length = 100
    show_indicators = yes
    dmenu = {chooser}
    browser = /bin/false

[urgency_low]
    timeout = 0

[urgency_normal]
    timeout = 0

[urgency_critical]
    timeout = 0

[never_by_client]
    summary = "*"
    timeout = 0
"""

# In the place of dmenu: dunst offers lines such as "#Done (Stretch) [3,done]" and takes the printed one.
CHOOSER = """#!/bin/sh
tee '{folder}/offered' | grep -F -m 1 -- "#$(cat '{folder}/wanted') ("
"""


@dataclass(frozen=True)
class Remembered:
    """A notification that dunst has closed."""

    id: int
    app_name: str
    summary: str
    body: str


class Dunst:
    """A running dunst. Only how many are shown can be asked, their texts are told once they are closed."""

    def __init__(self, address: str, folder: Path, child: Child) -> None:
        self._address = address
        self._folder = folder
        self.child = child

    def displayed(self) -> int:
        """How many notifications are on the screen."""
        return self._count("displayedLength")

    def waiting(self) -> int:
        """How many wait for a place on the screen."""
        return self._count("waitingLength")

    def history(self) -> list[Remembered]:
        """What was closed, latest first."""
        with Link(self._address) as link:
            (rows,) = link.call(NAME, PATH, CONTROL, "NotificationListHistory")
        return [
            Remembered(row["id"][1], row["appname"][1], row["summary"][1], row["body"][1]) for row in rows
        ]

    def action(self, position: int = 0) -> None:
        """Do what a middle click does: the default action of the notification at this position, 0 the
        topmost.
        """
        self._do("NotificationAction", "u", position)

    def choose(self, label: str) -> None:
        """Choose the action with this label in dunst's context menu. What was on offer is in offered()."""
        (self._folder / "wanted").write_text(label, encoding="utf-8")
        self._do("ContextMenuCall")

    def offered(self) -> list[str]:
        """The lines of the latest context menu."""
        path = self._folder / "offered"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def close_last(self) -> None:
        """Close the latest, as a user would."""
        self._do("NotificationCloseLast")

    def close_all(self) -> None:
        """Close all, as a user would."""
        self._do("NotificationCloseAll")

    def _count(self, name: str) -> int:
        with Link(self._address) as link:
            return int(link.get(NAME, PATH, CONTROL, name))

    def _do(self, member: str, signature: str = "", *body: object) -> None:
        with Link(self._address) as link:
            link.call(NAME, PATH, CONTROL, member, signature, *body)


@contextlib.contextmanager
def dunst(address: str, screen: Screen) -> Iterator[Dunst]:
    """Start dunst with a configuration of its own and wait until it takes notifications."""
    with tempfile.TemporaryDirectory(prefix="cg-dunst-") as name:
        folder = Path(name)
        config = folder / "dunstrc"
        chooser = folder / "chooser"
        chooser.write_text(CHOOSER.format(folder=folder), encoding="utf-8")
        chooser.chmod(0o700)
        config.write_text(DUNSTRC.format(chooser=chooser), encoding="utf-8")
        env = base_env(folder, DBUS_SESSION_BUS_ADDRESS=address, DISPLAY=screen.name)
        with Child([program("dunst"), "-config", config], env, folder / "log") as child:
            wait_for_name(address, NAME)
            yield Dunst(address, folder, child)
