"""One tray program for each profile, on Windows: Instance, with a thread for the pipe.

Qt's loop watches no pipe, so a thread serves it and hands everything to the GUI thread.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from crampguard.desktop import poke
from crampguard.desktop.terminal_channel import holding_profile


class WindowsInstance(QObject):
    """Holds the profile until release(), like Instance."""

    _poked, _forwarded, _asked_to_quit = Signal(), Signal(), Signal()

    def __init__(
        self,
        lock: Path,
        path: Path,
        *,
        on_poke: Callable[[], None],
        on_forward: Callable[[], None],
        on_quit: Callable[[], None],
    ) -> None:
        super().__init__()
        queued = Qt.ConnectionType.QueuedConnection
        self._poked.connect(on_poke, queued)
        self._forwarded.connect(on_forward, queued)
        self._asked_to_quit.connect(on_quit, queued)
        self._profile = contextlib.ExitStack()
        self._profile.enter_context(
            holding_profile(lock, path, self._poked.emit, self._asked_to_quit.emit, self._forward)
        )

    def release(self) -> None:
        """Frees the profile for the next start. A process that asked to quit sees its connection end."""
        self._profile.close()

    def _forward(self) -> bytes:
        self._forwarded.emit()
        return poke.HERE
