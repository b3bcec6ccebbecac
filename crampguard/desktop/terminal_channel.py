"""A thread that serves the channel: for an evening in a terminal, and for the tray on Windows.

No Qt. It waits for clients and serves them one after the other.
"""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from crampguard.desktop import channel, poke
from crampguard.desktop.meanwhile import meanwhile
from crampguard.desktop.profile_lock import ProfileLock

_CLIENT_TIMEOUT = 2.0  # seconds for a client to send its line


@contextlib.contextmanager
def holding_profile(
    lock: Path,
    path: Path,
    on_poke: Callable[[], None],
    on_quit: Callable[[], None],
    on_forward: Callable[[], bytes] = lambda: poke.ELSEWHERE,
) -> Iterator[None]:
    """Holds the profile and listens to commands. Each on_... is called on a thread of its own.

    on_forward: the user started the program again; gives the answer. AlreadyRunning, or OSError where lock or
    channel cannot be made.
    """
    with contextlib.ExitStack() as stack:
        leaving = stack.enter_context(contextlib.ExitStack())  # whoever asked us to quit waits for our end
        stack.callback(ProfileLock(lock).release)
        server = stack.enter_context(contextlib.closing(channel.Server(path)))
        serve = _Service(server, leaving, on_poke, on_quit, on_forward)
        stack.enter_context(meanwhile(serve, stop=server.stop))
        yield


class _Service:
    def __init__(
        self,
        server: channel.Server,
        leaving: contextlib.ExitStack,
        on_poke: Callable[[], None],
        on_quit: Callable[[], None],
        on_forward: Callable[[], bytes],
    ) -> None:
        self._server = server
        self._leaving = leaving
        self._on_poke, self._on_quit, self._on_forward = on_poke, on_quit, on_forward

    def __call__(self) -> None:
        with contextlib.suppress(OSError):  # the server was stopped
            while True:
                client = self._server.accept()
                if client is not None:
                    self._serve(client)

    def _serve(self, client: channel.Connection) -> None:
        if self._answer(client) == poke.QUIT:
            self._leaving.enter_context(client)
            self._on_quit()
        else:
            client.close()

    def _answer(self, client: channel.Connection) -> bytes:
        """The word that the client sends, answered; empty for a mere poke."""
        self._on_poke()
        client.settimeout(_CLIENT_TIMEOUT)
        with contextlib.suppress(OSError):  # it says nothing, or has left
            word = client.recv(poke.LONGEST).partition(b"\n")[0].partition(b" ")[0]
            if word == poke.FORWARD:
                client.sendall(self._on_forward())
            return word
        return b""
