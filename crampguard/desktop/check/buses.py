"""Checks the session bus and the system bus. Without Qt, so that it works where Qt does not."""

from collections.abc import Iterator
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection

from crampguard.desktop.abilities import abilities
from crampguard.desktop.check.finding import Finding
from crampguard.desktop.check.xembed import has_xembed_tray
from crampguard.desktop.connect import BusError, connect
from crampguard.desktop.quiet import quiet_words
from crampguard.i18n import _, pgettext
from crampguard.routine.writing import listing

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_NOTIFICATIONS = DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
)
_TRAY_WATCHER = DBusAddress(
    "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"
)
_LOGIND = "org.freedesktop.login1"
_SECONDS = 3.0


def bus_findings() -> Iterator[Finding]:
    yield from _session()
    yield _suspend()


def _session() -> Iterator[Finding]:
    try:
        connection = connect()
    except BusError as error:
        yield Finding("session bus", False, str(error), _("Start CrampGuard inside your desktop session."))
        return
    with connection:
        yield Finding("session bus", True, pgettext("a bus", "answers"))
        yield _notifications(connection)
        yield _tray(connection)
    yield Finding("do not disturb", True, quiet_words())


def _notifications(connection: DBusConnection) -> Finding:
    server = _ask(connection, new_method_call(_NOTIFICATIONS, "GetServerInformation"), "ssss")
    announced = server and _ask(connection, new_method_call(_NOTIFICATIONS, "GetCapabilities"), "as")
    if server is None or announced is None:
        if _is_owned(connection, _NOTIFICATIONS.bus_name):
            fix = _("Restart your notification server, or log out and in again. CrampGuard does without it.")
            return Finding("notifications", False, _("the server does not answer"), fix)
        fix = _(
            "Start a notification server, for example dunst. Without one, nudges come in a window of "
            "CrampGuard's own; on Wayland the desktop chooses its place, and it may get the keyboard."
        )
        return Finding("notifications", False, _("there is no server"), fix)
    name, _vendor, version, _spec = server
    facts = {"server": f"{name} {version}", "abilities": listing(sorted(announced[0]))}
    if abilities(name, announced[0]).buttons:
        return Finding("notifications", True, _("{server}, with buttons ({abilities})").format(**facts))
    found = _("{server}, without buttons ({abilities})").format(**facts)
    return Finding("notifications", False, found, _("Nudges are shown; tick them in the tray menu."))


def _tray(connection: DBusConnection) -> Finding:
    """Asks the same question as Qt before it shows an icon."""
    host = _ask(connection, Properties(_TRAY_WATCHER).get("IsStatusNotifierHostRegistered"), "v")
    if host == (("b", True),):
        return Finding("tray", True, _("this desktop shows tray icons"))
    if has_xembed_tray():
        return Finding("tray", True, _("this desktop shows tray icons, through XEmbed"))
    fix = _("GNOME needs the AppIndicator extension. Without a tray, the window opens instead.")
    return Finding("tray", False, _("nothing here shows tray icons"), fix)


def _suspend() -> Finding:
    fix = _("CrampGuard notices the end of a suspend by its clock instead.")
    try:
        connection = connect("SYSTEM")
    except BusError as error:
        return Finding("suspend", False, _("no system bus: {reason}").format(reason=error), fix)
    with connection:
        owned = _is_owned(connection, _LOGIND)
    if owned:
        return Finding("suspend", True, _("logind reports it"))
    return Finding("suspend", False, _("no logind on the system bus"), fix)


def _is_owned(connection: DBusConnection, name: str) -> bool:
    return _ask(connection, new_method_call(_BUS, "NameHasOwner", "s", (name,)), "b") == (True,)


def _ask(connection: DBusConnection, call: Any, signature: str) -> tuple[Any, ...] | None:
    """The values of the answer; None without one in time, for an error, and for one of another kind."""
    try:
        reply = connection.send_and_get_reply(call, timeout=_SECONDS)
    except OSError:
        return None
    header = reply.header
    if header.message_type is MessageType.error or header.fields.get(HeaderFields.signature) != signature:
        return None
    return tuple(reply.body)
