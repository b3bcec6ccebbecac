"""Another time of day for a child process, through libfaketime.

Two ways, for two questions:

`Clock` keeps real speed and is moved by hand: the library reads an offset from a file at every look at the
clock, so all processes of a test share one time, and an evening of nine hours passes in as many steps as the
test has questions. Nothing else is distorted: a D-Bus call that may take 25 s still may. A process that
sleeps in its event loop does not notice the move by itself, it has to be woken (App.go does).

`FastClock` runs at a multiple of real speed, so that timers ring in their natural order with nobody helping.
Every time limit inside the process shrinks likewise: at x600 jeepney's second to sign on to the bus is 1.7
ms, and one start in three failed. Good for what does not talk to anybody, or up to about x60.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from tests.desktop.rig.requirements import program

ZONE = ZoneInfo("Europe/Berlin")
"""The zone of the rig's processes, see child.base_env."""


class FakeTime(Protocol):
    """What App needs of a clock."""

    def env(self) -> dict[str, str]:
        """The environment of a process that starts now."""
        ...

    def now(self) -> datetime:
        """What such a process sees as the time."""
        ...


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: float = 0) -> datetime:
    """A wall time in the rig's zone."""
    whole = int(second)
    return datetime(year, month, day, hour, minute, whole, round((second - whole) * 1e6), tzinfo=ZONE)


class Clock:
    """A clock that runs at real speed and jumps where the test says.

    With `monotonic` the process's monotonic clock jumps along: time passes as if the machine had been awake,
    and timers that ran out in between fire when the process is woken. Without it only the wall clock jumps:
    as in suspend, or when somebody sets the clock, also backwards.
    """

    def __init__(self, file: Path, at: datetime, *, monotonic: bool = True) -> None:
        self._library = program("libfaketimeMT.so.1")
        self._file = file
        self._monotonic = monotonic
        self._used = False
        self._offset = 0.0
        self.set(at)

    def env(self) -> dict[str, str]:
        self._used = True
        env = _env(self._library) | {"FAKETIME_TIMESTAMP_FILE": str(self._file), "FAKETIME_NO_CACHE": "1"}
        return env if self._monotonic else env | {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time() + self._offset, UTC).astimezone(ZONE)

    def set(self, at: datetime) -> None:
        """Make it `at` now, in all processes."""
        offset = at.timestamp() - time.time()
        if self._used and self._monotonic and offset < self._offset:
            raise ValueError("a monotonic clock cannot go back; make the Clock with monotonic=False")
        self._offset = offset
        new = self._file.with_name(self._file.name + ".new")
        new.write_text(f"{offset:+.6f}\n", encoding="ascii")
        new.replace(self._file)  # at once: nobody reads half an offset

    def forward(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self.set(datetime.fromtimestamp(time.time() + self._offset + seconds, UTC))


class FastClock:
    """A clock that runs `speed` times as fast as the real one, from its making on.

    It cannot be moved, and a process that starts later starts at now(), to the second times the speed.
    """

    def __init__(self, at: datetime, speed: int) -> None:
        self._library = program("libfaketimeMT.so.1")
        self._at = at.timestamp()
        self._speed = speed
        self._real = time.time()

    def env(self) -> dict[str, str]:
        start = self.now().strftime("%Y-%m-%d %H:%M:%S")
        return _env(self._library) | {"FAKETIME": f"@{start} x{self._speed}"}

    def now(self) -> datetime:
        seen = self._at + (time.time() - self._real) * self._speed
        return datetime.fromtimestamp(seen, UTC).astimezone(ZONE)


def _env(library: Path) -> dict[str, str]:
    # The wrapper program `faketime` would stand between a test and the process that it wants to kill.
    return {"LD_PRELOAD": str(library), "NO_FAKE_STAT": "1"}


def forget(pid: int) -> None:
    """Remove what libfaketime leaves in shared memory when its process is killed."""
    for name in (f"faketime_shm_{pid}", f"sem.faketime_sem_{pid}"):
        Path("/dev/shm", name).unlink(missing_ok=True)  # noqa: S108 - where shm_open puts it
