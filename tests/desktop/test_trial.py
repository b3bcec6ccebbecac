"""The test notification of the welcome: there and back by a real bus and a strict server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crampguard.desktop.bus import QtBus
from crampguard.desktop.presenting import Picture
from crampguard.desktop.trial import NotificationTrial
from tests.desktop.rig.bus import Bus
from tests.desktop.rig.requirements import needs_bus
from tests.desktop.rig.strict_server import StrictServer

pytestmark = needs_bus


class Tried:
    """A trial and what it told so far."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._bus = QtBus()
        self.trial = NotificationTrial(self._bus, lambda: Picture(2, bytes(16)))
        self.told: list[str] = []

    def send(self) -> None:
        self.trial(self.told.append)

    def wait_for(self, *told: str) -> None:
        self._qtbot.waitUntil(lambda: self.told == list(told))

    def close(self) -> None:
        self._bus.close()


@pytest.fixture
def tried(qtbot: QtBot, bus: Bus) -> Iterator[Tried]:
    tried = Tried(qtbot)
    yield tried
    tried.close()


def test_a_click_comes_back_and_takes_it_down(qtbot: QtBot, tried: Tried, server: StrictServer) -> None:
    tried.send()
    tried.wait_for("sent")
    server.press(server.only().id, "ok")
    tried.wait_for("sent", "clicked")
    assert server.open == {}


def test_closed_without_a_click_it_has_gone(tried: Tried, server: StrictServer) -> None:
    tried.send()
    tried.wait_for("sent")
    server.dismiss(server.only().id)
    tried.wait_for("sent", "gone")


def test_a_second_try_replaces_the_first(tried: Tried, server: StrictServer) -> None:
    tried.send()
    tried.wait_for("sent")
    tried.send()
    tried.wait_for("sent", "sent")
    assert len(server.open) == 1


def test_a_server_without_buttons_is_told_apart(qtbot: QtBot, bus: Bus, tmp_path: Path) -> None:
    with StrictServer(bus.address, capabilities=["body"]) as server:
        tried = Tried(qtbot)
        tried.send()
        tried.wait_for("no buttons")
        assert server.only().actions == ()
        tried.close()


def test_without_a_server_nobody_takes_it(tried: Tried) -> None:
    tried.send()
    tried.wait_for("nobody")


def test_a_click_on_another_notification_proves_nothing(tried: Tried, server: StrictServer) -> None:
    tried.send()
    tried.wait_for("sent")
    server.press(4711, "ok", anyway=True)
    server.press(server.only().id, "ok")
    tried.wait_for("sent", "clicked")
