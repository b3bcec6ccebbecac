"""The older kind of tray, which Qt uses on X11 where there is no StatusNotifier host (as on Cinnamon)."""

import ctypes
import os


def has_xembed_tray() -> bool:
    """Whether a program on this X11 screen takes tray icons: it owns the selection made for that."""
    if os.environ.get("WAYLAND_DISPLAY"):
        return False  # Qt speaks Wayland there, which has no such tray
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    if not display:
        return False
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    name = b"_NET_SYSTEM_TRAY_S%d" % x11.XDefaultScreen(display)
    atom = ctypes.c_ulong(x11.XInternAtom(display, name, False))
    owner = x11.XGetSelectionOwner(display, atom)
    x11.XCloseDisplay(display)
    return bool(owner)
