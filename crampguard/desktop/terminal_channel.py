"""The channel to a program that tells the evening in a terminal: commands reach it as they reach the tray.

No Qt: one thread waits for clients and serves them one after the other.
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from crampguard.desktop import poke
from crampguard.desktop.profile_lock import ProfileLock
from crampguard.store.places import make_own

_CLIENT_TIMEOUT = 2.0  # seconds for a client to send its line


@contextlib.contextmanager
def holding_profile(
    lock: Path, path: Path, on_poke: Callable[[], None], on_quit: Callable[[], None]
) -> Iterator[None]:
    """Holds the profile and listens to commands. on_poke and on_quit are called on a thread of their own.

    AlreadyRunning, or OSError where lock or socket cannot be made.
    """
    with contextlib.ExitStack() as stack:
        leaving = stack.enter_context(contextlib.ExitStack())  # whoever asked us to quit waits for our end
        stack.callback(ProfileLock(lock).release)
        make_own(path.parent)
        path.unlink(missing_ok=True)  # we hold the lock, so it is left from a crash
        listening = stack.enter_context(socket.socket(socket.AF_UNIX))
        listening.bind(str(path))
        stack.callback(path.unlink, missing_ok=True)
        path.chmod(0o600)
        listening.listen()
        thread = threading.Thread(target=_serve, args=(listening, leaving, on_poke, on_quit), daemon=True)
        thread.start()
        stack.callback(thread.join)
        stack.callback(listening.shutdown, socket.SHUT_RDWR)  # ends the thread's wait
        yield


def _serve(
    listening: socket.socket,
    leaving: contextlib.ExitStack,
    on_poke: Callable[[], None],
    on_quit: Callable[[], None],
) -> None:
    with contextlib.suppress(OSError):  # the socket was shut down
        while True:
            client, _address = listening.accept()
            if poke.of_this_user(client) and _answer(client, on_poke) == poke.QUIT:
                leaving.enter_context(client)
                on_quit()
            else:
                client.close()


def _answer(client: socket.socket, on_poke: Callable[[], None]) -> bytes:
    """The word that the client sends, answered; empty for a mere poke."""
    on_poke()
    client.settimeout(_CLIENT_TIMEOUT)
    with contextlib.suppress(OSError):  # it says nothing, or has left
        word = client.recv(poke.LONGEST).partition(b"\n")[0].partition(b" ")[0]
        if word == poke.FORWARD:
            client.sendall(poke.ELSEWHERE)
        return word
    return b""
