"""A session bus, a strict notification server and a screen for the parts that talk to them."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.notified import Screen as Notified
from tests.desktop.rig.app import App, AppMaker
from tests.desktop.rig.bus import Bus, Link, session_bus
from tests.desktop.rig.display import Screen, screen
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.watched import Watch, Watching
from tests.moved_clock import at, evening

SAMPLE: list[str | Path] = [sys.executable, Path(__file__).parent / "rig" / "sample_client.py"]


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    """A private session bus that this process takes for its own."""
    with session_bus() as bus:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
        yield bus


@pytest.fixture
def server(bus: Bus, request: pytest.FixtureRequest) -> Iterator[StrictServer]:
    """A notification server; whatever it had to refuse fails the test. Its parameter says what it is like."""
    with StrictServer(bus.address, **getattr(request, "param", {})) as server:
        yield server
        assert server.refused == []


@pytest.fixture(name="screen")
def shown_on(qtbot: QtBot, server: StrictServer, tmp_path: Path) -> Iterator[Notified]:
    screen = Notified(qtbot, evening(tmp_path, at("2026-11-22 12:00")))
    yield screen
    screen.close()


@pytest.fixture
def link(bus: Bus) -> Iterator[Link]:
    with Link(bus.address) as client:
        yield client


@pytest.fixture
def x(bus: Bus) -> Iterator[Screen]:
    with screen() as running:
        yield running


@pytest.fixture
def app(bus: Bus, tmp_path: Path) -> Iterator[AppMaker]:
    """Make the sample client on the test's bus, offscreen unless a screen is given."""
    made: list[App] = []

    def make(**more: Any) -> App:
        made.append(App(SAMPLE, tmp_path, bus=bus.address, **more))
        return made[-1]

    yield make
    for program in made:
        program.close()


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
