"""Messages from a command in a terminal to the running tray, over the channel. No Qt.

A connection alone is a poke: "the diary changed, read it again". Some send a word and get an answer.
"""

import contextlib
import os
from pathlib import Path

from crampguard.desktop import activation
from crampguard.desktop.channel import connect

FORWARD = b"forward"  # come to the front; made by forward()
QUIT = b"quit"
HERE = b"here"  # done, in the same session
ELSEWHERE = b"elsewhere"  # it runs in another session of the same user

LONGEST = 512  # bytes of a word
_SECONDS = 3.0


def poke(path: Path) -> bool:
    """Tells a running tray to read the diary again. Returns whether one runs."""
    with contextlib.suppress(OSError), connect(path, _SECONDS):
        return True
    return False


def ask(path: Path, word: bytes) -> bytes | None:
    """Sends the word and returns the answer; b"" if there is none, None if no tray runs.

    TimeoutError if it does not answer within 3 s, OSError where the channel may not be used.
    """
    try:
        with connect(path, _SECONDS) as connection:
            connection.sendall(word + b"\n")
            return connection.recv(LONGEST).strip()
    except (FileNotFoundError, ConnectionRefusedError):
        return None
    except ConnectionError:
        return b""


def forward() -> bytes:
    """The word that brings the running tray to the front: with this session, and the token for it."""
    return b" ".join((FORWARD, session(), os.fsencode(activation.token_of_this_start())))


def session() -> bytes:
    """Identifies the desktop on which this process shows its windows."""
    return b"/".join(os.fsencode(os.environ.get(name, "")) for name in ("WAYLAND_DISPLAY", "DISPLAY"))
