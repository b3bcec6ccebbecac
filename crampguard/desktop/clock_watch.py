"""The watch over clock, sleep and zone: each change reaches the engine at once.

Where the system tells of them by itself, nothing here wakes up before it does.
"""

import logging

from PySide6.QtCore import QTimer

from crampguard.desktop.clock import SystemClock, zone_file
from crampguard.desktop.logind import Logind
from crampguard.desktop.steps import Report, watch_steps
from crampguard.desktop.watch import FileWatch

_log = logging.getLogger(__name__)


class ClockWatch:
    """Calls on_resume after a sleep, on_change once the clock is set or has another zone. Until stop()."""

    def __init__(self, clock: SystemClock, *, on_resume: Report, on_change: Report) -> None:
        self._clock = clock
        self._on_resume, self._on_change = on_resume, on_change
        self._resume_told = False  # since logind last said that the machine goes to sleep
        self._steps = watch_steps(self._resumed, self._clock_set)
        file = zone_file()
        self._zone = None if file is None else FileWatch(file, self._zone_changed)
        self._logind = Logind(self._on_sleep)
        self._soon = QTimer(singleShot=True)
        self._soon.timeout.connect(self._logind.join)
        self._soon.start(0)  # nothing that the user sees waits for the system bus

    def check(self) -> None:
        """To be called by whatever a timer woke: after a sleep it may come before the news of the sleep."""
        self._steps.check()

    def stop(self) -> None:
        self._soon.stop()
        self._logind.leave()
        self._steps.stop()
        if self._zone is not None:
            self._zone.stop()

    def _on_sleep(self, begins: bool) -> None:
        if begins:
            self._resume_told = False
            return
        self.check()
        if not self._resume_told:  # not every sleep shows in the clocks: a virtual machine's may not
            self._resumed()

    def _resumed(self) -> None:
        _log.info("awake again")
        self._resume_told = True
        self._on_resume()

    def _clock_set(self) -> None:
        _log.info("the clock was set")
        self._on_change()

    def _zone_changed(self) -> None:
        self._clock.reload()
        _log.info("another zone")
        self._on_change()
