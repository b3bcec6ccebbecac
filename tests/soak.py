"""A long life in one process: `python -m tests.soak --evenings 365`, with the desktop rig installed.

The real program with a moved clock, on a bus, a screen, a panel and a notification daemon of its own. Its
user answers, or does not, in every way there is, edits settings, opens and closes the windows, and sometimes
the desktop around it restarts. What could grow is measured along the way; the verdict says what did.
"""

import argparse
import ctypes
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import astuple, dataclass, fields
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import shiboken6
import time_machine
from PySide6.QtCore import QObject, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from crampguard.desktop import poke
from crampguard.desktop.bus_desktop import BusDesktop
from crampguard.desktop.notifications import NotificationPresenter
from crampguard.desktop.process import log_to, on_qt_message
from crampguard.routine.checklist import Item
from crampguard.routine.morning import Morning, Muscle
from crampguard.start import Start
from crampguard.store.places import Places, places
from tests.answers import accepted, by
from tests.desktop.rig.bus import Bus, Link, session_bus
from tests.desktop.rig.display import Screen, screen
from tests.desktop.rig.dunst import Dunst, dunst
from tests.desktop.rig.tray_host import panel
from tests.moved_clock import at

START = "2026-01-01 12:00"
ROWS = 12  # measurements, at even distances
STEP = timedelta(days=1)
PATIENCE = 20.0  # seconds for whatever the desktop has to answer

Wait = Callable[[], object]  # asked again and again until it is true


@dataclass(frozen=True)
class Measured:
    """What the process holds at one moment. Sizes in kB; heap is what C and C++ have in use."""

    evening: int
    rss: int
    pss: int
    heap: int
    python_blocks: int
    qt_objects: int
    descriptors: int
    match_rules: int
    log: int
    diary: int


# How much more the last third of the measurements may hold than the second; the diary is meant to grow.
LEEWAY = {
    "rss": 3000,
    "heap": 2000,
    "python_blocks": 3000,
    "qt_objects": 200,
    "descriptors": 3,
    "match_rules": 0,
    "log": 800,
}


class Desktop:
    """What is around the program, and can restart."""

    def __init__(self, bus: Bus, display: Screen) -> None:
        self.bus, self._display = bus, display
        self._stack = ExitStack()
        self.dunst = self._start()

    def _start(self) -> Dunst:
        self._stack.enter_context(panel(self.bus.address, self._display))
        return self._stack.enter_context(dunst(self.bus.address, self._display))

    def restart(self) -> None:
        self._stack.close()
        self.dunst = self._start()

    def close(self) -> None:
        self._stack.close()


