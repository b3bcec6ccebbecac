"""The key for "Cramp now", over a portal on a private bus that takes only what the specification allows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from crampguard.desktop.bus import QtBus
from crampguard.desktop.portal import NAME, PATH, REQUEST
from crampguard.desktop.shortcut import (
    REGISTRY,
    SESSION,
    SHORTCUTS,
    PortalCrampKey,
    PortalShortcut,
)
from tests.desktop.rig.bus import Bus, Call, Refusal, Service, unknown_method
from tests.desktop.rig.requirements import needs_desktop
from tests.moved_clock import at, evening

pytestmark = needs_desktop

_SIGNATURES = {
    "Register": "sa{sv}",
    "CreateSession": "a{sv}",
    "BindShortcuts": "oa(sa{sv})sa{sv}",
    "Close": "",
}


class Portal(Service):
    """A desktop that grants a key. code: its response to BindShortcuts, 0 for yes."""

    def __init__(self, address: str, *, registry: bool = True, code: int = 0) -> None:
        self.calls: list[Call] = []
        self.session = ""
        self._pending: tuple[str, int, dict[str, Any], str] | None = None
        self._registry, self._code = registry, code
        super().__init__(address, NAME)

    def answer(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        self.calls.append(call)
        assert call.signature == _SIGNATURES[call.member]
        if call.interface == REGISTRY:
            if not self._registry:
                raise unknown_method(call)
            return "", ()
        if call.interface == SESSION:
            assert call.path == self.session
            return "", ()
        assert call.interface == SHORTCUTS
        options = call.body[-1]
        if call.member == "CreateSession" and self._registry and self.calls[0].member != "Register":
            raise Refusal("org.freedesktop.portal.Error.NotAllowed", "An app id is required")
        client = call.sender[1:].replace(".", "_")
        handle = f"{PATH}/request/{client}/{options['handle_token'][1]}"
        if call.member == "CreateSession":
            self.session = f"{PATH}/session/{client}/{options['session_handle_token'][1]}"
            self._respond(call, handle, 0, {"session_handle": ("s", self.session)})
        else:
            bound = [(id_, {"trigger_description": ("s", "Ctrl+Alt+K")}) for id_, _says in call.body[1]]
            self._respond(call, handle, self._code, {"shortcuts": ("a(sa{sv})", bound)})
        return "o", (handle,)

    def press(self, session: str, id_: str = "cramp_now") -> None:
        self.emit(PATH, SHORTCUTS, "Activated", "osta{sv}", session, id_, 1234, {})

    def _respond(self, call: Call, handle: str, code: int, results: dict[str, Any]) -> None:
        self._pending = (handle, code, results, call.sender)

    def _send(self, message: Any) -> None:
        """The response comes after the reply."""
        super()._send(message)
        pending, self._pending = self._pending, None
        if pending is not None:
            handle, code, results, client = pending
            self.emit(handle, REQUEST, "Response", "ua{sv}", code, results, to=client)


class Key:
    """The shortcut, what the desktop said of it, and how often it was pressed."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bus = QtBus()
        self.results: list[str | None] = []
        self.pressed = 0
        self._qtbot = qtbot
        self.shortcut = PortalShortcut(self.bus, self._on_pressed)

    def bind(self) -> str | None:
        self.shortcut.bind(self.results.append)
        self._qtbot.waitUntil(lambda: bool(self.results))
        (result,) = self.results
        return result

    def _on_pressed(self) -> None:
        self.pressed += 1


@pytest.fixture
def key(qtbot: QtBot, bus: Bus) -> Iterator[Key]:
    made = Key(qtbot)
    yield made
    made.bus.close()


@pytest.mark.parametrize("registry", [True, False])
def test_the_desktop_grants_a_key_and_each_press_is_heard(
    key: Key, bus: Bus, qtbot: QtBot, registry: bool
) -> None:
    with Portal(bus.address, registry=registry) as portal:
        assert key.bind() == "Ctrl+Alt+K"
        assert [call.member for call in portal.calls] == ["Register", "CreateSession", "BindShortcuts"]
        assert portal.calls[0].body == ("crampguard", {})
        portal.press(portal.session)
        portal.press(portal.session)
        qtbot.waitUntil(lambda: key.pressed == 2)


def test_a_key_of_another_program_is_not_ours(key: Key, bus: Bus, qtbot: QtBot) -> None:
    with Portal(bus.address) as portal:
        key.bind()
        portal.press(f"{PATH}/session/1_99/theirs")
        portal.press(portal.session, "another")
        portal.press(portal.session)
        qtbot.waitUntil(lambda: key.pressed > 0)
        assert key.pressed == 1


def test_a_user_who_cancels_gets_no_key(key: Key, bus: Bus) -> None:
    with Portal(bus.address, code=1):
        assert key.bind() is None


def test_a_desktop_without_the_portal_has_no_key(key: Key) -> None:
    assert key.bind() is None


def test_the_settings_keep_the_key_for_the_next_start(
    key: Key, bus: Bus, qtbot: QtBot, tmp_path: Path
) -> None:
    made = evening(tmp_path, at("2026-11-22 22:00"))
    kept = PortalCrampKey(key.shortcut, made.engine)
    with Portal(bus.address) as portal:
        kept.resume()
        kept.ask(key.results.append)
        qtbot.waitUntil(lambda: key.results == ["Ctrl+Alt+K"])
        assert kept.wanted
        first = portal.session
        kept.resume()
        qtbot.waitUntil(lambda: portal.session != first and len(portal.calls) == 7)
        portal.press(first)
        portal.press(portal.session)
        qtbot.waitUntil(lambda: key.pressed > 0)
        kept.give_up()
        qtbot.waitUntil(lambda: [call.member for call in portal.calls].count("Close") == 2)
        assert (key.pressed, kept.wanted) == (1, False)
    made.diary.close()
