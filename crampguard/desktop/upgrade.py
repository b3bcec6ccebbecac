"""An upgrade of the program while it runs.

Windows are imported when they are first opened, and then come from the new files into a program of the old
ones. So it starts anew, when the upgrade is over and the user has nothing open.
"""

import logging
import subprocess
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from crampguard.desktop.installation import environment, program, replaced_file
from crampguard.desktop.watch import FileWatch

_OVER = 30_000  # milliseconds; dpkg and pip replace the files of a program within less
_SECONDS_TO_ANSWER = 20

_log = logging.getLogger(__name__)


class UpgradeWatch(QObject):
    """Calls start_anew once after an upgrade.

    in_use: whether the user has something open; changed() says that this may have ended.
    """

    def __init__(self, in_use: Callable[[], bool], start_anew: Callable[[], object]) -> None:
        super().__init__()
        self._in_use, self._start_anew = in_use, start_anew
        self._upgraded = False
        self._watch = FileWatch(replaced_file(), self._begun)
        self._over = QTimer(self, singleShot=True, interval=_OVER)
        self._over.timeout.connect(self._try)

    def changed(self, *_what: object) -> None:
        if self._upgraded:
            self._over.start()

    def stop(self) -> None:
        self._watch.stop()
        self._over.stop()

    def _begun(self) -> None:
        self._upgraded = True
        self._over.start()

    def _try(self) -> None:
        if self._in_use():
            return
        if _new_one_runs():
            _log.info("upgraded, starting anew")
            self.stop()
            self._start_anew()
        else:  # it was removed, or is not whole yet; then there will be another change
            self._upgraded = False


def _new_one_runs() -> bool:
    ask = [*program(), "--version"]
    try:
        ended = subprocess.run(  # noqa: S603 (our own command)
            ask, env=environment(), capture_output=True, timeout=_SECONDS_TO_ANSWER, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0
