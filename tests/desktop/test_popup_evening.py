"""Our own pop-up on a real screen, where the session has no notification server."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.rig import other_window
from tests.desktop.rig.accessibility import HEARD, Control, ScreenReader, assistance
from tests.desktop.rig.app import CRAMPGUARD, App, wait_until_it_runs
from tests.desktop.rig.bus import session_bus
from tests.desktop.rig.clock import Clock, local
from tests.desktop.rig.display import Screen, screen
from tests.desktop.rig.requirements import needs_assistance, program
from tests.desktop.rig.tray_host import WatcherStub
from tests.desktop.rig.waiting import stays, wait_until

pytestmark = needs_assistance

POPUP = "Cool bedroom"
WIDTH, HEIGHT = 1366, 768


@dataclass
class Desk:
    """A desktop with a window manager and a tray, at which the program runs and somebody else works."""

    app: App
    screen: Screen
    reader: ScreenReader
    stack: ExitStack

    def go(self, hour: int, minute: int) -> None:
        self.app.go(local(2026, 11, 22, hour, minute) - timedelta(seconds=0.5))

    def other(self, *words: str) -> App:
        """Another program, whose window gets the keyboard."""
        folder = self.app.folder / "other"
        folder.mkdir(exist_ok=True)
        argv: list[str | Path] = [sys.executable, other_window.__file__]
        other = self.stack.enter_context(App(argv, folder, screen=self.screen))
        other.start(*words)
        self.do("search", "--sync", "--onlyvisible", "--name", other_window.TITLE, "windowfocus", "--sync")
        return other

    def do(self, *words: str) -> str:
        env = os.environ | {"DISPLAY": self.screen.name}
        return subprocess.check_output([program("xdotool"), *words], env=env, text=True, timeout=20).strip()

    def popup(self) -> list[Control]:
        """What is read of the pop-up; it is awaited."""
        return self.reader.controls(POPUP)

    def gone(self) -> None:
        wait_until(lambda: not self.reader.is_open(POPUP), 10, "the pop-up goes")

    def place(self, name: str) -> tuple[int, int, int, int]:
        """Where a button of the pop-up is on the screen: left, top, width, height."""
        return wait_until(
            lambda: next((self.reader.place(one) for one in self.popup() if one.name == name), None),
            10,
            lambda: f"{name!r} in {[one.name for one in self.popup()]}",
        )

    def state(self, habit: str) -> str:
        ended = self.app.run("tonight", "--json")
        items: list[dict[str, Any]] = json.loads(ended.stdout)["items"]
        return next(str(item["state"]) for item in items if item["habit"] == habit)


@contextmanager
def furnished(folder: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        bus = stack.enter_context(session_bus())
        display = stack.enter_context(screen(f"{WIDTH}x{HEIGHT}x24"))
        reader = stack.enter_context(assistance(bus.address, display))
        stack.enter_context(WatcherStub(bus.address))
        clock = Clock(folder / "clock", local(2026, 11, 22, 12, 0))
        app = stack.enter_context(
            App(CRAMPGUARD, folder, bus=bus.address, screen=display, clock=clock, extra=HEARD)
        )
        assert app.run("done", "caffeine_cutoff").returncode == 0  # no first start, so no Welcome
        app.start()
        wait_until_it_runs(app)
        yield Desk(app, display, reader, stack)
        assert "Traceback" not in app.stderr()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with furnished(tmp_path) as desk:
        yield desk


def test_it_comes_in_the_corner_the_keyboard_stays_and_a_click_on_done_answers(desk: Desk) -> None:
    other = desk.other()
    focus = desk.do("getwindowfocus")
    desk.go(21, 30)
    left, top, width, height = desk.place("Done")
    desk.screen.save_png(Path("/tmp/p15-screen.png"))
    assert left > WIDTH // 2
    assert top > HEIGHT // 2
    assert desk.do("getwindowfocus") == focus
    desk.do("key", "a", "space", "Return", "b")
    other.wait_for_line("typed b") if False else None
    assert desk.state("cool_bedroom") == "due"
    desk.do("mousemove", str(left + width // 2), str(top + height // 2), "click", "1")
    desk.gone()
    wait_until(lambda: desk.state("cool_bedroom") == "done", 10, "the click marks the night")
    assert desk.do("getwindowfocus") == focus
