"""The whole program when the machine's clock is set, measured.

    .venv/bin/python -m pytest --set-clock tests/desktop/test_real_clock.py

sets the clock of this machine, as root, four times by less than 30 seconds, for four seconds at most, and
puts it right again (-rP shows what was measured). Nothing less shows that the watch works: libfaketime moves
what a process sees of the clock, but the kernel knows nothing of it and cancels no timer. What it can show is
in the last test, which always runs: the alarm alone, with a watch that hears nothing.
"""

import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.desktop.rig.app import CRAMPGUARD, App, wait_until_it_runs
from tests.desktop.rig.bus import Bus, session_bus
from tests.desktop.rig.clock import Clock, local
from tests.desktop.rig.display import screen
from tests.desktop.rig.requirements import BUS, TIME, needs, needs_desktop
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.tray_host import WatcherStub
from tests.desktop.rig.waiting import PATIENCE, stays, wait_until

AT_ONCE = 1.0  # seconds; what does not see the step is two late at least
FARTHEST = 30.0  # seconds
SECOND = 10**9  # nanoseconds


@pytest.fixture
def may_set_clock() -> None:
    """Asked for by what sets this machine's clock; conftest.py leaves that out without --set-clock."""
    if os.geteuid() != 0:
        pytest.skip("only root may set the clock")
    if "PYTEST_XDIST_WORKER" in os.environ:
        pytest.fail("sets the clock under the other workers: run it without pytest-xdist")


@contextmanager
def clock_set_by(seconds: float) -> Iterator[float]:
    """Another time on this machine within the context; gives the monotonic instant of the step."""
    if abs(seconds) > FARTHEST:
        raise ValueError(f"{seconds} s is too far")
    booted = time.clock_gettime_ns(time.CLOCK_REALTIME) - time.clock_gettime_ns(time.CLOCK_BOOTTIME)

    def set_clock(by: int) -> None:
        now = booted + time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        time.clock_settime_ns(time.CLOCK_REALTIME, now + by)

    try:
        set_clock(round(seconds * SECOND))
        yield time.monotonic()
    finally:
        set_clock(0)


def write_zone(path: Path, offset: int) -> None:
    """A zone that is always so many seconds ahead of UTC (RFC 9636, version 1)."""
    counts = struct.pack(">6l", 0, 0, 0, 0, 1, 4)
    path.write_bytes(b"TZif" + bytes(16) + counts + struct.pack(">lbB", offset, 0, 0) + b"XXX\0")


@dataclass
class Evening:
    """The program, and the instant at which its next nudge is due, in seconds since 1970."""

    app: App
    server: StrictServer
    due: float

    @property
    def left(self) -> float:
        return self.due - time.time()

    def told(self) -> int:
        return len(self.server.notified)


@pytest.fixture
def evening(may_set_clock: None, tmp_path: Path) -> Iterator[Evening]:
    """Started where it is 35 s before 21:30, when the cool bedroom is due.

    It has a tray, and is not new: no window is open, as on any evening.
    """
    due = int(time.time()) + 35
    half_past_nine = 21 * 3600 + 30 * 60
    write_zone(tmp_path / "zone", (half_past_nine - due + 43200) % 86400 - 43200)
    extra = {"TZ": f":{tmp_path}/zone"}
    with (
        screen() as display,
        session_bus() as bus,
        StrictServer(bus.address) as server,
        WatcherStub(bus.address),
        App(CRAMPGUARD, tmp_path, bus=bus.address, screen=display, extra=extra) as app,
    ):
        app.start()
        wait_until_it_runs(app)
        app.terminate()
        app.start()
        wait_until_it_runs(app)
        yield Evening(app, server, due)
        assert server.refused == []


@needs_desktop
def test_a_clock_set_forward_past_a_nudge_tells_it_at_once(evening: Evening) -> None:
    assert evening.left > 5
    stays(lambda: evening.told() == 0, evening.left - 8, "nothing before its time")
    with clock_set_by(evening.left + 2) as stepped:
        wait_until(evening.told, 2, "the nudge")
    took = evening.server.notified[0].at - stepped
    print(f"\ntold {took * 1000:.1f} ms after the step")  # noqa: T201
    assert took < AT_ONCE
    # The clock is right again, so the nudge comes due once more.
    stays(lambda: evening.told() == 1, evening.left + 2, "told twice")


@needs_desktop
def test_a_clock_set_back_holds_the_nudge_until_it_is_due_again(evening: Evening) -> None:
    stays(lambda: evening.told() == 0, evening.left - 3, "nothing before its time")
    with clock_set_by(-6):
        stays(lambda: evening.told() == 0, 3.5, "due by the clock before, not by this one")
        put_right = time.monotonic()
    wait_until(evening.told, 2, "the nudge, past which the clock was set")
    took = evening.server.notified[0].at - put_right
    print(f"\ntold {took * 1000:.1f} ms after the step")  # noqa: T201
    assert took < AT_ONCE
    stays(lambda: evening.told() == 1, 2, "told twice")


@pytest.fixture
def bus() -> Iterator[Bus]:
    with session_bus() as bus:
        yield bus


@needs(*BUS, *TIME)
def test_an_alarm_that_rings_too_early_by_a_clock_set_back_waits_again(bus: Bus, tmp_path: Path) -> None:
    half_past_nine = local(2026, 11, 22, 21, 30)
    clock = Clock(tmp_path / "clock", half_past_nine - timedelta(minutes=10), monotonic=False)
    with (
        StrictServer(bus.address) as server,
        App(CRAMPGUARD, tmp_path, bus=bus.address, clock=clock) as app,
    ):
        app.start()
        wait_until_it_runs(app)
        clock.set(half_past_nine - timedelta(seconds=3))
        assert app.run("resume").returncode == 0  # so that it sees the time, and sets its alarm
        clock.forward(-2)
        wait_until(lambda: server.notified, 10, "the nudge")
        told = clock.now() - timedelta(seconds=time.monotonic() - server.only().at)
        assert timedelta() <= told - half_past_nine < timedelta(seconds=PATIENCE)
        assert len(server.notified) == 1
