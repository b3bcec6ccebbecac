"""Messages from a command in a terminal to the running tray, over the local socket. No Qt.

A connection alone is a poke: "the diary changed, read it again". Some send a word and get an answer.
"""

import contextlib
import errno
import os
import socket
import struct
import time
from pathlib import Path

from crampguard.desktop import activation
from crampguard.i18n import _

FORWARD = b"forward"  # come to the front; made by forward()
QUIT = b"quit"
HERE = b"here"  # done, in the same session
ELSEWHERE = b"elsewhere"  # it runs in another session of the same user

LONGEST = 512  # bytes of a word
_SECONDS = 3.0
_RETRY = 0.02  # seconds between two tries to connect while the queue is full
_CREDENTIALS = struct.Struct("3i")  # process, user, group


def poke(path: Path) -> bool:
    """Tells a running tray to read the diary again. Returns whether one runs."""
    with contextlib.suppress(OSError), _connected(path):
        return True
    return False


def ask(path: Path, word: bytes) -> bytes | None:
    """Sends the word and returns the answer; b"" if there is none, None if no tray runs.

    TimeoutError if it does not answer within 3 s, OSError where the socket may not be used.
    """
    try:
        with _connected(path) as connection:
            connection.sendall(word + b"\n")
            return connection.recv(LONGEST).strip()
    except (FileNotFoundError, ConnectionRefusedError):
        return None
    except ConnectionError:
        return b""


def forward() -> bytes:
    """The word that brings the running tray to the front: with this session, and the leave for it."""
    return b" ".join((FORWARD, session(), os.fsencode(activation.token_of_this_start())))


def session() -> bytes:
    """Identifies the desktop on which this process shows its windows."""
    return b"/".join(os.fsencode(os.environ.get(name, "")) for name in ("WAYLAND_DISPLAY", "DISPLAY"))


def of_this_user(connection: socket.socket) -> bool:
    """Whether the other process is the same user's. Where that is unknown, the file's mode protects us."""
    peer = getattr(socket, "SO_PEERCRED", None)  # Linux
    if peer is None:
        return True
    _pid, user, _group = _CREDENTIALS.unpack(
        connection.getsockopt(socket.SOL_SOCKET, peer, _CREDENTIALS.size)
    )
    return bool(user == os.getuid())


def _connected(path: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(_SECONDS)
        _connect(connection, path)
        if not of_this_user(connection):
            raise PermissionError(errno.EACCES, _("another user has taken that place"), str(path))
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(connection: socket.socket, path: Path) -> None:
    """Retries while the queue is full: with a timeout set, connect() fails at once instead of waiting."""
    deadline = time.monotonic() + _SECONDS
    while True:
        try:
            return connection.connect(str(path))
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise TimeoutError from None
            time.sleep(_RETRY)
