"""Makes the daily backup in a thread, because a long diary takes a while."""

import logging
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Timer

from crampguard.routine.tonight import Tonight
from crampguard.store import backups
from crampguard.store.errors import Damaged, StoreError
from crampguard.store.failures import for_log

_DELAY = 20.0  # seconds after a change, so that nothing the user waits for is held up
_AGAIN = 3600.0  # seconds between two tries

_log = logging.getLogger(__name__)


class BackupScheduler:
    """Follows tonight's state. on_damage: called in the thread when the diary turns out to be damaged."""

    def __init__(self, diary: Path, on_damage: Callable[[], None]) -> None:
        self._diary = diary
        self._on_damage = on_damage
        self._not_before = time.monotonic()
        self._timer: Timer | None = None

    def follow(self, tonight: Tonight) -> None:
        day = tonight.local(tonight.now).date()
        if time.monotonic() >= self._not_before and self._is_due(day):
            self._not_before = time.monotonic() + _AGAIN
            self._timer = Timer(_DELAY, self._make, (day,))
            self._timer.daemon = True
            self._timer.start()

    def stop(self) -> None:
        """Waits for a backup in progress. Nothing is written afterwards."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()

    def _is_due(self, day: date) -> bool:
        try:
            return backups.is_due(self._diary, day)
        except StoreError as error:
            _log.warning("no backup: %s", for_log(error))
            return False

    def _make(self, day: date) -> None:
        try:
            backups.make(self._diary, day)
        except StoreError as error:
            _log.warning("no backup: %s", for_log(error))
            if isinstance(error, Damaged):
                self._on_damage()
