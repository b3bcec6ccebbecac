"""Windows: a named pipe.

Windows shows the name of a pipe to every user and lets all of them connect. So each start makes a new name
and a secret and writes both into a file of the profile, where no other user reads. A client sends the secret
first.
"""

import contextlib
import errno
import hmac
import os
import secrets
from multiprocessing.connection import Client, Listener
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from crampguard.store import atomic

if TYPE_CHECKING:
    from multiprocessing.connection import _ConnectionBase

_SECRET = 32  # bytes
_SECONDS = 2.0  # for a client to send the secret


class PipeConnection:
    """One end of the pipe, with the methods of a socket."""

    def __init__(self, pipe: "_ConnectionBase[Any, Any]") -> None:
        self._pipe = pipe
        self._seconds: float | None = None

    def __enter__(self) -> "PipeConnection":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def settimeout(self, seconds: float) -> None:
        self._seconds = seconds

    def sendall(self, data: bytes) -> None:
        self._pipe.send_bytes(data)

    def recv(self, most: int) -> bytes:
        """What the other end sent in one go; b"" where it has left. TimeoutError; OSError for too much."""
        try:
            if not self._pipe.poll(self._seconds):
                raise TimeoutError
            return self._pipe.recv_bytes(most)
        except (EOFError, ConnectionError):
            return b""

    def close(self) -> None:
        self._pipe.close()


class PipeServer:
    """A listening pipe. path: the file that names it. OSError where it cannot be written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._secret = secrets.token_bytes(_SECRET)
        self._listener = Listener()
        self.stopped = False
        atomic.write(path, self._secret + os.fsencode(str(self._listener.address)), sync=False)

    def accept(self) -> PipeConnection | None:
        """The next client; None for one that does not know the secret. OSError after stop()."""
        client = PipeConnection(self._listener.accept())
        client.settimeout(_SECONDS)
        if self.stopped:
            client.close()
            raise OSError(errno.ESHUTDOWN, os.strerror(errno.ESHUTDOWN))
        with contextlib.suppress(OSError):  # it says nothing, or too much
            if hmac.compare_digest(client.recv(_SECRET), self._secret):
                return client
        client.close()
        return None

    def stop(self) -> None:
        """Ends the listening, also of a thread that waits for a client: it gets one. close() frees it."""
        self.stopped = True
        with contextlib.suppress(OSError):
            connect_to_pipe(self._path, _SECONDS).close()
        self._path.unlink(missing_ok=True)

    def close(self) -> None:
        self._listener.close()


def connect_to_pipe(path: Path, seconds: float) -> PipeConnection:
    """A connection to the running program, with a limit for each wait. OSError where none runs."""
    told = path.read_bytes()
    try:
        connection = PipeConnection(Client(os.fsdecode(told[_SECRET:])))
    except ValueError as error:  # nothing that could be the name of a pipe
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from error
    connection.settimeout(seconds)
    connection.sendall(told[:_SECRET])
    return connection
