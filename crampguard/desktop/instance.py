"""One tray program for each profile. A lock decides which; other processes reach it over a Unix socket.

The socket alone is not enough: after a crash, two starts can both believe they are the first. It is a plain
socket on the Qt loop, because QtNetwork would cost memory for something that takes a few lines.
"""

import contextlib
import errno
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer

from crampguard.desktop import activation, poke, unix_socket
from crampguard.desktop.profile_lock import ProfileLock

assert sys.platform != "win32"  # noqa: S101 (elsewhere mypy skips the rest)

_MAX_CLIENTS = 16  # at once; for one more, the oldest is closed
_CLIENT_TIMEOUT = 2000  # milliseconds for a client to send its line
_POKE_INTERVAL = 100  # milliseconds in which all pokes count as one
_ACCEPT_RETRY = 1000  # milliseconds until the next try, where the system has no descriptors left

_CLIENT_GONE = (errno.EAGAIN, errno.ECONNABORTED)  # it left before it was accepted


class Instance:
    """Holds the profile until release(). Clients of the socket are limited in number, time and size.

    on_poke: other processes changed the diary. on_forward: the user started the program again. on_quit: the
    user wants it to end. Raises AlreadyRunning, or OSError where lock or socket cannot be made.
    """

    def __init__(
        self,
        lock: Path,
        path: Path,
        *,
        on_poke: Callable[[], None],
        on_forward: Callable[[], None],
        on_quit: Callable[[], None],
    ) -> None:
        self._on_poke, self._on_forward, self._on_quit = on_poke, on_forward, on_quit
        self._lock = ProfileLock(lock)
        self._socket = unix_socket.SocketServer(path)
        self._socket.do_not_block()
        self._clients: list[_Client] = []
        self._incoming = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read)
        self._incoming.activated.connect(self._accept)
        self._accept_again = QTimer(singleShot=True, interval=_ACCEPT_RETRY)
        self._accept_again.timeout.connect(lambda: self._incoming.setEnabled(True))
        self._poke_soon = QTimer(singleShot=True, interval=_POKE_INTERVAL)
        self._poke_soon.timeout.connect(lambda: self._on_poke())

    def release(self) -> None:
        """Frees the profile for the next start. A process that asked to quit sees its connection end."""
        self._accept_again.stop()
        self._poke_soon.stop()
        self._incoming.setEnabled(False)
        self._socket.stop()
        self._socket.close()
        self._lock.release()  # before the asking process sees the end, because it may start the program next
        for client in self._clients:
            client.close()

    def _accept(self) -> None:
        """Accepts one client at a time, so that the rest of the program keeps running in between."""
        try:
            connection = self._socket.accept()
        except OSError as error:
            if error.errno not in _CLIENT_GONE:
                # The client still waits, so the notifier would fire again at once, at full speed.
                self._incoming.setEnabled(False)
                self._accept_again.start()
            return
        if connection is None:
            return
        # A notifier must not be deleted inside its own signal, so closed clients are removed here.
        self._clients = [client for client in self._clients if client.is_open]
        if len(self._clients) == _MAX_CLIENTS:
            self._clients.pop(0).close()
        self._clients.append(_Client(connection, self._answer_to))
        if not self._poke_soon.isActive():
            self._poke_soon.start()

    def _answer_to(self, line: bytes) -> bytes | None:
        """The answer to a line; None keeps the connection open until the program ends."""
        word, session, token = (*line.split(b" ", 2), b"", b"")[:3]
        if word == poke.QUIT:
            self._incoming.setEnabled(False)  # a new client must not push out the one that is waiting
            self._on_quit()
            return None
        if word != poke.FORWARD:
            return b""
        if session != poke.session():
            return poke.ELSEWHERE
        with activation.using_token(token.decode(errors="ignore")):
            self._on_forward()
        return poke.HERE


class _Client:
    """Another process at the socket: one line and one answer."""

    def __init__(self, connection: socket.socket, answer: Callable[[bytes], bytes | None]) -> None:
        connection.setblocking(False)
        self._connection = connection
        self._answer = answer
        self._received = b""
        self._readable = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read)
        self._readable.activated.connect(self._read)
        self._timeout = QTimer(singleShot=True, interval=_CLIENT_TIMEOUT)
        self._timeout.timeout.connect(self.close)
        self._timeout.start()

    @property
    def is_open(self) -> bool:
        return self._connection.fileno() >= 0

    def close(self) -> None:
        self._timeout.stop()
        self._readable.setEnabled(False)
        self._connection.close()

    def _read(self) -> None:
        try:
            more = self._connection.recv(poke.LONGEST)
        except OSError:
            more = b""
        self._received += more
        line, end, _rest = self._received.partition(b"\n")
        if end:
            answer = self._answer(line)
            if answer is None:
                self._timeout.stop()
                self._readable.setEnabled(False)
                return
            with contextlib.suppress(OSError):
                self._connection.send(answer)
        if end or not more or len(self._received) > poke.LONGEST:
            self.close()
