"""Start at login from inside a sandbox, over a portal that takes only what the specification allows."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crampguard.desktop import background_portal
from crampguard.desktop.login import PortalAutostart
from crampguard.desktop.portal import NAME, PATH, REQUEST
from tests.desktop.installations import installation
from tests.desktop.rig.bus import PROPERTIES, Bus, Call, Service, unknown_method
from tests.desktop.rig.requirements import needs_bus

pytestmark = needs_bus

OPTIONS = {"handle_token": "s", "reason": "s", "autostart": "b", "commandline": "as", "dbus-activatable": "b"}


class Portal(Service):
    """A desktop that decides about start at login. code: its response, 0 for yes; silent: it gives none."""

    def __init__(self, address: str, *, code: int = 0, allows: bool = True, silent: bool = False) -> None:
        self.asked: list[dict[str, Any]] = []
        self._code, self._allows, self._silent = code, allows, silent
        self._pending: tuple[str, bool, str] | None = None
        super().__init__(address, NAME)

    def answer(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        assert call.path == PATH
        if (call.interface, call.member) == (PROPERTIES, "Get"):
            assert (call.signature, call.body) == ("ss", (background_portal.INTERFACE, "version"))
            return "v", (("u", 2),)
        if (call.interface, call.member) != (background_portal.INTERFACE, "RequestBackground"):
            raise unknown_method(call)
        assert call.signature == "sa{sv}"
        parent, options = call.body
        assert parent == ""
        assert {name: signature for name, (signature, _value) in options.items()}.items() <= OPTIONS.items()
        self.asked.append({name: value for name, (_signature, value) in options.items()})
        client = call.sender[1:].replace(".", "_")
        handle = f"{PATH}/request/{client}/{self.asked[-1]['handle_token']}"
        self._pending = handle, self._allows and self.asked[-1]["autostart"], call.sender
        return "o", (handle,)

    def _send(self, message: Any) -> None:
        """The response comes after the reply."""
        super()._send(message)
        pending, self._pending = self._pending, None
        if pending is not None and not self._silent:
            handle, autostart, client = pending
            results = {"background": ("b", True), "autostart": ("b", autostart)}
            self.emit(handle, REQUEST, "Response", "ua{sv}", self._code, results, to=client)


@pytest.fixture
def login(profile: Path, monkeypatch: pytest.MonkeyPatch) -> PortalAutostart:
    monkeypatch.setattr(sys, "executable", str(installation(profile / "app")))
    return PortalAutostart()


def test_the_portal_is_asked_to_switch_it_on_and_off_and_the_answer_is_remembered(
    login: PortalAutostart, bus: Bus, profile: Path
) -> None:
    with Portal(bus.address) as portal:
        assert (login.why_not, login.enabled) == ("", False)
        login.enable()
        assert (login.enabled, PortalAutostart().enabled) == (True, True)
        login.disable()
        assert not login.enabled
        login.disable()
    assert [asked["autostart"] for asked in portal.asked] == [True, False]
    assert portal.asked[0]["commandline"] == [str(profile / "app/bin/crampguard")]


@pytest.mark.parametrize("refusal", [{"code": 1}, {"code": 2}, {"allows": False}], ids=str)
def test_a_desktop_that_refuses_is_an_error_and_it_stays_off(
    login: PortalAutostart, bus: Bus, refusal: dict[str, Any]
) -> None:
    with Portal(bus.address, **refusal), pytest.raises(OSError, match="did not allow"):
        login.enable()
    assert not login.enabled


def test_a_portal_that_never_decides_is_an_error_after_a_while(
    login: PortalAutostart, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background_portal, "_SECONDS", 0.3)
    with Portal(bus.address, silent=True), pytest.raises(OSError, match="does not answer"):
        login.enable()
    assert not login.enabled


def test_a_desktop_without_the_portal_is_a_reason_and_deleting_everything_still_works(
    login: PortalAutostart, bus: Bus
) -> None:
    assert "no portal" in login.why_not
    with pytest.raises(OSError, match="did not allow"):
        login.enable()
    login.disable()


def test_in_a_flatpak_check_tells_what_the_portal_granted(profile: Path, bus: Bus) -> None:
    environment = os.environ | {"FLATPAK_ID": "io.example.CrampGuard"}

    def told() -> dict[str, Any]:
        command = [sys.executable, "-m", "crampguard", "check", "--json"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return next(each for each in json.loads(done.stdout) if each["name"] == "start at login")

    assert (told()["well"], "no portal" in told()["found"]) == (False, True)
    with Portal(bus.address):
        assert told()["found"].startswith("off")
