"""The alarm: APScheduler on the Qt loop, with one date job for the next instant.

Not APScheduler's own QtScheduler: PySide6's QTimer.singleShot() returns None, so that one never holds its
timer and ticks on after shutdown.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.base import BaseScheduler
from PySide6.QtCore import Qt, QTimer

from crampguard.desktop.clock import SystemClock

_LONGEST_WAIT = 24 * 3600.0  # seconds; a QTimer cannot hold more than 24.8 days


class QtLoopScheduler(BaseScheduler):  # type: ignore[misc]  # APScheduler has no types
    """Runs its jobs on the GUI thread, with one timer that is always set to the next job."""

    def __init__(self) -> None:
        # A late job still runs (by default it is dropped after a second), and only once if missed twice.
        super().__init__(timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True})
        self.add_executor(DebugExecutor())
        self._timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._process)

    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)
        self._timer.stop()

    def wakeup(self) -> None:
        self._timer.start(0)

    def _process(self) -> None:
        seconds = self._process_jobs()
        if seconds is not None:
            # Rounded up, so that it never fires too early and has to wait again.
            self._timer.start(int(min(seconds, _LONGEST_WAIT) * 1000) + 1)


class QtAlarm:
    """The engine's alarm, for the GUI thread: rings there, and not after stop()."""

    def __init__(self, ring: Callable[[], None], clock: SystemClock) -> None:
        self._ring, self._clock = ring, clock
        self._scheduler = QtLoopScheduler()
        self._scheduler.start()

    def ring_at(self, instant: datetime) -> None:
        when = self._clock.machine_time(instant)
        self._scheduler.add_job(self._ring_soon, "date", run_date=when, id="next", replace_existing=True)

    def stop(self) -> None:
        self._scheduler.shutdown()

    def _ring_soon(self) -> None:
        """Ringing sets the next job, which APScheduler would confuse with the one just finishing."""
        QTimer.singleShot(0, self._ring_now)

    def _ring_now(self) -> None:
        if self._scheduler.running:
            self._ring()
