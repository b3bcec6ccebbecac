"""The alarm: APScheduler on the Qt loop, with one date job for the next instant.

Not APScheduler's own QtScheduler: PySide6's QTimer.singleShot() returns None, so that one never holds its
timer, ticks on after shutdown and misses jobs added from other threads.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.base import BaseScheduler
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from crampguard.desktop.clock import SystemClock

_LONGEST_WAIT = 24 * 3600.0  # seconds; a QTimer cannot hold more than 24.8 days


class _Waker(QObject):
    """Brings a wake-up from any thread to the GUI thread."""

    woken = Signal()


class QtLoopScheduler(BaseScheduler):  # type: ignore[misc]  # APScheduler has no types
    """Runs its jobs on the GUI thread, with one timer that is always set to the next job."""

    def __init__(self) -> None:
        # A late job still runs (by default it is dropped after a second), and only once if missed twice.
        super().__init__(timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True})
        self.add_executor(DebugExecutor())
        self._timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._process)
        self._waker = _Waker()
        self._waker.woken.connect(self._process, Qt.ConnectionType.QueuedConnection)

    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)
        self._timer.stop()

    def wakeup(self) -> None:
        self._waker.woken.emit()

    @Slot()
    def _process(self) -> None:
        self._timer.stop()
        if not self.running:
            return
        seconds = self._process_jobs()
        if seconds is not None:
            # Rounded up, so that it never fires too early and has to wait again.
            self._timer.start(int(min(seconds, _LONGEST_WAIT) * 1000) + 1)


class QtAlarm(QObject):
    """The engine's alarm: rings on the GUI thread, and not after stop()."""

    _due = Signal()

    def __init__(self, ring: Callable[[], None], clock: SystemClock) -> None:
        super().__init__()
        self._ring, self._clock = ring, clock
        # Queued: ringing sets the next job, which APScheduler would confuse with the one just finishing.
        self._due.connect(self._ring_now, Qt.ConnectionType.QueuedConnection)
        self._scheduler = QtLoopScheduler()
        self._scheduler.start()

    def ring_at(self, instant: datetime) -> None:
        when = self._clock.machine_time(instant)
        self._scheduler.add_job(self._due.emit, "date", run_date=when, id="next", replace_existing=True)

    def stop(self) -> None:
        self._scheduler.shutdown()

    @Slot()
    def _ring_now(self) -> None:
        if self._scheduler.running:
            self._ring()
