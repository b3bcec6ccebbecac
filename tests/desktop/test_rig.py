"""The rig itself, tried on a small client: a rig that passes whatever happens proves nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the rig is for Linux", allow_module_level=True)

from tests.desktop.rig import requirements
from tests.desktop.rig.app import App, AppMaker
from tests.desktop.rig.bus import (
    Bus,
    BusError,
    Link,
    nudge,
    session_bus,
)
from tests.desktop.rig.client import notify
from tests.desktop.rig.clock import Clock, FastClock, local
from tests.desktop.rig.display import Screen
from tests.desktop.rig.requirements import needs, needs_bus
from tests.desktop.rig.strict_server import NAME, StrictServer
from tests.desktop.rig.tray_host import Tray, WatcherStub
from tests.desktop.rig.waiting import PATIENCE, StillWaitingError, stays, wait_until

NIGHT = local(2026, 11, 22, 13, 29, 50)


class TestWaiting:
    def test_gives_what_the_predicate_gives(self) -> None:
        answers = iter([0, 0, 7])
        assert wait_until(lambda: next(answers), 5, "seven") == 7

    def test_says_what_was_missing_and_what_was_there(self) -> None:
        with pytest.raises(StillWaitingError, match=r"waited 0.2 s for rain; last seen: \[\]"):
            wait_until(list, 0.05, "rain")

    def test_passes_unexpected_errors_on_and_keeps_expected_ones_for_the_message(self) -> None:
        nothing: dict[str, int] = {}
        with pytest.raises(KeyError):
            wait_until(lambda: nothing["x"], 0.05, "x")
        with pytest.raises(StillWaitingError, match="KeyError"):
            wait_until(lambda: nothing["x"], 0.05, "x", ignoring=(KeyError,))

    def test_stays(self) -> None:
        stays(lambda: True, 0.03)
        with pytest.raises(AssertionError, match="quiet"):
            stays(lambda: False, 0.03, "quiet")


class TestRequirements:
    def test_missing_names_what_is_absent(self) -> None:
        assert requirements.missing(("sh", "no-such-program")) == ["no-such-program"]

    def test_absent_programs_skip_or_fail_where_required(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("CRAMPGUARD_RIG", raising=False)
        mark = needs("no-such-program").mark
        assert mark.args == (True,)
        assert mark.kwargs["reason"] == "programs not installed: no-such-program"
        monkeypatch.setenv("CRAMPGUARD_RIG", "required")
        assert needs("no-such-program").mark.args == (False,)
        with pytest.raises(RuntimeError, match="no-such-program is not installed"):
            requirements.program("no-such-program")


@needs_bus
class TestBus:
    def test_has_nobody_on_it_and_starts_nobody(self, link: Link) -> None:
        assert sorted(link.names()) == sorted(["org.freedesktop.DBus", link.name])
        with pytest.raises(BusError) as raised:
            notify(link)
        assert raised.value.name == "org.freedesktop.DBus.Error.ServiceUnknown"

    def test_two_do_not_meet(self, bus: Bus) -> None:
        with session_bus() as other, StrictServer(other.address), Link(bus.address) as link:
            assert bus.address != other.address
            assert link.owner(NAME) is None

    def test_may_die(self, bus: Bus) -> None:
        server = StrictServer(bus.address)
        bus.kill()
        server.stop()  # the server ended by itself, quietly

    def test_a_name_has_one_owner(self, bus: Bus) -> None:
        with StrictServer(bus.address), pytest.raises(RuntimeError, match="has an owner already"):
            StrictServer(bus.address)


@needs_bus
class TestApp:
    def test_keeps_everything_in_its_folders(self, app: AppMaker, tmp_path: Path) -> None:
        program = app()
        env = program.env()
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            assert Path(env[name]).is_relative_to(tmp_path)
            assert Path(env[name]).stat().st_mode & 0o777 == 0o700
        runtime = Path(env["XDG_RUNTIME_DIR"])
        assert runtime.stat().st_mode & 0o777 == 0o700
        assert len(str(runtime)) < 40
        assert "DISPLAY" not in env
        assert env["DBUS_SYSTEM_BUS_ADDRESS"].startswith(f"unix:path={runtime}")
        program.close()
        assert not runtime.exists()

    def test_starts_ends_and_starts_again(self, app: AppMaker) -> None:
        program = app()
        program.start()
        program.wait_for_line("started")
        assert program.alive
        program.kill9()
        assert program.child.returncode == -signal.SIGKILL
        program.start()
        program.wait_for_line("started")
        assert program.terminate() == -signal.SIGTERM
        assert not program.alive

    def test_runs_a_command(self, app: AppMaker) -> None:
        done = app().run("now")
        assert (done.returncode, done.stderr) == (0, "")
        assert abs(float(done.stdout) - time.time()) < 5 * PATIENCE

    def test_a_line_that_cannot_come_fails_at_once(self, app: AppMaker) -> None:
        program = app()
        program.start("now")
        with pytest.raises(AssertionError, match="ended with 0 before 'never'"):
            program.wait_for_line("never", timeout=60)

    def test_ends_what_the_program_started(self, tmp_path: Path) -> None:
        script = "import subprocess, time; print(subprocess.Popen(['sleep', '600']).pid); time.sleep(600)"
        with App([sys.executable, "-c", script], tmp_path) as program:
            program.start()
            child = int(wait_until(lambda: program.stdout().strip(), what="the child's number"))
        wait_until(
            lambda: not Path(f"/proc/{child}/cmdline").exists() or zombie(child), what="the child's end"
        )


def rings(program: App) -> list[float]:
    """How late each ring of the sample's timer came, in its own seconds."""
    whole, _, _ = program.stdout().rpartition("\n")
    return [float(line.split()[2]) for line in whole.splitlines() if line.startswith("rang")]


