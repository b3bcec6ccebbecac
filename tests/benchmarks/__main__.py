"""`python -m tests.benchmarks`: CrampGuard against a bare Qt program, on the desktop of the rig.

Start: from starting the process until the panel has its icon, both in turn; the median counts. The first
start ever, which writes the menu entry and its icons, is left out.

Waiting: both trays wait at the same time, CrampGuard with a profile past Welcome and nothing due. Switches
and CPU time are those within the span, memory is the PSS at its end. Both processes share Qt's pages, so
each one's PSS is lower than alone; the difference between them stands. Alone it is read after each start.

Lateness: from the instant at which a nudge is due to the arrival of Notify in the notification server's
process, against a bare Qt timer that rings in between, all on one clock. The nudges are snoozes of one habit,
in the process that has just waited: a snooze ends at any instant, a habit first comes due on a whole minute,
and from the alarm on their way is the same. The first comes after the long wait and is told on its own as
well; the others are set less than a second before. The server is the rig's own: how long a real one takes to
draw is not in it. Then the same once more, with a busy process for each core.

The figures are of this machine as it is now: on a busy one look at the bare program first. Exit 1 where a
goal is missed.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from tests.benchmarks.cost import cost
from tests.benchmarks.desktop import HERE, Desktop, desktop
from tests.benchmarks.opening import opening
from tests.benchmarks.table import HEADER, Row
from tests.benchmarks.years import over_years
from tests.desktop.rig import requirements
from tests.desktop.rig.app import App
from tests.desktop.rig.waiting import wait_until

_STARTS = 5
_ALONE = 5.0  # seconds until its CPU and its memory are read, with the other program not running
_START = (
    ("start until the icon is there", "ms", 1.25),
    ("CPU until the icon is there", "ms", 1.40),
    ("CPU until it has settled", "ms", 1.60),
    ("memory (PSS), alone", "MiB", 1.40),
    ("memory (RSS), alone", "MiB", 1.40),
)
_SETTLE = 25.0  # seconds in which a program does what it does once after its start, such as the backup
_STEP = 0.8037  # seconds from nudge to nudge; not a round number, so that parts of milliseconds vary
_ANSWER_AFTER = 0.3  # seconds from a nudge until it is snoozed again
_TIMER_AFTER = 0.6  # seconds from a nudge to the ring of the bare timer: nothing else is going on then
_STEADY = 0.001  # seconds; a time server that corrects the clock gently moves it by less from nudge to nudge

_SWITCHES_A_MINUTE = 1
_LATE_MEDIAN, _LATE_P99 = 20, 50  # milliseconds over the bare timer


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--seconds", type=int, default=120, help="how long both wait (120)")
    parser.add_argument("--nudges", type=int, default=200, help="how many nudges are timed (200)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the figures go as JSON too")
    asked = parser.parse_args(words)
    if absent := requirements.missing((*requirements.BUS, "Xvfb", *requirements.TRAY)):
        parser.error(f"programs not installed: {', '.join(absent)}")
    rows = []
    say(HEADER)
    with desktop() as place:
        on_desktop = chain(
            starting(place),
            waiting(place, asked.seconds),
            lateness(place, asked.nudges),
            under_load(place, asked.nudges),
        )
        for row in chain(on_desktop, opening(), over_years()):
            say(str(row))
            rows.append(row)
    if asked.json is not None:
        asked.json.write_text(json.dumps([row.as_json() for row in rows], indent=1), encoding="utf-8")
    return 0 if all(row.met for row in rows) else 1


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def starting(place: Desktop) -> Iterator[Row]:
    started(place, place.crampguard)
    stopped(place, place.crampguard)
    found: dict[App, list[list[float]]] = {place.crampguard: [], place.bare: []}
    for _ in range(_STARTS):
        for app, starts in found.items():
            wall = started(place, app)
            to_icon = cost(app.pid)
            time.sleep(_ALONE)
            settled = cost(app.pid)
            cpu = (to_icon.cpu * 1000, settled.cpu * 1000)
            starts.append([wall * 1000, *cpu, settled.memory, settled.resident])
            stopped(place, app)
    ours, bare = (
        [statistics.median(figure) for figure in zip(*starts, strict=True)] for starts in found.values()
    )
    for (name, unit, times), mine, least in zip(_START, ours, bare, strict=True):
        yield Row(name, mine, least, unit, times=times)


def started(place: Desktop, app: App) -> float:
    """Starts it and gives the seconds until there is one icon more."""
    icons = len(place.tray.items())
    begin = time.monotonic()
    app.start()
    wait_until(lambda: len(place.tray.items()) > icons, 30, "the icon in the panel")
    return time.monotonic() - begin


def stopped(place: Desktop, app: App) -> None:
    app.terminate()
    wait_until(lambda: not place.tray.items(), 10, "the icon gone")


def waiting(place: Desktop, seconds: int) -> Iterator[Row]:
    apps = (place.crampguard, place.bare)
    for app in apps:
        started(place, app)
    time.sleep(_SETTLE)
    place.must_be_quiet(seconds)
    before = [cost(app.pid) for app in apps]
    time.sleep(seconds)
    after = [cost(app.pid) for app in apps]
    ours, bare = (end - begin for begin, end in zip(before, after, strict=True))
    goal = _SWITCHES_A_MINUTE * seconds / 60
    yield Row(f"context switches in {seconds} s", ours.switches, bare.switches, most=goal)
    yield Row(f"CPU time in {seconds} s", ours.cpu * 1000, bare.cpu * 1000, "ms")
    yield Row("memory (PSS), both running", after[0].memory, after[1].memory, "MiB")


def lateness(place: Desktop, nudges: int) -> Iterator[Row]:
    first = time.time() + 3
    timer = App([sys.executable, HERE / "bare_timer.py"], place.bare.folder)
    with timer:
        timer.start(str(first + _TIMER_AFTER), str(_STEP), str(nudges))
        late = [nudge(place, first + number * _STEP) for number in range(nudges)]
        timer.wait()
        bare = [float(line) * 1000 for line in timer.stdout().split()]
    if place.server.refused:
        raise RuntimeError(f"what was sent is not right: {place.server.refused[0].reason}")
    yield Row("first nudge after the wait, late", late[0], bare[0], "ms")
    yield Row(
        f"{nudges} nudges, late: median", statistics.median(late), statistics.median(bare), "ms", _LATE_MEDIAN
    )
    yield Row(f"{nudges} nudges, late: 99 %", p99(late), p99(bare), "ms", _LATE_P99)


def under_load(place: Desktop, nudges: int) -> Iterator[Row]:
    """The same while every core is busy. How late is too late is said for an idle machine only."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        for row in lateness(place, nudges):
            yield replace(row, name=f"under load: {row.name}", most=None)
    finally:
        for one in busy:
            one.kill()
            one.wait()


def nudge(place: Desktop, due: float) -> float:
    """Sets it, waits for it, and gives the milliseconds that it came late.

    RuntimeError if somebody sets the machine's clock meanwhile.
    """
    before = clock_offset()
    place.snooze(datetime.fromtimestamp(due, UTC))
    late = place.server.arrivals.get(timeout=30) - due
    time.sleep(max(0.0, due + _ANSWER_AFTER - time.time()))
    if abs(clock_offset() - before) > _STEADY:
        raise RuntimeError("the machine's clock was set: the lateness cannot be told")
    return late * 1000


def clock_offset() -> float:
    """Where the wall clock stands to the one that nobody can set. The largest of a few looks, because a look
    that is interrupted gives too little.
    """
    return max(time.time() - time.monotonic() for _ in range(5))


def p99(values: Sequence[float]) -> float:
    return sorted(values)[math.ceil(0.99 * len(values)) - 1]


if __name__ == "__main__":
    sys.exit(main())
