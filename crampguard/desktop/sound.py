"""Short sounds, by a program of the system.

QtMultimedia is 157 MB more to install, and every desktop has one of these programs. Nothing waits for a
sound: one that cannot be played is left out.
"""

import logging
import shutil

from PySide6.QtCore import QObject, QProcess

from crampguard.i18n import _
from crampguard.shipped import resource

# The first that is there and works plays. pw-play and paplay go through the desktop's mixer, aplay past it.
_PLAYERS = (["pw-play"], ["paplay"], ["aplay", "-q"], ["afplay"])

_KILL_LIMIT = 500  # milliseconds

_log = logging.getLogger(__name__)


class SystemSoundPlayer(QObject):
    """Plays one sound at a time; a new one cuts off the one before."""

    def __init__(self) -> None:
        super().__init__()
        self._players = [player for player in _PLAYERS if shutil.which(player[0])]
        self._file = ""
        self._process = QProcess(self)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._error)

    @property
    def why_not(self) -> str:
        """Why nothing can be played here; empty where something can, as far as is known."""
        if self._players:
            return ""
        return _("No sound can be played here: install pw-play, paplay or aplay.")

    def play(self, name: str) -> None:
        self.stop()
        self._file = resource(f"{name}.wav")
        self._start()

    def stop(self) -> None:
        """Cuts off what is playing."""
        self._file = ""
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_KILL_LIMIT)

    def _start(self) -> None:
        if self._players:
            program, *arguments = self._players[0]
            self._process.start(program, [*arguments, self._file])

    def _finished(self, status: int) -> None:
        if status:
            self._try_next()

    def _error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._try_next()

    def _try_next(self) -> None:
        """A player that fails reaches no sound server: from now on the next one is asked."""
        if not self._file:  # it was cut off
            return
        _log.info("%s cannot play", self._players[0][0])
        self._players = self._players[1:]
        self._start()