class Life:
    """The user of one program, evening after evening. The same seed lives the same life."""

    def __init__(self, start: Start, where: Places, desktop: Desktop, clock: time_machine.Traveller) -> None:
        self.app, self.instance = start.app, start.instance
        self.where, self.desktop, self.clock = where, desktop, clock
        self.engine = self.app._engine
        self.dice = random.Random(4711)  # noqa: S311
        self.measured: list[Measured] = []
        self.rings = 0

    def live(self, evenings: int) -> Iterator[Wait]:
        """One evening after the other, from noon to noon; what it gives has to become true first."""
        every = max(1, evenings // ROWS)
        yield self.quiet
        self._close_windows()
        for evening in range(evenings):
            yield from self.evening(at(START) + evening * STEP)
            if evening % 7 == 3:
                yield from self.look_around()
            if evening % every == every - 1:
                yield from self.measure(evening + 1)
            if evening % 30 == 20:
                self.desktop.restart()
                yield self.quiet

    def evening(self, noon: datetime) -> Iterator[Wait]:
        if self.dice.random() < 0.1:
            self.engine.choose({"habits.stretch.lead": self.dice.choice([10, 15, 20, None])})
        if self.dice.random() < 0.1:
            by(self.engine).bedtime(noon.replace(hour=23, minute=self.dice.randrange(60)).time())
        while (instant := self.engine._loop.alarm_at) is not None and instant < noon + STEP:
            self.clock.move_to(max(instant, self.engine.tonight.now))
            self.app._alarm._scheduler.wakeup()
            yield partial(self._rung, instant)
            yield self.quiet
            self.rings += 1
            yield from self.answer()
        self.clock.move_to(noon + STEP)
        if self.dice.random() < 0.3:
            self.app._clock_watch._resumed()
        poke.poke(self.where.socket)
        yield self.quiet

    def answer(self) -> Iterator[Wait]:
        """To what is due just now, in one of the many ways, or not at all."""
        tonight = self.engine.tonight
        if tonight.asks and self.dice.random() < 0.4:
            accepted(by(self.engine).morning, self._night())
        waiting = [item for item in tonight.items if item.waiting]
        if not waiting or self.dice.random() < 0.3:
            return
        way: Callable[[Item], object] = self.dice.choice(
            [self._do, self._do, self._skip, self._snooze, self._press, self._pause]
        )
        way(self.dice.choice(waiting))
        yield self.quiet

    def look_around(self) -> Iterator[Wait]:
        """Opens every window, and closes them."""
        house = self.app._windows
        for open_ in (
            house.open_tonight,
            house.open_settings,
            house.open_stretch,
            house.open_morning,
            house.open_history,
            house.open_cramp_now,
        ):
            open_()
            yield self.quiet
        for page in range(6):
            house._settings.open_page(page)
            yield self.quiet
        house.open_advice()
        yield self.quiet
        self._close_windows()

    def measure(self, evening: int) -> Iterator[Wait]:
        yield self.quiet
        until = time.monotonic() + 0.3  # what was deleted later has gone
        yield lambda: time.monotonic() > until
        gc.collect()
        memory = _memory()
        wrappers = [one for one in shiboken6.getAllValidWrappers() if isinstance(one, QObject)]
        inside = sum(len(window.findChildren(QObject)) for window in QApplication.topLevelWidgets())
        size = lambda path: path.stat().st_size // 1000  # noqa: E731
        self.measured.append(
            Measured(
                evening,
                memory["Rss"],
                memory["Pss"],
                _heap(),
                sys.getallocatedblocks(),
                len(wrappers) + inside,
                len(list(Path("/proc/self/fd").iterdir())),
                self._match_rules(),
                sum(map(size, self.where.log.parent.iterdir())),
                sum(map(size, self.where.data.glob("diary*"))),
            )
        )
        row(*map(str, astuple(self.measured[-1])))

    def quiet(self) -> bool:
        """Whether everything that was under way has come to its end."""
        desktop, presenter = self.app._desktop, self.app._presenter
        assert isinstance(desktop, BusDesktop)
        assert isinstance(presenter, NotificationPresenter)
        return not (desktop._bus._calls or presenter._asking or self.instance._poke_soon.isActive())

    def _rung(self, instant: datetime) -> bool:
        return self.engine._loop.alarm_at is not None and self.engine._loop.alarm_at > instant

    def _do(self, item: Item) -> None:
        accepted(by(self.engine).done, item.habit.id)

    def _skip(self, item: Item) -> None:
        accepted(by(self.engine).skip, item.habit.id)

    def _snooze(self, item: Item) -> None:
        if item.can_snooze(self.engine.tonight.now + self.engine.tonight.snooze):
            accepted(by(self.engine).snooze, item.habit.id)

    def _press(self, _item: Item) -> None:
        if self.desktop.dunst.displayed():
            self.dice.choice([self.desktop.dunst.action, self.desktop.dunst.close_last])()

    def _pause(self, _item: Item) -> None:
        accepted(by(self.engine).pause, timedelta(minutes=30))

    def _night(self) -> Morning:
        if self.dice.random() < 0.6:
            return Morning(cramp=False)
        return Morning(cramp=True, pain=self.dice.randrange(11), muscle=Muscle.CALF, note="a note " * 10)

    def _close_windows(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                window.close()

    def _match_rules(self) -> int:
        """Of our own connections, as the bus counts them."""
        dbus = "org.freedesktop.DBus"
        with Link(self.desktop.bus.address) as link:
            (rules,) = link.call(dbus, "/org/freedesktop/DBus", f"{dbus}.Debug.Stats", "GetAllMatchRules")
            ours = [name for name in rules if link.pid(name) == os.getpid() and name != link.name]
            return sum(len(rules[name]) for name in ours)


class Driver(QObject):
    """Lives a life within the program's own loop, so that everything is deleted as it is there."""

    def __init__(self, life: Iterator[Wait]) -> None:
        super().__init__()
        self._life = life
        self._wait: Wait = lambda: True
        self._since = time.monotonic()
        self._beat = QTimer(self)
        self._beat.timeout.connect(self._on)
        self._beat.start(0)

    def _on(self) -> None:
        try:
            if self._wait():
                self._wait, self._since = next(self._life), time.monotonic()
            elif time.monotonic() - self._since > PATIENCE:
                raise TimeoutError(f"waited in vain for {self._wait}")
        except StopIteration:
            QApplication.exit(0)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            QApplication.exit(1)
            self._beat.stop()


def _memory() -> dict[str, int]:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


class _MallInfo(ctypes.Structure):
    """struct mallinfo2 of glibc."""

    _names = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost"
    _fields_ = [(name, ctypes.c_size_t) for name in _names.split()]


def _heap() -> int:
    mallinfo = ctypes.CDLL(None).mallinfo2
    mallinfo.restype = _MallInfo
    info = mallinfo()
    return int(info.uordblks + info.hblkhd) // 1000


def row(*cells: str) -> None:
    print("".join(f"{cell:>15}" for cell in cells), flush=True)  # noqa: T201


def verdict(measured: list[Measured]) -> list[str]:
    """What grew from the second third of the measurements to the last, beyond its leeway."""
    third = len(measured) // 3
    if not third:
        return []
    before, after = measured[third : 2 * third], measured[2 * third :]
    found = []
    for name, leeway in LEEWAY.items():
        was, became = (statistics.median(getattr(one, name) for one in part) for part in (before, after))
        if became > was + leeway:
            found.append(f"{name} grew from {was:g} to {became:g}")
    return found


def soak(evenings: int) -> int:
    """Lives and judges; the exit status is 1 where something grew or broke."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cg-soak-")))
        bus = stack.enter_context(session_bus())
        display = stack.enter_context(screen())
        os.environ |= {f"XDG_{name}": str(home / name) for name in _FOLDERS} | {
            "HOME": str(home),
            "TZ": "Europe/Berlin",
            "DBUS_SESSION_BUS_ADDRESS": bus.address,
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={home}/no-bus",
            "DISPLAY": display.name,
            "QT_QPA_PLATFORM": "xcb",
        }
        os.umask(0o077)
        for name in _FOLDERS:
            (home / name).mkdir()
        time.tzset()
        desktop = Desktop(bus, display)
        stack.callback(desktop.close)
        began = time.monotonic()
        with time_machine.travel(at(START), tick=True) as clock:
            where = places()
            log_to(where.log)
            qInstallMessageHandler(on_qt_message)
            qt = QApplication([])
            qt.setQuitOnLastWindowClosed(False)
            life = Life(Start(qt, where), where, desktop, clock)
            row(*(field.name for field in fields(Measured)))
            driver = Driver(life.live(evenings))
            status = qt.exec()
            del driver
            life.app.stop()
        found = verdict(life.measured) if status == 0 else ["it did not come to its end"]
        seconds = time.monotonic() - began
        print(f"{evenings} evenings, {life.rings} rings of the alarm in {seconds:.0f} s")  # noqa: T201
        print("\n".join(found) or "nothing grew")  # noqa: T201
        return 1 if found else 0


_FOLDERS = ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--evenings", type=int, default=365)
    return soak(parser.parse_args().evenings)


if __name__ == "__main__":
    sys.exit(main())
