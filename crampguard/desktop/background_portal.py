"""Start at login from inside a sandbox: the desktop's portal writes the entry (Background)."""

import errno
import os
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    MessageType,
    Properties,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection

from crampguard.desktop import portal
from crampguard.desktop.connect import BusError, connect
from crampguard.desktop.installation import program
from crampguard.i18n import _

INTERFACE = "org.freedesktop.portal.Background"

_PORTAL = DBusAddress(portal.PATH, portal.NAME, INTERFACE)
_SECONDS = 5.0  # for the desktop's decision; a window waits for it


def is_there() -> bool:
    """Whether this desktop has the portal."""
    try:
        with connect() as connection:
            return _returned(_call(connection, Properties(_PORTAL).get("version")), "v") is not None
    except (BusError, OSError):
        return False


def request_autostart(wanted: bool) -> None:
    """Switches start at login on or off. OSError where the desktop does not do it."""
    try:
        with connect() as connection:
            granted = _request(connection, wanted)
    except (BusError, TimeoutError) as error:
        raise OSError(errno.EIO, _("the desktop's portal does not answer")) from error
    if not granted:
        raise OSError(errno.EACCES, _("the desktop did not allow it"))


def _request(connection: DBusConnection, wanted: bool) -> bool:
    """Calls the portal, which answers twice: at once, and with a signal once it is decided."""
    token = f"crampguard_{os.getpid()}"
    client = connection.unique_name[1:].replace(".", "_")
    decided = MatchRule(
        type="signal",
        interface=portal.REQUEST,
        member="Response",
        path=f"{portal.PATH}/request/{client}/{token}",
    )
    options = {
        "handle_token": ("s", token),
        "reason": ("s", _("To remind you in the evening, CrampGuard starts when you log in.")),
        "autostart": ("b", wanted),
        "commandline": ("as", program()),
    }
    with connection.filter(decided) as responses:
        _call(connection, message_bus.AddMatch(decided))
        request = new_method_call(_PORTAL, "RequestBackground", "sa{sv}", ("", options))
        if _returned(_call(connection, request), "o") is None:
            return False
        response = connection.recv_until_filtered(responses, timeout=_SECONDS)
    if response.header.fields.get(HeaderFields.signature) != "ua{sv}":
        return False
    code, results = response.body
    return bool(code == portal.GRANTED and results.get("autostart") == ("b", wanted))


def _call(connection: DBusConnection, call: Any) -> Any:
    return connection.send_and_get_reply(call, timeout=_SECONDS)


def _returned(reply: Any, signature: str) -> Any:
    """The body of a successful reply with that signature, else None."""
    header = reply.header
    returned = header.message_type is MessageType.method_return
    return reply.body if returned and header.fields.get(HeaderFields.signature) == signature else None