def zombie(pid: int) -> bool:
    try:
        return ") Z " in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return True


@needs(*requirements.BUS, "Xvfb", *requirements.TIME)
class TestClock:
    def test_an_evening_in_steps(self, app: AppMaker, tmp_path: Path) -> None:
        clock = Clock(tmp_path / "clock", NIGHT)
        program = app(clock=clock)
        program.start("listen", "every=1800")
        started = float(program.wait_for_line("started").split()[1])
        assert NIGHT.timestamp() <= started < NIGHT.timestamp() + 30
        real = time.monotonic()
        for step in range(1, 19):
            program.go(NIGHT + timedelta(seconds=started - NIGHT.timestamp() + 1800 * step + 1))
            wait_until(lambda: len(rings(program)) >= step, what=f"ring {step}")  # noqa: B023 - asked now
        assert time.monotonic() - real < 10 * PATIENCE
        assert len(rings(program)) == 18
        assert max(rings(program)) < 5

    def test_a_tray_icon_is_enough_to_be_woken(
        self, bus: Bus, x: Screen, app: AppMaker, tmp_path: Path
    ) -> None:
        with WatcherStub(bus.address), Tray(bus.address) as tray:
            program = app(screen=x, clock=Clock(tmp_path / "clock", NIGHT))
            program.start("every=1800")
            tray.wait_for_item()
            program.wait_for_line("started")
            program.go(NIGHT + timedelta(seconds=1900))
            program.wait_for_line("rang")

    def test_commands_and_later_starts_share_the_time(self, app: AppMaker, tmp_path: Path) -> None:
        clock = Clock(tmp_path / "clock", NIGHT)
        program = app(clock=clock)
        clock.forward(3600)
        assert abs(float(program.run("now").stdout) - NIGHT.timestamp() - 3600) < 5
        program.start()
        line = program.wait_for_line("started")
        assert abs(float(line.split()[1]) - clock.now().timestamp()) < 5
        with pytest.raises(ValueError, match="cannot go back"):
            clock.set(NIGHT)

    def test_a_killed_process_leaves_nothing_in_shared_memory(self, app: AppMaker, tmp_path: Path) -> None:
        program = app(clock=Clock(tmp_path / "clock", NIGHT))
        program.start()
        program.wait_for_line("started")
        number = program.pid
        program.kill9()
        assert not list(Path("/dev/shm").glob(f"*faketime*_{number}"))  # noqa: S108

    def test_the_wall_clock_alone_moves_without_the_timers(self, app: AppMaker, tmp_path: Path) -> None:
        clock = Clock(tmp_path / "clock", NIGHT, monotonic=False)
        program = app(clock=clock)
        program.start("listen", "every=1800")
        program.wait_for_line("started")
        program.go(NIGHT + timedelta(hours=1))
        stays(lambda: "rang" not in program.stdout(), 0.3, "a timer sleeps as long as the machine")
        clock.set(NIGHT - timedelta(hours=1))  # somebody sets it back
        assert float(program.run("now").stdout) < NIGHT.timestamp()

    def test_a_fast_clock(self, app: AppMaker) -> None:
        program = app(clock=FastClock(NIGHT, 600))
        program.start("every=300")
        wait_until(lambda: len(rings(program)) >= 3, 30, what="three rings")
        assert min(rings(program)) < 60  # the usual is under one second; a busy machine may take 100 ms

    def test_waking_reaches_only_that_program(self, bus: Bus, app: AppMaker, tmp_path: Path) -> None:
        program = app(clock=Clock(tmp_path / "clock", NIGHT))
        program.start("listen")
        program.wait_for_line("started")
        assert nudge(bus.address, program.pid) == 1
        with subprocess.Popen(["sleep", "600"]) as stranger:
            assert nudge(bus.address, stranger.pid) == 0
            stranger.kill()
