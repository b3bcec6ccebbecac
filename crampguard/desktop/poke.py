"""The word from a command in a terminal to the running tray, over the local socket. No Qt.

A connection alone is a poke: "the diary changed, look again". Some carry a word, and get an answer.
"""

import contextlib
import os
import socket
from pathlib import Path

FORWARD = b"forward"  # come to the front; followed by the asker's session
QUIT = b"quit"
HERE = b"here"  # done, in the asker's session
ELSEWHERE = b"elsewhere"  # it runs in another session of the same user

LONGEST = 256  # bytes of a word
_SECONDS = 3.0


def poke(path: Path) -> bool:
    """Tells a running tray to look again. Whether one runs."""
    with contextlib.suppress(OSError), _connected(path):
        return True
    return False


def ask(path: Path, word: bytes) -> bytes | None:
    """Sends the word and waits for the answer, b"" where it ends without one; None if no tray runs.

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


def session() -> bytes:
    """Names the desktop that this process shows its windows on."""
    return "/".join(os.environ.get(name, "") for name in ("WAYLAND_DISPLAY", "DISPLAY")).encode()


def _connected(path: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(_SECONDS)
        connection.connect(str(path))
    except BaseException:
        connection.close()
        raise
    return connection
