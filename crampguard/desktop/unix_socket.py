"""Linux and macOS: a Unix socket, which belongs to this user alone."""

import contextlib
import errno
import os
import socket
import struct
import sys
import time
from pathlib import Path

from crampguard.i18n import _
from crampguard.store.places import make_own

assert sys.platform != "win32"  # noqa: S101 (elsewhere mypy skips the rest)

_RETRY = 0.02  # seconds between two tries to connect while the queue is full
_CREDENTIALS = struct.Struct("3i")  # process, user, group


class SocketServer:
    """A listening socket. OSError, with the file's name, where it cannot be made.

    The caller holds the lock of the profile, so a file that is there was left by a crash.
    """

    def __init__(self, path: Path) -> None:
        make_own(path.parent)
        path.unlink(missing_ok=True)
        self._path = path
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            self._socket.bind(str(path))
        except OSError as error:
            self._socket.close()
            raise OSError(error.errno, error.strerror, str(path)) from error
        path.chmod(0o600)
        self._socket.listen()
        self.stopped = False

    def fileno(self) -> int:
        return self._socket.fileno()

    def do_not_block(self) -> None:
        self._socket.setblocking(False)

    def accept(self) -> socket.socket | None:
        """The next client; None for another user's. OSError after stop()."""
        client, _address = self._socket.accept()
        if _is_of_this_user(client):
            return client
        client.close()
        return None

    def stop(self) -> None:
        """Ends the listening, also of a thread that waits for a client. close() then frees it."""
        self.stopped = True
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._path.unlink(missing_ok=True)

    def close(self) -> None:
        self._socket.close()


def connect_to_socket(path: Path, seconds: float) -> socket.socket:
    """A connection to the running program, with a limit for each wait. OSError where none runs."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(seconds)
        _connect(connection, path, seconds)
        if not _is_of_this_user(connection):
            raise PermissionError(errno.EACCES, _("another user has taken that place"), str(path))
    except BaseException:
        connection.close()
        raise
    return connection


def _is_of_this_user(connection: socket.socket) -> bool:
    """Whether the other process is the same user's. Where that is unknown, the file's mode protects us."""
    peer = getattr(socket, "SO_PEERCRED", None)  # Linux
    if peer is None:
        return True
    _pid, user, _group = _CREDENTIALS.unpack(
        connection.getsockopt(socket.SOL_SOCKET, peer, _CREDENTIALS.size)
    )
    return bool(user == os.getuid())


def _connect(connection: socket.socket, path: Path, seconds: float) -> None:
    """Retries while the queue is full: with a timeout set, connect() fails at once instead of waiting."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return connection.connect(str(path))
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise TimeoutError from None
            time.sleep(_RETRY)
