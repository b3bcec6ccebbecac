"""The watch over clock, sleep and zone: on a system bus, in an /etc of its own, and in the whole program."""

import logging
import shutil
import socket
import subprocess
import sys
import threading
import time
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta, tzinfo
from importlib import resources
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crampguard.desktop import clock, steps
from crampguard.desktop.clock import SystemClock, zone_file
from crampguard.desktop.clock_watch import ClockWatch
from tests.desktop.rig.app import App, wait_until_it_runs
from tests.desktop.rig.bus import Bus, Link, Service, session_bus
from tests.desktop.rig.clock import Clock, local
from tests.desktop.rig.logind import LogindStub
from tests.desktop.rig.requirements import BUS, TIME, needs, needs_bus
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.waiting import stays, wait_until


class Watch:
    """A clock watch in this process, and what it reported."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.seen: list[str] = []
        self.clock = SystemClock()
        self.on_change: Callable[[], None] = lambda: None
        self._watch = ClockWatch(
            self.clock, on_resume=lambda: self.seen.append("resume"), on_change=self._changed
        )

    def check(self) -> None:
        self._watch.check()

    def stop(self) -> None:
        self._watch.stop()

    def wait_for(self, *seen: str) -> None:
        self.qtbot.waitUntil(lambda: tuple(self.seen) == seen)
        self.qtbot.wait(150)  # and nothing more; a change of the zone settles for 100 ms
        assert tuple(self.seen) == seen

    def _changed(self) -> None:
        self.seen.append("change")
        self.on_change()


Watching = Callable[[], Watch]


@pytest.fixture
def nowhere(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a system bus."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={profile}/no-bus")


@pytest.fixture
def watching(qtbot: QtBot, nowhere: None) -> Iterator[Watching]:
    """Opens a watch on the machine as it is by then."""
    with ExitStack() as stack:

        def open_watch() -> Watch:
            watch = Watch(qtbot)
            stack.callback(watch.stop)
            return watch

        yield open_watch


# Logind


@pytest.fixture
def system_bus(nowhere: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    with session_bus() as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        yield bus


@pytest.fixture
def logind(system_bus: Bus) -> Iterator[LogindStub]:
    with LogindStub(system_bus.address) as logind:
        yield logind


class Impostor(LogindStub):
    """Says what logind says, under a name of its own."""

    def __init__(self, address: str) -> None:
        Service.__init__(self, address, "org.example.impostor")


def wait_until_joined(watch: Watch, bus: Bus, connections: int = 2) -> None:
    """Until the watch is on the bus, and has told it what it wants to hear."""

    def connected() -> int:
        with Link(bus.address) as link:
            return sum(name.startswith(":") for name in link.names()) - 1

    watch.qtbot.waitUntil(lambda: connected() == connections)
    watch.qtbot.wait(20)


@needs_bus
def test_a_resume_that_logind_tells_of_is_reported_once(
    watching: Watching, logind: LogindStub, system_bus: Bus
) -> None:
    watch = watching()
    wait_until_joined(watch, system_bus)
    logind.about_to_sleep()
    watch.wait_for()
    logind.awake_again()
    watch.wait_for("resume")


@needs_bus
def test_a_resume_that_the_clocks_showed_already_is_not_reported_again_by_logind(
    watching: Watching, logind: LogindStub, system_bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept = [4000.0]
    monkeypatch.setattr(steps, "asleep", lambda: slept[0])
    watch = watching()
    wait_until_joined(watch, system_bus)
    for night in (1, 2):
        logind.about_to_sleep()
        watch.qtbot.wait(20)
        slept[0] += 3600
        watch.check()
        assert watch.seen == ["resume"] * night
        logind.awake_again()
        watch.wait_for(*["resume"] * night)
    logind.about_to_sleep()
    logind.awake_again()  # from a sleep that shows in no clock
    watch.wait_for(*["resume"] * 3)


@needs_bus
def test_a_logind_that_starts_later_is_heard_and_an_impostor_is_not(
    watching: Watching, system_bus: Bus
) -> None:
    watch = watching()
    wait_until_joined(watch, system_bus, connections=1)
    with LogindStub(system_bus.address) as logind:
        watch.qtbot.wait(20)
        with Impostor(system_bus.address) as impostor:
            impostor.awake_again()
            watch.wait_for()
        logind.awake_again()
        watch.wait_for("resume")


@needs_bus
def test_a_bus_that_goes_away_is_one_line_in_the_log(
    watching: Watching, logind: LogindStub, system_bus: Bus, caplog: pytest.LogCaptureFixture
) -> None:
    watch = watching()
    wait_until_joined(watch, system_bus)
    system_bus.kill()
    watch.qtbot.waitUntil(lambda: bool(caplog.messages))
    watch.wait_for()
    assert [message.split(":")[0] for message in caplog.messages] == ["the system bus went away"]


def test_no_bus_is_one_line_in_the_log(watching: Watching, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    watching().wait_for()
    assert caplog.messages == ["no system bus: No such file or directory"]


@pytest.mark.parametrize("greets", [False, True])
def test_a_bus_that_hangs_holds_nothing_up(
    watching: Watching,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    greets: bool,
) -> None:
    caplog.set_level(logging.INFO)
    path = tmp_path / "hangs"
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={path}")
    with socket.socket(socket.AF_UNIX) as hanging:
        hanging.bind(str(path))
        hanging.listen()
        bus = threading.Thread(target=_greet_and_hang, args=(hanging,), daemon=True)
        if greets:
            bus.start()
        before = time.monotonic()
        watch = watching()
        assert time.monotonic() - before < 0.5  # the start itself does not wait for it
        watch.qtbot.waitUntil(lambda: bool(caplog.messages))
        assert 0.9 < time.monotonic() - before < 2.5
        assert len(caplog.messages) == 1
        assert caplog.messages[0].startswith("no system bus: ")
        if greets:
            bus.join(5)


def _greet_and_hang(hanging: socket.socket) -> None:
    """A bus that lets everybody in and then says nothing, until its guest leaves."""
    guest, _address = hanging.accept()
    with guest:
        said = b""
        while data := guest.recv(1024):
            if b"AUTH" in (said := said + data) and b"BEGIN" not in said:
                guest.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")


# The zone


BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


@pytest.fixture
def etc(nowhere: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An /etc/localtime in a folder of its own, that leads to Berlin, and two zones to lead to."""
    zones = tmp_path / "zoneinfo"
    for name in (BERLIN, NEW_YORK):
        (zones / name).parent.mkdir(parents=True)
        shutil.copy(_rules(name), zones / name)
    etc = tmp_path / "etc"
    etc.mkdir()
    (etc / "localtime").symlink_to(zones / BERLIN)
    monkeypatch.delenv("TZ")
    monkeypatch.setattr(clock, "_LOCALTIME", etc / "localtime")
    return etc


