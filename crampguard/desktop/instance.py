"""One tray for each profile. The lock decides who it is; the socket is how the others reach it.

The socket alone would not do: after a crash two starters can both believe they are the first.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from crampguard.desktop import poke
from crampguard.store.places import make_private


class AlreadyRunning(Exception):  # noqa: N818 (an answer, not a fault)
    """Another process holds the profile."""


class Instance(QObject):
    """Holds the profile until release().

    on_poke: another process changed the diary. on_forward: the user started the program again. on_quit: the
    user wants it to end. AlreadyRunning, or OSError where lock or socket cannot be made.
    """

    def __init__(
        self,
        lock: Path,
        socket: Path,
        *,
        on_poke: Callable[[], None],
        on_forward: Callable[[], None],
        on_quit: Callable[[], None],
    ) -> None:
        super().__init__()
        self._on_poke, self._on_forward, self._on_quit = on_poke, on_forward, on_quit
        make_private(lock.parent)
        self._lock = QLockFile(str(lock))
        self._lock.setStaleLockTime(0)
        if not self._lock.tryLock(0):
            if self._lock.error() is QLockFile.LockError.LockFailedError:
                raise AlreadyRunning
            raise PermissionError(f"{lock}: cannot be written")
        make_private(socket.parent)
        QLocalServer.removeServer(str(socket))
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not self._server.listen(str(socket)):
            self._lock.unlock()
            raise OSError(f"{socket}: {self._server.errorString()}")
        self._server.newConnection.connect(self._welcome)

    def release(self) -> None:
        self._server.close()
        for visitor in self._server.findChildren(QLocalSocket):
            visitor.abort()  # who asked to quit sees it done
        self._lock.unlock()

    def _welcome(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.readyRead.connect(lambda visitor=visitor: self._hear(visitor))
            visitor.disconnected.connect(visitor.deleteLater)
            self._on_poke()

    def _hear(self, visitor: QLocalSocket) -> None:
        if not visitor.canReadLine():
            if visitor.bytesAvailable() > poke.LONGEST:
                visitor.abort()
            return
        word, _, session = bytes(visitor.readLine(poke.LONGEST).data()).strip().partition(b" ")
        if word == poke.QUIT:
            self._on_quit()
        elif word == poke.FORWARD:
            here = session == poke.session()
            visitor.write(poke.HERE if here else poke.ELSEWHERE)
            visitor.disconnectFromServer()
            if here:
                self._on_forward()
        else:
            visitor.abort()
