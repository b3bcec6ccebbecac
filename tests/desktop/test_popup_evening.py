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

from tests.desktop.rig import other_window, quiet
from tests.desktop.rig.accessibility import HEARD, Control, ScreenReader, assistance
from tests.desktop.rig.app import CRAMPGUARD, App, wait_until_it_runs
from tests.desktop.rig.bus import session_bus
from tests.desktop.rig.clock import Clock, local
from tests.desktop.rig.display import Screen, screen
from tests.desktop.rig.requirements import needs_assistance, program
from tests.desktop.rig.tray_host import WatcherStub
from tests.desktop.rig.waiting import stays, wait_until
from tests.screen_reader import TONIGHT, WELCOME

pytestmark = needs_assistance

POPUP = "Cool bedroom"
WIDTH, HEIGHT = 1366, 768


@dataclass
class Desk:
    """A desktop with a window manager and a tray, at which the program runs and somebody else works."""

    app: App
    bus: str
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
        self.do("search", "--sync", "--onlyvisible", "--name", other_window.TITLE, "windowactivate", "--sync")
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

        def found() -> list[Control]:
            return [one for one in self.popup() if one.name == name]

        [button] = wait_until(found, 10, name)
        return self.reader.place(button)

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
        app.start()
        wait_until_it_runs(app)
        reader.activated(WELCOME)  # before another window takes the keyboard
        yield Desk(app, bus.address, display, reader, stack)
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
    assert desk.reader.role(POPUP) == "alert message"
    assert left > WIDTH // 2
    assert top > HEIGHT // 2
    assert desk.do("getwindowfocus") == focus
    desk.do("key", "a", "space", "Return", "b")
    other.wait_for_line("typed 'a \\nb'")
    assert desk.state("cool_bedroom") == "due"
    desk.do("mousemove", str(left + width // 2), str(top + height // 2), "click", "1")
    desk.gone()
    wait_until(lambda: desk.state("cool_bedroom") == "done", 10, "the click marks the night")
    assert desk.do("getwindowfocus") == focus


def test_an_answer_in_the_terminal_takes_it_down(desk: Desk) -> None:
    desk.go(21, 30)
    desk.place("Done")
    assert desk.app.run("skip", "cool_bedroom").returncode == 0
    desk.gone()


def test_what_joins_comes_into_the_same_window_and_a_click_beside_the_buttons_opens_the_list(
    desk: Desk,
) -> None:
    desk.go(21, 30)
    left, top, _width, height = desk.place("Done")
    desk.do("mousemove", str(left), str(top + height + 4), "click", "1")
    desk.gone()
    desk.reader.activated(TONIGHT)
    assert desk.state("cool_bedroom") == "due"
    desk.go(22, 15)
    wait_until(lambda: desk.reader.is_open("Cool bedroom, Bedtime leg stretch"), 10, "it comes again")


def test_with_do_not_disturb_it_waits_for_the_end_of_that(desk: Desk) -> None:
    """The server says Inhibited and knows nothing else, so it does not show the nudge either."""
    with quiet.plasma(desk.bus) as server:
        server.ask(True)
        desk.go(21, 30)
        wait_until(lambda: server.asked, 10, "it is asked")
        stays(lambda: not desk.reader.is_open(POPUP), 1, "no pop-up")
        assert desk.state("cool_bedroom") == "due"
        server.ask(False)
        desk.place("Done")


def test_a_full_screen_window_in_use_covers_it_until_that_ends(desk: Desk) -> None:
    other = desk.other("fullscreen")
    film = bytes(other_window.COLOUR)

    def corner() -> bytes:
        return desk.screen.rows()[HEIGHT - 40][3 * (WIDTH - 40) :][:3]

    wait_until(lambda: corner() == film, 10, "the film")
    desk.go(21, 30)
    desk.place("Done")
    stays(lambda: corner() == film, 1, "the pop-up is behind it")
    other.close()
    wait_until(lambda: corner() == bytes((0xFF, 0xFD, 0xFB)), 10, "the pop-up is seen")