def _rules(name: str) -> Path:
    with resources.as_file(resources.files("tzdata") / "zoneinfo" / name) as path:
        return path


def move(etc: Path, name: str) -> None:
    """As systemd does it: a new link in the place of the old one."""
    new = etc / "new"
    new.symlink_to(etc.parent / "zoneinfo" / name)
    new.replace(etc / "localtime")


def offset(zone: tzinfo) -> timedelta | None:
    return datetime(2026, 11, 22, tzinfo=zone).utcoffset()


def test_a_new_zone_is_reported_once_the_clock_has_it(watching: Watching, etc: Path) -> None:
    watch = watching()
    zones: list[str] = []
    watch.on_change = lambda: zones.append(str(watch.clock.zone()))
    move(etc, NEW_YORK)
    watch.wait_for("change")
    move(etc, BERLIN)
    watch.wait_for("change", "change")
    assert zones == [NEW_YORK, BERLIN]


def test_a_zone_that_was_copied_may_be_written_over(watching: Watching, etc: Path) -> None:
    (etc / "localtime").unlink()
    shutil.copy(_rules(BERLIN), etc / "localtime")
    watch = watching()
    shutil.copy(_rules(NEW_YORK), etc / "localtime")
    watch.wait_for("change")
    assert offset(watch.clock.zone()) == timedelta(hours=-5)


def test_new_rules_for_the_same_zone_are_taken_up_also_after_a_move(watching: Watching, etc: Path) -> None:
    zoneinfo.reset_tzpath(to=[etc.parent / "zoneinfo"])
    watch = watching()
    move(etc, NEW_YORK)
    watch.wait_for("change")
    new = etc.parent / "new-rules"  # as a package does it: a new file in the place of the old one
    shutil.copy(_rules("Asia/Tokyo"), new)
    new.replace(etc.parent / "zoneinfo" / NEW_YORK)
    watch.wait_for("change", "change")
    zoneinfo.reset_tzpath(to=())
    assert str(watch.clock.zone()) == NEW_YORK
    assert offset(watch.clock.zone()) == timedelta(hours=9)


def test_other_changes_in_the_folder_are_none(watching: Watching, etc: Path) -> None:
    watch = watching()
    (etc / "hosts").write_text("127.0.0.1 localhost")
    (etc / "hosts").unlink()
    move(etc, BERLIN)
    watch.wait_for()


def test_a_zone_that_tz_names_stays(watching: Watching, etc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", BERLIN)
    assert zone_file() is None
    watch = watching()
    move(etc, NEW_YORK)
    watch.wait_for()


def test_a_machine_without_a_zone_may_get_one(watching: Watching, etc: Path) -> None:
    (etc / "localtime").unlink()
    watch = watching()
    assert offset(watch.clock.zone()) == timedelta()
    move(etc, NEW_YORK)
    watch.wait_for("change")
    assert str(watch.clock.zone()) == NEW_YORK


# The whole program


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
    assert at_night.told() == ["Three things are due"]
    told = at_night.clock.now() - timedelta(seconds=time.monotonic() - at_night.server.only().at)
    assert timedelta() <= told - local(2026, 11, 22, 22, 20, 20) < timedelta(seconds=4)


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
    assert away.told() == ["Cool bedroom", "Three things are due"]
