"""Notices that a file was edited: overwritten, replaced, or exchanged through a link on its path."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from crampguard.store.atomic import followed

_SETTLE = 100  # milliseconds; an editor saves in several steps


class FileWatch(QObject):
    """Calls on_change a moment after the file changed, appeared or vanished, or a link was changed."""

    def __init__(self, path: Path, on_change: Callable[[], None]) -> None:
        super().__init__()
        self._path = path
        self._seen = self._stamp()
        self._on_change = on_change
        self._watcher = QFileSystemWatcher(self._watched_paths(), self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._settled)
        self._watcher.fileChanged.connect(self._settle.start)
        self._watcher.directoryChanged.connect(self._settle.start)

    def stop(self) -> None:
        """Nothing is noticed after this."""
        self._settle.stop()
        self._watch_nothing()

    def _settled(self) -> None:
        self._watch_nothing()  # the paths may mean other files and folders now
        self._watcher.addPaths(self._watched_paths())
        if (stamp := self._stamp()) != self._seen:
            self._seen = stamp
            self._on_change()

    def _watch_nothing(self) -> None:
        if watched := [*self._watcher.files(), *self._watcher.directories()]:
            self._watcher.removePaths(watched)

    def _watched_paths(self) -> list[str]:
        """The paths to watch: the file, its folder, and the folder of each link that leads to it.

        A watch on a file ends when the file is replaced, and links cannot be watched.
        """
        try:
            links, file = followed(self._path)
        except OSError:  # the links form a loop
            links, file = [], self._path
        ways = {_nearest(place.parent) for place in (*links, file)}
        return [str(place) for place in (*ways, file) if os.access(place, os.F_OK)]

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size


def _nearest(folder: Path) -> Path:
    """The folder, or its nearest existing parent."""
    return next((place for place in (folder, *folder.parents) if os.access(place, os.F_OK)), folder)
