"""The loop of a program that tells the evening in a terminal, without Qt: APScheduler's blocking scheduler.

Everything runs on the thread that called `run`. Other threads only bring news: a command in another terminal
changed the diary, the machine woke up or its clock was set, or a signal asks the program to end.
"""

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger

from crampguard.desktop.clock import SystemClock
from crampguard.desktop.meanwhile import meanwhile

_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class TerminalLoop:
    """The engine's alarm, and the way back to its thread. ring: what `ring_at` asks for."""

    def __init__(self, ring: Callable[[], None], clock: SystemClock) -> None:
        self._clock = clock
        self._alarm = _Alarm()
        # A late job still runs: by default it is dropped after a second.
        self._scheduler = BlockingScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
        self._scheduler.add_executor(DebugExecutor())  # on the loop's thread, where the diary is open
        self._job = self._scheduler.add_job(ring, self._alarm)

    def run(self, seconds: float | None = None) -> None:
        """Runs until `stop` is called, or for so many seconds."""
        end = None if seconds is None else threading.Timer(seconds, self.stop)
        if end is not None:
            end.daemon = True
            end.start()
        with contextlib.suppress(JobLookupError):  # the job that shuts it down is looked up once more
            self._scheduler.start()
        if end is not None:
            end.cancel()

    def stop(self) -> None:
        """Ends `run`, also one that begins later. From any thread."""
        self.call(lambda: self._scheduler.shutdown(wait=False))

    def call(self, act: Callable[[], object]) -> None:
        """Calls it on the loop's thread, as soon as it can. From any thread."""
        self._scheduler.add_job(act)

    def ring_at(self, instant: datetime) -> None:
        self._alarm.next = self._clock.machine_time(instant)
        self._job.modify(next_run_time=self._alarm.next)


class _Alarm(BaseTrigger):  # type: ignore[misc]
    """When the one job of the alarm runs next.

    That job is moved, never removed: APScheduler fails where one job removes another that is due too.
    """

    def __init__(self) -> None:
        self.next = _NEVER

    def get_next_fire_time(self, previous: datetime | None, _now: datetime) -> datetime:
        return _NEVER if previous == self.next else self.next


if sys.platform == "linux":
    import os
    import select

    from crampguard.desktop.timerfd import TimerFd

    @contextlib.contextmanager
    def watching_clock(on_step: Callable[[], None]) -> Iterator[None]:
        """Calls it, on a thread of its own, whenever the machine woke up or its clock was set."""
        timer = TimerFd()
        ended, end = os.pipe()

        def wait() -> None:
            while ended not in select.select([timer.fileno(), ended], [], [])[0]:
                timer.rearm()
                on_step()

        try:
            with meanwhile(wait, stop=lambda: os.close(end)):
                yield
        finally:
            os.close(ended)
            timer.close()

else:
    from crampguard.desktop.clock_step import TICK, read_clocks, step

    @contextlib.contextmanager
    def watching_clock(on_step: Callable[[], None]) -> Iterator[None]:
        """Calls it, on a thread of its own, soon after the machine woke up or its clock was set."""
        ended = threading.Event()

        def wait() -> None:
            now = read_clocks()
            while not ended.wait(TICK):
                before, now = now, read_clocks()
                if step(before, now) is not None:
                    on_step()

        with meanwhile(wait, stop=ended.set):
            yield
