"""The desktop that is measured on: the rig's, with CrampGuard and the bare tray side by side."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from time import time
from typing import Any

from crampguard.desktop.poke import poke
from crampguard.engine import Engine
from crampguard.store.diary import Diary
from crampguard.store.settings import SettingsFile
from tests.desktop.rig.app import App
from tests.desktop.rig.bus import Call, session_bus
from tests.desktop.rig.clock import ZONE
from tests.desktop.rig.display import screen
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.tray_host import Tray, panel
from tests.moved_clock import MovedClock

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HABIT = "benchmark"

# Hours around now. Four and a half before bedtime nothing comes due for half an hour but what we ask for.
_WAKE, _BEDTIME = timedelta(hours=-8), timedelta(hours=4.5)
_SETTINGS = """
[schedule]
wake = "{wake:%H:%M}"
bedtime = "{bedtime:%H:%M}"
[habits.{habit}]
title = "Benchmark"
nudge = "Three quiet minutes?"
lead = 300
useful_for = 600
"""


class Notified(StrictServer):
    """Stamps each Notify as it arrives, by the clock that everything here is measured with."""

    def __init__(self, address: str) -> None:
        self.arrivals: SimpleQueue[float] = SimpleQueue()
        super().__init__(address)

    def answer(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        if call.member == "Notify":
            self.arrivals.put(time())
        return super().answer(call)


@dataclass(frozen=True)
class Desktop:
    tray: Tray
    server: Notified
    crampguard: App
    bare: App
    diary: Diary
    engine: Engine

    def must_be_quiet(self, seconds: float) -> None:
        """RuntimeError if something comes by itself within that time."""
        if self.engine.tonight.next_change() - datetime.now(UTC) < timedelta(seconds=seconds):
            raise RuntimeError("the wait would not be quiet")

    def snooze(self, until: datetime) -> None:
        """The nudge comes (again) at that instant, as if a command in a terminal had said so."""
        with self.diary.transaction():
            self.diary.snooze(self.engine.tonight.night.date, HABIT, until)
        poke(next(self.crampguard.runtime.glob("crampguard-*.socket")))


@contextmanager
def desktop() -> Iterator[Desktop]:
    """Neither program runs yet. CrampGuard's profile is past Welcome, and nothing is due."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cg-bench-")))
        bus = stack.enter_context(session_bus())
        display = stack.enter_context(screen())
        stack.enter_context(panel(bus.address, display))
        server = stack.enter_context(Notified(bus.address))
        tray = stack.enter_context(Tray(bus.address))

        def program(name: str, *argv: str | Path) -> App:
            home = folder / name
            return stack.enter_context(
                App([sys.executable, *argv], home, bus=bus.address, screen=display, cwd=ROOT)
            )

        crampguard = program("crampguard", "-m", "crampguard")
        bare = program("bare", HERE / "bare_tray.py")
        diary = stack.enter_context(closing(Diary(crampguard.folder / "data/crampguard/diary.sqlite3")))
        yield Desktop(tray, server, crampguard, bare, diary, _profile(crampguard, diary))


def _profile(crampguard: App, diary: Diary) -> Engine:
    """What came due before this first start passes in silence; the rest is half an hour away."""
    now = datetime.now(ZONE)
    engine = Engine(diary, SettingsFile(write_settings(crampguard.folder, now)), MovedClock(now, ZONE))
    engine.reload()
    return engine


def write_settings(folder: Path, now: datetime) -> Path:
    """An evening around now, with the habit that is measured, for the profile in that folder."""
    settings = folder / "config/crampguard/settings.toml"
    settings.parent.mkdir()
    settings.write_text(_SETTINGS.format(wake=now + _WAKE, bedtime=now + _BEDTIME, habit=HABIT))
    return settings
