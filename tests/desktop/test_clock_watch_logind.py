"""The clock watch on a system bus: logind that sleeps and wakes, starts late, hangs or is not there."""

import logging
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crampguard.desktop import linux_steps
from tests.desktop.rig.bus import Bus, Link, Service, session_bus
from tests.desktop.rig.logind import LogindStub
from tests.desktop.rig.requirements import needs_bus
from tests.desktop.rig.waiting import PATIENCE
from tests.desktop.watched import Watch, Watching


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
    monkeypatch.setattr(linux_steps, "asleep", lambda: slept[0])
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
        assert caplog.messages == []  # the start itself does not wait for it
        watch.qtbot.waitUntil(lambda: bool(caplog.messages))
        assert 0.9 < time.monotonic() - before < 2.5 * PATIENCE
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
