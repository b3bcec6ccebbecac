"""The desktop's permission to bring a window to the front.

A Wayland compositor raises a window only with a token that stems from what the user has just done: pressed a
notification's button, or started the program from the menu. Qt takes it from the environment of the process
when it next activates a window, and removes it there.
"""

import contextlib
import os
import sys
from collections.abc import Iterator

_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 (the name of a variable)
_X11_ID = "DESKTOP_STARTUP_ID"
_ANY_PROCESS = -1
_STARTUPINFO, _FLAGS = 26, 15  # its length and where its flags are, in units of four bytes
_BY_SHORTCUT = 0x800  # STARTF_TITLEISLINKNAME


def token_of_this_start() -> str:
    """The token that the menu gave to this process; empty where there is none.

    Windows has no tokens: there this process, which the user has just started, lets others come to the front.
    """
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
    return os.environ.get(_TOKEN, "")


def started_from_menu() -> bool:
    """Whether a menu or launcher started this process, and the user waits for a window.

    os.environ is as it was at the start, whatever Qt has taken from the environment.
    """
    if sys.platform == "win32":
        import ctypes

        info = (ctypes.c_uint32 * _STARTUPINFO)()
        ctypes.windll.kernel32.GetStartupInfoW(info)
        return bool(info[_FLAGS] & _BY_SHORTCUT)
    return any(os.environ.get(name) for name in (_TOKEN, _X11_ID))


@contextlib.contextmanager
def using_token(token: str) -> Iterator[None]:
    """What is opened inside may come to the front with this token, if there is one."""
    if not token or not token.isprintable():  # it may come from another process
        yield
        return
    os.putenv(_TOKEN, token)  # os.environ would keep it after Qt has removed it
    try:
        yield
    finally:
        os.unsetenv(_TOKEN)
