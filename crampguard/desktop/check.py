"""`crampguard check`: what works on this machine, and how to mend what does not. Nothing private is in it."""

import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection

from crampguard import __version__
from crampguard.desktop import poke
from crampguard.desktop.bus import BusError, connect
from crampguard.desktop.clock import SystemClock
from crampguard.desktop.notification_server import ADDRESS as NOTIFICATIONS
from crampguard.i18n import _
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.store.places import Places
from crampguard.store.settings import SettingsFile

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_TRAY_HOST = "org.kde.StatusNotifierWatcher"
_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `mend` says what helps where it is not well."""

    name: str
    well: bool
    found: str
    mend: str = ""

    def as_line(self) -> str:
        line = f"{'ok ' if self.well else '-- '} {self.name}: {self.found}"
        return line if self.well or not self.mend else f"{line}. {self.mend}"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def check(places: Places) -> list[Finding]:
    return [
        Finding("crampguard", True, __version__),
        Finding(
            "system", True, f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
        ),
        Finding("libraries", True, ", ".join(_versions())),
        _zone(),
        _diary(places),
        _settings(places),
        _running(places),
        *_session(),
    ]


def _versions() -> Iterator[str]:
    for name in ("PySide6-Essentials", "APScheduler", "jeepney"):
        yield f"{name} {version(name)}"
    yield f"SQLite {sqlite3.sqlite_version}"


def _zone() -> Finding:
    clock = SystemClock()
    return Finding("time zone", True, f"{clock.zone()}, {clock.now().astimezone(clock.zone()):%H:%M %z}")


def _diary(places: Places) -> Finding:
    try:
        Diary(places.diary).close()
    except StoreError as error:
        return Finding("diary", False, str(error), _("Make its folder yours and writable."))
    return Finding("diary", True, _("can be read and written"))


def _settings(places: Places) -> Finding:
    problems = SettingsFile(places.settings).read().problems
    if problems:
        count = _("{count} values make no sense").format(count=len(problems))
        return Finding("settings", False, count, _("`crampguard tonight` names them."))
    return Finding("settings", True, _("every value makes sense"))


def _running(places: Places) -> Finding:
    try:
        running = poke.ask(places.socket, b"") is not None
    except OSError as error:
        return Finding("tray program", False, str(error), _("`crampguard quit` and start it again."))
    if running:
        return Finding("tray program", True, _("is running"))
    return Finding("tray program", False, _("is not running"), _("Start it with `crampguard`."))


def _session() -> Iterator[Finding]:
    try:
        connection = connect()
    except BusError as error:
        yield Finding("session bus", False, str(error), _("Start CrampGuard inside your desktop session."))
        return
    with connection:
        yield Finding("session bus", True, _("answers"))
        yield _notifications(connection)
        yield _tray_host(connection)


def _notifications(connection: DBusConnection) -> Finding:
    server = _call(connection, NOTIFICATIONS, "GetServerInformation")
    abilities = _call(connection, NOTIFICATIONS, "GetCapabilities")
    if server is None or abilities is None:
        mend = _("Start a notification server, for example dunst; until then the tray icon tells.")
        return Finding("notifications", False, _("no server answers"), mend)
    name = " ".join((server[0], server[2]))
    if "actions" not in abilities[0]:
        mend = _("Nudges are shown; tick them in the tray menu.")
        return Finding("notifications", False, _("{server}, without buttons").format(server=name), mend)
    return Finding("notifications", True, _("{server}, with buttons").format(server=name))


def _tray_host(connection: DBusConnection) -> Finding:
    owned = _call(connection, _BUS, "NameHasOwner", "s", (_TRAY_HOST,))
    if owned is not None and owned[0]:
        return Finding("tray", True, _("this desktop shows tray icons"))
    mend = _("GNOME needs the AppIndicator extension. Without a tray the window opens instead.")
    return Finding("tray", False, _("no StatusNotifier host"), mend)


def _call(
    connection: DBusConnection,
    address: DBusAddress,
    method: str,
    signature: str | None = None,
    body: tuple[Any, ...] = (),
) -> tuple[Any, ...] | None:
    try:
        reply = connection.send_and_get_reply(
            new_method_call(address, method, signature, body), timeout=_SECONDS
        )
    except TimeoutError:
        return None
    found: tuple[Any, ...] = reply.body
    return None if reply.header.message_type is MessageType.error else found
