"""Notices that a file was edited, whether the editor wrote into it or put a new one in its place."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

_SETTLE = 100  # milliseconds; an editor saves in several steps


class FileWatch(QObject):
    """Calls on_change a moment after the file changed, came or went. Its folder must exist."""

    def __init__(self, path: Path, on_change: Callable[[], None]) -> None:
        super().__init__()
        self._path = str(path)
        self._seen = self._stamp()
        self._on_change = on_change
        # The folder as well: a watch on a file ends when the file is replaced.
        self._watcher = QFileSystemWatcher([self._path, str(path.parent)], self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._settled)
        self._watcher.fileChanged.connect(self._settle.start)
        self._watcher.directoryChanged.connect(self._settle.start)

    def stop(self) -> None:
        """Nothing is noticed after this."""
        self._settle.stop()
        self._watcher.removePaths([*self._watcher.files(), *self._watcher.directories()])

    def _settled(self) -> None:
        self._watcher.removePath(self._path)  # another file may be there now, or the link leads to another
        self._watcher.addPath(self._path)
        if (stamp := self._stamp()) != self._seen:
            self._seen = stamp
            self._on_change()

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = Path(self._path).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size
