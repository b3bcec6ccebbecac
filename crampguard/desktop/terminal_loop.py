"""The loop of a program that tells the evening in a terminal, without Qt: APScheduler's blocking scheduler.

Everything runs on the thread that called `run`. Other threads only bring news: a command in another terminal
changed the diary, or the machine woke up or its clock was set.
"""

import contextlib
import os
import select
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.blocking import BlockingScheduler

from crampguard.desktop.clock import SystemClock
from crampguard.desktop.timerfd import TimerFd


class TerminalLoop:
    """The engine's alarm, and the way back to its thread. ring: what `ring_at` asks for."""

    def __init__(self, ring: Callable[[], None], clock: SystemClock) -> None:
        self._ring = ring
        self._clock = clock
        self._next: Any = None  # the job that rings next
        self._ended = False
        # A late job still runs: by default it is dropped after a second.
        self._scheduler = BlockingScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
        self._scheduler.add_executor(DebugExecutor())  # on the loop's thread, where the diary is open

    def run(self, seconds: float | None = None) -> None:
        """Until `stop`, KeyboardInterrupt, or for so many seconds."""
        end = None if seconds is None else threading.Timer(seconds, self.stop)
        if end is not None:
            end.daemon = True
            end.start()
        try:
            if not self._ended:
                self._scheduler.start()
        except JobLookupError:  # of the job that was running when `stop` took all jobs away
            if not self._ended:
                raise
        finally:
            if end is not None:
                end.cancel()

    def stop(self) -> None:
        """Ends `run`. From another thread."""
        self._ended = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def call(self, act: Callable[[], object]) -> None:
        """Calls it on the loop's thread, as soon as it can. From any thread."""
        self._scheduler.add_job(act)

    def ring_at(self, instant: datetime) -> None:
        if self._next is not None:
            with contextlib.suppress(JobLookupError):  # `stop` took all jobs away
                self._next.remove()
        when = self._clock.machine_time(instant)
        self._next = self._scheduler.add_job(self._ring_now, "date", run_date=when)

    def _ring_now(self) -> None:
        self._next = None  # before ringing, which sets the next one
        self._ring()


@contextlib.contextmanager
def watching_clock(on_step: Callable[[], None]) -> Iterator[None]:
    """Calls it, on a thread of its own, whenever the machine woke up or its clock was set.

    Only on Linux, where the kernel reports both at once; elsewhere a sleep delays what rings next.
    """
    if sys.platform != "linux":
        yield
        return
    timer = TimerFd()
    ended, end = os.pipe()

    def wait() -> None:
        while ended not in select.select([timer.fileno(), ended], [], [])[0]:
            timer.rearm()
            on_step()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    try:
        yield
    finally:
        os.close(end)
        thread.join()
        os.close(ended)
        timer.close()
