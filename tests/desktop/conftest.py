"""A session bus and a strict notification server for the parts that talk to them."""

from collections.abc import Iterator

import pytest

from tests.desktop.rig.bus import Bus, session_bus
from tests.desktop.rig.strict_server import StrictServer


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    """A private session bus that this process takes for its own."""
    with session_bus() as bus:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
        yield bus


@pytest.fixture
def server(bus: Bus) -> Iterator[StrictServer]:
    """A notification server; whatever it had to refuse fails the test."""
    with StrictServer(bus.address) as server:
        yield server
        assert server.refused == []
