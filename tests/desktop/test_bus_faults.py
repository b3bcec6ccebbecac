"""The whole program on a real display, when its session bus dies or its notification server is slow."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.desktop.rig.app import CRAMPGUARD, App, wait_until_it_runs
from tests.desktop.rig.bus import session_bus
from tests.desktop.rig.clock import Clock, local
from tests.desktop.rig.display import Screen, screen
from tests.desktop.rig.requirements import needs_desktop
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.tray_host import Tray, WatcherStub
from tests.desktop.rig.waiting import wait_until

pytestmark = needs_desktop


@pytest.fixture
def display() -> Iterator[Screen]:
    with screen() as display:
        yield display


def test_our_own_pop_up_speaks_until_the_bus_is_back_and_then_notifications_do(
    display: Screen, tmp_path: Path
) -> None:
    clock = Clock(tmp_path / "clock", local(2026, 11, 22, 12, 0))
    with session_bus() as bus, App(CRAMPGUARD, tmp_path, bus=bus.address, screen=display, clock=clock) as app:
        with StrictServer(bus.address), WatcherStub(bus.address), Tray(bus.address) as tray:
            app.start()
            wait_until_it_runs(app)
            tray.wait_for_item()
            bus.kill()
        clock.set(local(2026, 11, 22, 21, 30) - timedelta(seconds=0.5))
        app.run("resume")  # pokes it, so that it looks at its clock
        wait_until(lambda: '"CrampGuard"' in display.windows(), 20, "the pop-up with what is due")

        bus.restart()
        with StrictServer(bus.address) as server:
            clock.set(local(2026, 11, 22, 22, 15) - timedelta(seconds=0.5))
            app.run("resume")
            both = "Cool bedroom, Bedtime leg stretch"
            wait_until(
                lambda: server.open and server.only().summary == both, 25, "the notification of what joins"
            )
            server.press(server.only().id, "done")
            wait_until(lambda: '"done"' in app.run("tonight", "--json").stdout, 5, "the tick")
        assert app.run("quit").returncode == 0
        assert app.wait() == 0
        assert "Traceback" not in app.stderr()


def test_quit_while_the_server_is_slow_leaves_no_dead_buttons(display: Screen, tmp_path: Path) -> None:
    clock = Clock(tmp_path / "clock", local(2026, 11, 22, 12, 0))
    with (
        session_bus() as bus,
        StrictServer(bus.address) as server,
        WatcherStub(bus.address),
        App(CRAMPGUARD, tmp_path, bus=bus.address, screen=display, clock=clock) as app,
    ):
        app.start()
        wait_until_it_runs(app)
        server.slow = 3.2  # longer than a command waits for an answer, shorter than a call may take
        app.go(local(2026, 11, 22, 21, 30) - timedelta(seconds=0.5))
        wait_until(lambda: server.busy, 5, "the notification on its way")
        ended = app.run("quit")
        assert (ended.returncode, ended.stdout) == (0, "CrampGuard has quit.\n")
        assert app.wait() == 0
        assert (len(server.notified), server.open) == (1, {})
