"""A thread that serves the channel: for an evening in a terminal, and for the tray on Windows.

No Qt. It waits for clients and serves them one after the other.
"""

import contextlib
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from crampguard.desktop import channel, poke
from crampguard.desktop.meanwhile import meanwhile
from crampguard.desktop.profile_lock import ProfileLock

_CLIENT_TIMEOUT = 2.0  # seconds for a client to send its line
_ACCEPT_RETRY = 1.0  # seconds until the next try, where a client cannot be let in


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

        def serve(client: channel.Connection) -> None:
            on_poke()
            word = _word_of(client)
            if word == poke.QUIT:
                leaving.enter_context(client)
                on_quit()
                return
            with client, contextlib.suppress(OSError):  # it has left
                if word == poke.FORWARD:
                    client.sendall(on_forward())

        stack.enter_context(meanwhile(partial(_accept, server, serve), stop=server.stop))
        yield


def _accept(server: channel.Server, serve: Callable[[channel.Connection], None]) -> None:
    while not server.stopped:
        try:
            client = server.accept()
        except OSError:  # it was stopped, the client has left, or the system has no descriptors left
            if not server.stopped:
                time.sleep(_ACCEPT_RETRY)
            continue
        if client is not None:
            serve(client)


def _word_of(client: channel.Connection) -> bytes:
    """The first word that the client sends; empty for a mere poke."""
    client.settimeout(_CLIENT_TIMEOUT)
    with contextlib.suppress(OSError):  # it says nothing, or has left
        return client.recv(poke.LONGEST).partition(b"\n")[0].partition(b" ")[0]
    return b""
