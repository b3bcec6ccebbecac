"""The channel to a program that tells the evening in a terminal: commands reach it as they reach the tray.

No Qt; each client has a thread, which only passes on what it says.
"""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crampguard.desktop import poke
from crampguard.desktop.profile_lock import ProfileLock
from crampguard.store.places import make_own

_CLIENT_TIMEOUT = 2.0  # seconds for a client to send its line


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True

    def __init__(self, path: Path, on_poke: Callable[[], None], on_quit: Callable[[], None]) -> None:
        self.on_poke, self.on_quit = on_poke, on_quit
        super().__init__(str(path), _Client)

    def verify_request(self, request: Any, _client_address: Any) -> bool:
        return poke.of_this_user(request)

    def handle_error(self, _request: Any, _client_address: Any) -> None:
        """A client that left early is no news."""


class _Client(socketserver.BaseRequestHandler):
    server: _Server
    request: socket.socket

    def handle(self) -> None:
        self.server.on_poke()
        self.request.settimeout(_CLIENT_TIMEOUT)
        word = self.request.recv(poke.LONGEST).split(maxsplit=1)
        if word[:1] == [poke.FORWARD]:
            self.request.sendall(poke.ELSEWHERE)
        elif word[:1] == [poke.QUIT]:
            self.server.on_quit()
            self.request.settimeout(None)
            self.request.recv(1)  # the asking process waits for the end of this one


@contextlib.contextmanager
def holding_profile(
    lock: Path, path: Path, on_poke: Callable[[], None], on_quit: Callable[[], None]
) -> Iterator[None]:
    """Holds the profile and listens to commands, on threads of its own.

    AlreadyRunning, or OSError where lock or socket cannot be made.
    """
    held = ProfileLock(lock)
    try:
        make_own(path.parent)
        path.unlink(missing_ok=True)  # we hold the lock, so it is left from a crash
        with _Server(path, on_poke, on_quit) as server:
            path.chmod(0o600)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield
            finally:
                server.shutdown()
                path.unlink(missing_ok=True)
    finally:
        held.release()
