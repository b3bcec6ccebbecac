"""xfce4-notifyd, a real notification daemon with real buttons: a mouse presses them through xdotool.

It puts the buttons in one row along the lower edge, in the order of the actions. Version 0.7.3 (Debian 12)
makes a button of "default" too if its label has letters, and leaves it out altogether if it has none: a click
on the text only closes.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.rig.bus import wait_for_name
from tests.desktop.rig.child import Child
from tests.desktop.rig.display import Screen
from tests.desktop.rig.requirements import program
from tests.desktop.rig.tray_host import xfconf
from tests.desktop.rig.waiting import wait_until

NAME = "org.freedesktop.Notifications"

# No animation, so that a window is where it will stay; nothing expires.
NOTIFYD_XML = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="expire-timeout" type="int" value="-1"/>
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="do-slideout" type="bool" value="false"/>
  <property name="initial-opacity" type="double" value="1.0"/>
</channel>
"""

_BUTTONS_FROM_BOTTOM = 31  # from the window's lower edge to the middle of the buttons
_TEXT_FROM_TOP = 24
_BORDER = 4  # the window's own edge, where nothing is drawn
_NARROWEST = 20  # anything less is no button


@dataclass(frozen=True)
class Window:
    """A notification on the screen."""

    id: int
    x: int
    y: int
    width: int
    height: int


class Notifyd:
    """A running xfce4-notifyd, its windows and a mouse."""

    def __init__(self, env: dict[str, str], screen: Screen, child: Child) -> None:
        self._screen = screen
        self._env = env
        self._xdotool = program("xdotool")
        self.child = child

    def windows(self) -> list[Window]:
        """What is on the screen, top to bottom."""
        found = self._run("search", "--onlyvisible", "--class", "xfce4-notifyd")
        windows = [window for word in found.split() if (window := self._window(int(word)))]
        return sorted(windows, key=lambda window: window.y)

    def wait_for_window(self, timeout: float = 10.0) -> Window:
        """Wait until there is one notification whose place is settled, and return it."""
        before: list[Window] = []

        def settled() -> list[Window]:
            nonlocal before
            now = self.windows()
            same, before = now == before and len(now) == 1, now
            return now if same else []

        return wait_until(settled, timeout, lambda: f"one notification window, have {self.windows()}")[0]

    def wait_for_none(self, timeout: float = 10.0) -> None:
        """Wait until no notification is on the screen."""
        wait_until(lambda: not self.windows(), timeout, "no notification window")

    def buttons(self) -> list[int]:
        """The middles of the buttons of the one notification, left to right, from the window's left edge."""
        return self._buttons(self.wait_for_window())

    def click_button(self, index: int, of: int) -> None:
        """Press the button at `index` (0 the leftmost) of the one notification, which has `of` buttons."""
        window = self.wait_for_window()
        wait_until(
            lambda: len(self._buttons(window)) == of,
            what=lambda: f"{of} buttons, have {self._buttons(window)} in {window}",
        )
        self._click(window, self._buttons(window)[index], window.height - _BUTTONS_FROM_BOTTOM)

    def click_text(self) -> None:
        """Click beside the buttons of the one notification: it goes away, nothing else."""
        window = self.wait_for_window()
        self._click(window, window.width // 2, _TEXT_FROM_TOP)

    def _buttons(self, window: Window) -> list[int]:
        row = self._screen.rows()[window.y + window.height - _BUTTONS_FROM_BOTTOM]
        pixels = [row[3 * x : 3 * x + 3] for x in range(window.x, window.x + window.width)]
        ground = pixels[_BORDER]
        middles: list[int] = []
        start: int | None = None
        for x in range(_BORDER, window.width - _BORDER + 1):
            drawn = x < window.width - _BORDER and pixels[x] != ground
            if drawn and start is None:
                start = x
            if not drawn and start is not None:
                if x - start >= _NARROWEST:
                    middles.append((start + x) // 2)
                start = None
        return middles

    def _click(self, window: Window, x: int, y: int) -> None:
        self._run("mousemove", str(window.x + x), str(window.y + y), "click", "1")

    def _window(self, number: int) -> Window | None:
        try:
            text = self._run("getwindowgeometry", "--shell", str(number))
        except subprocess.CalledProcessError:
            return None  # closed in between
        values = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
        if "X" not in values:
            return None
        return Window(number, int(values["X"]), int(values["Y"]), int(values["WIDTH"]), int(values["HEIGHT"]))

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [str(self._xdotool), *words],
            env=self._env,
            capture_output=True,
            encoding="utf-8",
            timeout=10,
            check=False,
        )
        if done.returncode and words[0] != "search":  # a search without a hit ends with 1
            raise subprocess.CalledProcessError(done.returncode, words, done.stdout, done.stderr)
        return done.stdout


@contextlib.contextmanager
def notifyd(address: str, screen: Screen) -> Iterator[Notifyd]:
    """Start xfce4-notifyd and wait until it takes notifications."""
    with tempfile.TemporaryDirectory(prefix="cg-notifyd-") as name:
        folder = Path(name)
        with xfconf(address, folder, {"xfce4-notifyd": NOTIFYD_XML}) as env:
            env = env | {"DISPLAY": screen.name}
            with Child([program("xfce4-notifyd")], env, folder / "log") as child:
                wait_for_name(address, NAME)
                yield Notifyd(env, screen, child)
