"""Which programs the rig needs, and what a test does where they are absent.

On a developer's machine without them the tests are skipped, with the names of what is missing. On the build
server CRAMPGUARD_RIG=required turns that into a failure, because a skipped test there proves nothing and
nobody would notice.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

# Daemons that distributions keep outside PATH.
_ELSEWHERE = {
    "xfconfd": ("/usr/lib/*/xfce4/xfconf/xfconfd", "/usr/lib*/xfce4/xfconf/xfconfd", "/usr/libexec/xfconfd"),
    "xfce4-notifyd": ("/usr/lib/*/xfce4/notifyd/xfce4-notifyd", "/usr/lib*/xfce4/notifyd/xfce4-notifyd"),
    "at-spi-bus-launcher": ("/usr/libexec/at-spi-bus-launcher", "/usr/lib*/at-spi2-core/at-spi-bus-launcher"),
    "dconf-service": ("/usr/libexec/dconf-service", "/usr/lib*/dconf/dconf-service"),
    "libfaketimeMT.so.1": ("/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib*/faketime/libfaketimeMT.so.1"),
}

BUS = ("dbus-daemon",)
TIME = ("libfaketimeMT.so.1",)
TRAY = ("xfconfd", "xfce4-panel")
GNOME_SETTINGS = ("gsettings", "dconf-service")
DUNST = ("dunst", "dunstctl")
NOTIFYD = ("xfconfd", "xfce4-notifyd", "xdotool")
ASSISTANCE = (*BUS, "Xvfb", "openbox", "xdotool", "at-spi-bus-launcher", *TIME)
DESKTOP = tuple(dict.fromkeys((*BUS, "Xvfb", *TRAY, *DUNST, *NOTIFYD, *TIME, "xwininfo")))


def find(name: str) -> Path | None:
    """The program or library, or None."""
    for pattern in _ELSEWHERE.get(name, ()):
        for path in sorted(Path("/").glob(pattern.lstrip("/"))):
            return path
    found = shutil.which(name)
    return Path(found) if found else None


def program(name: str) -> Path:
    """The program or library; a clear error where there is none."""
    path = find(name)
    if path is None:
        raise RuntimeError(f"{name} is not installed, the rig needs it")
    return path


def missing(names: tuple[str, ...] = DESKTOP) -> list[str]:
    """What is absent of `names`."""
    if sys.platform != "linux":
        return list(names)
    return [name for name in names if find(name) is None]


def required() -> bool:
    """Whether absent programs are a failure here."""
    return os.environ.get("CRAMPGUARD_RIG") == "required"


def needs(*names: str) -> pytest.MarkDecorator:
    """A marker: skip where one of `names` is absent. Where the rig is required the test runs, and fails."""
    absent = missing(names or DESKTOP)
    return pytest.mark.skipif(
        bool(absent) and not required(), reason=f"programs not installed: {', '.join(absent)}"
    )


needs_bus = needs(*BUS)
needs_desktop = needs()
needs_assistance = needs(*ASSISTANCE)
