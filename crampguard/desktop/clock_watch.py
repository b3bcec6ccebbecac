"""Watches clock, sleep and zone, and reports each change at once.

Where the system reports them, nothing here wakes up in between.
"""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from crampguard.desktop import entry
from crampguard.desktop.clock import SystemClock, zone_file
from crampguard.desktop.clock_step import Report
from crampguard.desktop.steps import watch_steps
from crampguard.desktop.watch import FileWatch

if TYPE_CHECKING:
    from crampguard.desktop.logind import Logind

_log = logging.getLogger(__name__)


class ClockWatch:
    """Calls on_resume after a sleep, and on_change when the clock or zone was set. Until stop()."""

    def __init__(self, clock: SystemClock, *, on_resume: Report, on_change: Report) -> None:
        self._clock = clock
        self._on_resume, self._on_change = on_resume, on_change
        self._resume_reported = False  # since logind last announced a sleep
        self._steps = watch_steps(self._resumed, self._clock_set)
        file = zone_file()
        self._zone = None if file is None else FileWatch(file, self._zone_changed)
        self._logind: Logind | None = None
        self._soon = QTimer(singleShot=True)
        self._soon.timeout.connect(self._join_logind)
        if entry.XDG:
            self._soon.start(0)  # later, so that nothing visible waits for the system bus

    def check(self) -> None:
        """Call this when a timer fires: after a sleep it may fire before the sleep was noticed."""
        self._steps.check()

    def stop(self) -> None:
        self._soon.stop()
        if self._logind is not None:
            self._logind.leave()
        self._steps.stop()
        if self._zone is not None:
            self._zone.stop()

    def _join_logind(self) -> None:
        from crampguard.desktop.logind import Logind

        self._logind = Logind(self._on_sleep)

    def _on_sleep(self, begins: bool) -> None:
        if begins:
            self._resume_reported = False
            return
        self.check()
        if not self._resume_reported:  # the clocks do not show every sleep, such as that of a virtual machine
            self._resumed()

    def _resumed(self) -> None:
        _log.info("awake again")
        self._resume_reported = True
        self._on_resume()

    def _clock_set(self) -> None:
        _log.info("the clock was set")
        self._clock.reload()  # Windows reports another zone with the same message
        self._on_change()

    def _zone_changed(self) -> None:
        self._clock.reload()
        _log.info("another zone")
        self._on_change()
