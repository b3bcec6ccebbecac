"""A key for "Cramp now" that works in every program, through the desktop's portal (GlobalShortcuts).

The desktop asks the user which key, keeps it, and shows it in its own keyboard settings. Plasma, GNOME from
48 on and Hyprland have this portal.
"""

import itertools
import os
from collections.abc import Callable
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message

from crampguard.desktop.bus import QtBus, is_return, sender
from crampguard.desktop.installation import APP_ID
from crampguard.desktop.portal import GRANTED, NAME, PATH, REQUEST
from crampguard.engine import Engine
from crampguard.i18n import _

SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
SESSION = "org.freedesktop.portal.Session"
REGISTRY = "org.freedesktop.host.portal.Registry"

_PORTAL = DBusAddress(PATH, NAME, SHORTCUTS)
_REGISTRY = DBusAddress(PATH, NAME, REGISTRY)
_ID = "cramp_now"
_SETTING = "cramp_now.shortcut"
_SUGGESTED = "CTRL+ALT+k"

OnResult = Callable[[str | None], object]


class PortalShortcut:
    """Not there until `bind`. on_pressed is called whenever the key is pressed."""

    def __init__(self, bus: QtBus, on_pressed: Callable[[], object]) -> None:
        self._bus = bus
        self._on_pressed = on_pressed
        self._tokens = (f"crampguard_{os.getpid()}_{number}" for number in itertools.count())
        self._token = ""  # of the request whose response is awaited
        self._portal = ""  # the unique name that may respond
        self._on_response: Callable[[dict[str, Any] | None], None] = _ignore
        self._session = ""
        responded = MatchRule(type="signal", interface=REQUEST, member="Response")
        bus.on_signal(responded, "ua{sv}", self._responded)
        pressed = MatchRule(type="signal", interface=SHORTCUTS, member="Activated")
        bus.on_signal(pressed, "osta{sv}", self._activated)

    def bind(self, on_result: OnResult) -> None:
        """Asks the desktop for the key: on_result gets its name, perhaps "", or None where there is none.

        The desktop may show a dialog first. Where it has granted the key before, it usually does not.
        """

        def registered(reply: Message) -> None:  # an older portal has no registry and works all the same
            self._portal = sender(reply)
            self._request("CreateSession", "a{sv}", (), created, session_handle_token=next(self._tokens))

        def created(results: dict[str, Any] | None) -> None:
            self._session = _value(results or {}, "session_handle", "s")
            if not self._session:
                on_result(None)
                return
            says = {"description": ("s", _("Cramp now")), "preferred_trigger": ("s", _SUGGESTED)}
            wanted = (self._session, [(_ID, says)], "")
            self._request("BindShortcuts", "oa(sa{sv})sa{sv}", wanted, bound)

        def bound(results: dict[str, Any] | None) -> None:
            shortcuts = dict(_value(results or {}, "shortcuts", "a(sa{sv})") or ())
            if _ID not in shortcuts:
                self._session = ""
            on_result(_value(shortcuts[_ID], "trigger_description", "s") if _ID in shortcuts else None)

        self.release()
        self._bus.join()
        self._bus.call(_REGISTRY, "Register", "sa{sv}", (APP_ID, {}), registered)

    def release(self) -> None:
        """The key means nothing to us any more."""
        if self._session:
            session = DBusAddress(self._session, NAME, SESSION)
            self._session = ""
            self._bus.call(session, "Close", "", (), _ignore)

    def _request(
        self,
        method: str,
        signature: str,
        body: tuple[Any, ...],
        on_response: Callable[[dict[str, Any] | None], None],
        **options: str,
    ) -> None:
        """A call that the portal answers twice: at once, and with a signal once the user has decided."""
        token = self._token = next(self._tokens)
        self._on_response = on_response
        given = {name: ("s", value) for name, value in options.items()} | {"handle_token": ("s", token)}

        def replied(reply: Message) -> None:
            if is_return(reply, "o"):
                self._portal = sender(reply)
            elif self._token == token:
                self._token = ""
                on_response(None)

        self._bus.call(_PORTAL, method, signature, (*body, given), replied)

    def _responded(self, message: Message) -> None:
        path = str(message.header.fields.get(HeaderFields.path, ""))
        if not self._token or not path.endswith(f"/{self._token}") or sender(message) != self._portal:
            return
        code, results = message.body
        self._token = ""
        self._on_response(results if code == GRANTED else None)

    def _activated(self, message: Message) -> None:
        session, id_, *_rest = message.body
        if session == self._session and id_ == _ID:
            self._on_pressed()


class PortalCrampKey:
    """The key as the settings keep it, so that it is there again after a start."""

    def __init__(self, shortcut: PortalShortcut, engine: Engine) -> None:
        self._shortcut, self._engine = shortcut, engine

    @property
    def wanted(self) -> bool:
        return self._engine.settings.cramp_shortcut

    def resume(self) -> None:
        """At a start: asks for the key again if it is wanted."""
        if self.wanted:
            self._shortcut.bind(_ignore)

    def ask(self, on_result: OnResult) -> None:
        """As `bind`; a key that is granted is wanted from now on."""

        def bound(key: str | None) -> None:
            if key is not None:
                self._engine.choose({_SETTING: True})
            on_result(key)

        self._shortcut.bind(bound)

    def give_up(self) -> None:
        self._shortcut.release()
        self._engine.choose({_SETTING: None})


def _ignore(_result: object) -> None:
    """For a result that is not needed."""


def _value(results: dict[str, Any], key: str, signature: str) -> Any:
    """A value of that type; "" where there is none."""
    found, value = results.get(key, ("", ""))
    return value if found == signature else ""
