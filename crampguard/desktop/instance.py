"""One tray for each profile. The lock decides who it is; the socket is how the others reach it.

The socket alone would not do: after a crash two starters can both believe they are the first. It is a plain
one on the Qt loop, because QtNetwork would cost memory for what few lines do.
"""

import contextlib
import errno
import socket
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer

from crampguard.desktop import poke
from crampguard.desktop.profile_lock import ProfileLock
from crampguard.store.places import make_own

_VISITORS = 16  # at once; the one that has been there longest makes room
_PATIENCE = 2000  # milliseconds for a visitor's word
_POKES = 100  # milliseconds in which all pokes are one
_OUT_OF_BREATH = 1000  # milliseconds until the next try, where the system has no descriptors left

_NOBODY_THERE = (errno.EAGAIN, errno.ECONNABORTED)  # it left before it was let in


class Instance:
    """Holds the profile until release(). Whatever comes in over the socket costs little, and keeps nothing.

    on_poke: another process changed the diary, or several have. on_forward: the user started the program
    again. on_quit: the user wants it to end. AlreadyRunning, or OSError where lock or socket cannot be made.
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
        self._path = path
        self._on_poke, self._on_forward, self._on_quit = on_poke, on_forward, on_quit
        self._lock = ProfileLock(lock)
        self._socket = _listening(path)
        self._visitors: list[_Visitor] = []
        self._knock = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read)
        self._knock.activated.connect(self._welcome)
        self._breath = QTimer(singleShot=True, interval=_OUT_OF_BREATH)
        self._breath.timeout.connect(lambda: self._knock.setEnabled(True))
        self._poked = QTimer(singleShot=True, interval=_POKES)
        self._poked.timeout.connect(lambda: self._on_poke())

    def release(self) -> None:
        """Lets the next start be the first. Who asked to quit sees its connection end."""
        self._breath.stop()
        self._poked.stop()
        self._knock.setEnabled(False)
        self._socket.close()
        self._path.unlink(missing_ok=True)
        self._lock.release()  # before the asker sees the end, for its next step may be a start
        for visitor in self._visitors:
            visitor.leave()

    def _welcome(self) -> None:
        """Lets one in: between two, everything else in the program has its turn."""
        try:
            connection, _address = self._socket.accept()
        except OSError as error:
            if error.errno not in _NOBODY_THERE:
                # It still knocks, and would keep the loop turning at full speed.
                self._knock.setEnabled(False)
                self._breath.start()
            return
        if not poke.of_this_user(connection):
            connection.close()
            return
        # A notifier must not end inside its own signal, so those that left go when the next one comes.
        self._visitors = [visitor for visitor in self._visitors if visitor.present]
        if len(self._visitors) == _VISITORS:
            self._visitors.pop(0).leave()
        self._visitors.append(_Visitor(connection, self._hear))
        if not self._poked.isActive():
            self._poked.start()

    def _hear(self, line: bytes) -> bytes | None:
        """What to answer; None keeps the connection open until the end of the program."""
        word, _, session = line.partition(b" ")
        if word == poke.QUIT:
            self._knock.setEnabled(False)  # nobody who comes now takes the place of the one that waits
            self._on_quit()
            return None
        if word != poke.FORWARD:
            return b""
        if session != poke.session():
            return poke.ELSEWHERE
        self._on_forward()
        return poke.HERE


class _Visitor:
    """Another process at the socket: one line, one answer."""

    def __init__(self, connection: socket.socket, answer: Callable[[bytes], bytes | None]) -> None:
        connection.setblocking(False)
        self._connection = connection
        self._answer = answer
        self._said = b""
        self._readable = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read)
        self._readable.activated.connect(self._read)
        self._patience = QTimer(singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.leave)
        self._patience.start()

    @property
    def present(self) -> bool:
        return self._connection.fileno() >= 0

    def leave(self) -> None:
        self._patience.stop()
        self._readable.setEnabled(False)
        self._connection.close()

    def _read(self) -> None:
        try:
            more = self._connection.recv(poke.LONGEST)
        except OSError:
            more = b""
        self._said += more
        line, end, _rest = self._said.partition(b"\n")
        if end:
            answer = self._answer(line)
            if answer is None:
                self._patience.stop()
                self._readable.setEnabled(False)
                return
            with contextlib.suppress(OSError):
                self._connection.send(answer)
        if end or not more or len(self._said) > poke.LONGEST:
            self.leave()


def _listening(path: Path) -> socket.socket:
    """A socket that admits its user only. The lock is ours, so what lies there is of a crashed run."""
    make_own(path.parent)
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX)
    try:
        listening.bind(str(path))
    except OSError as error:
        listening.close()
        raise OSError(error.errno, error.strerror, str(path)) from error
    path.chmod(0o600)
    listening.listen()
    listening.setblocking(False)
    return listening
