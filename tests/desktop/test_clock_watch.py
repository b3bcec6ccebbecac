"""Sleeps and flights, met by the whole program."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from tests.desktop.rig.app import App, wait_until_it_runs
from tests.desktop.rig.bus import session_bus
from tests.desktop.rig.clock import Clock, local
from tests.desktop.rig.logind import LogindStub
from tests.desktop.rig.requirements import BUS, TIME, needs
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.waiting import PATIENCE, stays, wait_until

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
EVENING = local(2026, 11, 22, 12, 0)


class Night:
    """The program beside a notification server and a logind, with a clock that jumps as in a sleep."""

    def __init__(self, app: App, clock: Clock, server: StrictServer, logind: LogindStub) -> None:
        self.app, self.clock, self.server, self.logind = app, clock, server, logind

    def start(self) -> None:
        self.app.start()
        wait_until_it_runs(self.app)

    def go(self, hour: int, minute: int, second: float = 0) -> None:
        """To that time while awake: a command makes the program look at the clock."""
        self.clock.set(local(2026, 11, 22, hour, minute, second))
        assert self.app.run("resume").returncode == 0

    def sleep_until(self, hour: int, minute: int, second: float = 0) -> None:
        self.logind.about_to_sleep()
        self.clock.set(local(2026, 11, 22, hour, minute, second))
        self.logind.awake_again()

    def told(self) -> list[str]:
        return [told.summary for told in self.server.notified]


def night(folder: Path, program: list[str], stack: ExitStack) -> Night:
    session, system = stack.enter_context(session_bus()), stack.enter_context(session_bus())
    clock = Clock(folder / "clock", EVENING, monotonic=False)
    server = stack.enter_context(StrictServer(session.address))
    logind = stack.enter_context(LogindStub(system.address))
    app = App(program, folder, bus=session.address, system_bus=system.address, clock=clock)
    return Night(stack.enter_context(app), clock, server, logind)


@pytest.fixture
def at_night(tmp_path: Path) -> Iterator[Night]:
    with ExitStack() as stack:
        at_night = night(tmp_path, [sys.executable, "-m", "crampguard"], stack)
        at_night.start()
        yield at_night
        assert at_night.server.refused == []
        assert "Traceback" not in at_night.app.stderr()


@needs(*BUS, *TIME)
def test_what_came_due_in_a_sleep_is_told_together_after_20_seconds(at_night: Night) -> None:
    at_night.sleep_until(22, 20)
    stays(lambda: at_night.told() == [], 1, "nothing in the first second")
    at_night.go(22, 20, 19.5)
    wait_until(at_night.told, 2, "what was slept through")
    assert at_night.told() == ["Cool bedroom, Bedtime leg stretch"]
    told = at_night.clock.now() - timedelta(seconds=time.monotonic() - at_night.server.only().at)
    assert timedelta() <= told - local(2026, 11, 22, 22, 20, 20) < timedelta(seconds=PATIENCE)


@needs(*BUS, *TIME)
def test_a_lid_that_opens_and_shuts_shows_nothing(at_night: Night) -> None:
    at_night.sleep_until(21, 40)
    stays(lambda: at_night.told() == [], 0.5)
    at_night.go(21, 40, 15)
    at_night.sleep_until(22, 20)
    stays(lambda: at_night.told() == [], 0.5)
    at_night.go(22, 20, 19.5)
    wait_until(at_night.told, 2, "what was slept through")
    stays(lambda: len(at_night.told()) == 1, 0.5, "and once")


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Night]:
    """The program with a whole /etc of its own, where a test can change the zone as the system does."""
    etc = tmp_path / "etc"
    subprocess.run(["cp", "-a", "/etc", etc], check=True)
    move_system(etc, BERLIN)
    mount = f'mount --bind "{etc}" /etc && exec env -u TZ "{sys.executable}" "$@"'
    program = ["unshare", "--mount", "sh", "-c", mount, "sh"]
    tried = subprocess.run([*program, "-c", ""], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"no /etc of its own for a process here: {tried.stderr.strip()}")
    with ExitStack() as stack:
        away = night(tmp_path, [*program, "-m", "crampguard"], stack)
        away.start()
        yield away
        assert "Traceback" not in away.app.stderr()


def move_system(etc: Path, name: str) -> None:
    new = etc / "new"
    new.symlink_to(f"/usr/share/zoneinfo/{name}")
    new.replace(etc / "localtime")


@needs(*BUS, *TIME)
def test_a_flight_to_another_zone_and_back_tells_nothing_twice(away: Night) -> None:
    etc = away.app.folder / "etc"
    away.go(21, 29, 59.5)
    wait_until(away.told, 5, "the cool bedroom")
    for _flight in range(2):
        move_system(etc, NEW_YORK)  # half past three in the afternoon
        wait_until(lambda: away.server.open == {}, 2, "nothing is due there")
        move_system(etc, BERLIN)
        stays(lambda: len(away.told()) == 1, 0.5, "what was told there is not told again")
    log = (away.app.folder / "state" / "crampguard" / "log" / "crampguard.log").read_text(encoding="utf-8")
    assert "2026-11-22 15:30:" in log  # the whole process was there
    away.go(22, 14, 59.5)
    wait_until(lambda: len(away.told()) > 1, 5, "the rest of the evening")
    assert away.told() == ["Cool bedroom", "Cool bedroom, Bedtime leg stretch"]
