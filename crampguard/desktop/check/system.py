"""Reports versions, desktop and time zone."""

import contextlib
import os
import platform
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from crampguard import __version__
from crampguard.desktop import entry
from crampguard.desktop.check.finding import Finding
from crampguard.desktop.clock import ZoneSource, local_zone
from crampguard.i18n import _, language
from crampguard.routine.writing import listing, translation_note

_LIBRARIES = ("PySide6-Essentials", "APScheduler", "jeepney", "msgspec", "platformdirs")
_DISPLAYS = {"WAYLAND_DISPLAY": "Wayland", "DISPLAY": "X11"}


def system_findings() -> Iterator[Finding]:
    yield Finding("crampguard", True, __version__)
    yield Finding("system", True, listing(_system()))
    yield Finding("libraries", True, listing(_libraries()))
    yield _desktop()
    yield _zone()
    yield Finding("language", True, listing(filter(None, (language(), translation_note()))))


def _system() -> Iterator[str]:
    yield f"{platform.system()} {platform.release()}"
    with contextlib.suppress(OSError):
        yield platform.freedesktop_os_release()["PRETTY_NAME"]
    yield f"Python {platform.python_version()}"


def _libraries() -> Iterator[str]:
    for name in _LIBRARIES:
        with contextlib.suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"
    yield f"SQLite {sqlite3.sqlite_version}"


def _desktop() -> Finding:
    displays = [name for variable, name in _DISPLAYS.items() if os.environ.get(variable)]
    if not entry.XDG:
        return Finding("desktop", True, platform.system())
    if not displays:
        fix = _("Start CrampGuard inside your desktop session; its commands work here too.")
        return Finding("desktop", False, _("no display"), fix)
    return Finding("desktop", True, listing([os.environ.get("XDG_CURRENT_DESKTOP") or "?", *displays]))


def _zone() -> Finding:
    zone, source, problem = local_zone()
    found = f"{zone}, {datetime.now(zone):%H:%M %z}, {_source(source)}"
    if source is ZoneSource.NOTHING:
        fix = _("Set your zone in the system's settings, or with timedatectl set-timezone.")
        return Finding("time zone", False, found, fix)
    if problem:
        return Finding("time zone", False, found, _("Give TZ a name like Europe/Berlin, or unset it."))
    return Finding("time zone", True, found)


def _source(source: ZoneSource) -> str:
    return {
        ZoneSource.TZ: _("from TZ"),
        ZoneSource.LINK: _("from the link /etc/localtime"),
        ZoneSource.COPY: _("from /etc/localtime, a copied file"),
        ZoneSource.WINDOWS: _("from Windows"),
        ZoneSource.NOTHING: _("there is neither TZ nor /etc/localtime"),
    }[source]
