"""Runs CrampGuard on this machine as it runs on Windows: `python windows_side.py COMMAND...`.

What Windows lacks is taken away, and sys.platform says win32. The libraries are imported before that, so that
they still work. What Windows has instead is made of what is here: its locks of flock, its pipe of a socket.
"""

import ctypes
import fcntl
import multiprocessing.connection
import os
import runpy
import socket
import sys
import time
import types

import apscheduler.schedulers.blocking
import platformdirs
import tzlocal
from PySide6 import QtWidgets

LIBRARIES = apscheduler, platformdirs, tzlocal, QtWidgets


def locking(descriptor: int, how: int, _bytes: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | how)
    except BlockingIOError as error:
        raise PermissionError(*error.args) from error


def no_key(*_words: object, **_more: object) -> None:
    raise FileNotFoundError


def stand_in(name: str, **content: object) -> types.ModuleType:
    module = types.ModuleType(name)
    vars(module).update(content)
    return module


def become_windows() -> None:
    # multiprocessing keeps a socket module of its own, with all that it had
    multiprocessing.connection.socket = stand_in("socket", **vars(socket))  # type: ignore[attr-defined]
    libraries = {
        "user32": stand_in("user32", AllowSetForegroundWindow=bool),
        "kernel32": stand_in("kernel32", GetStartupInfoW=bool),
    }
    ctypes.windll = stand_in("windll", **libraries)  # type: ignore[attr-defined]
    sys.modules["msvcrt"] = stand_in("msvcrt", locking=locking, LK_LOCK=0, LK_NBLCK=fcntl.LOCK_NB)
    sys.modules["winreg"] = stand_in("winreg", HKEY_CURRENT_USER=None, OpenKey=no_key)
    for name in ("fcntl", "jeepney", "crampguard.desktop.timerfd", "crampguard.desktop.unix_socket"):
        sys.modules[name] = None  # type: ignore[assignment]
    del socket.AF_UNIX, socket.socketpair, os.getuid, os.geteuid, time.tzset
    sys.platform = "win32"


if __name__ == "__main__":
    become_windows()
    runpy.run_module("crampguard", run_name="__main__", alter_sys=True)
