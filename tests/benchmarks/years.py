"""What commands, the history, a nudge and a backup cost in CPU, with diaries of several lengths."""

import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Morning
from crampguard.store.catalogue import catalogue
from crampguard.store.diary import Diary
from tests.benchmarks.desktop import write_settings
from tests.benchmarks.inside import inside, offscreen_env
from tests.benchmarks.table import Row
from tests.desktop.rig.clock import ZONE
from tests.moved_clock import at

YEARS = (0, 1, 10, 50)
_RUNS = 5
_TIMES = 8.0  # of bare Python, for the command that status bars run
_GROWTH = 1.5  # of an empty diary
_LEVEL = ("tonight --json", "history opens", "nudge")  # which the length of the diary must not slow down
_END = date(2026, 11, 1)


def over_years() -> Iterator[Row]:
    empty: dict[str, float] = {}
    for years in YEARS:
        with tempfile.TemporaryDirectory(prefix="cg-bench-") as folder:
            for name, took, bare in _with_diary(Path(folder), years):
                goal = _TIMES if (name, years) == ("tonight --json", 0) else None
                yield Row(f"{name}, {years} years", took, bare, "ms", times=goal)
                if name in _LEVEL and years:
                    yield Row(f"{name}, {years} years to none", took, empty[name], "ms", times=_GROWTH)
                empty.setdefault(name, took)


def _with_diary(folder: Path, years: int) -> Iterator[tuple[str, float, float | None]]:
    """What was done, the milliseconds that it took, and those of Python with nothing to do."""
    env = offscreen_env(folder)
    write_settings(folder, datetime.now(ZONE))
    ours = [sys.executable, "-m", "crampguard"]
    _cpu([*ours, "tonight"], env)  # makes the profile
    if years:
        with closing(Diary(next(folder.rglob("diary.sqlite3")))) as diary:
            _fill(diary, years * 365)
    kept = str(folder / "all.json")
    commands = {
        "tonight --json": ["tonight", "--json"],
        "insights --json": ["insights", "--json"],
        "export": ["export", kept],
        "import": ["import", kept],
        "report": ["report", str(folder / "page.pdf")],
        "restore": ["restore"],
    }
    for name, words in commands.items():
        pairs = [
            (_cpu([*ours, *words], env), _cpu([sys.executable, "-c", "pass"], env)) for _ in range(_RUNS)
        ]
        took, bare = map(statistics.median, zip(*pairs, strict=True))
        yield name, took, bare
    yield "history opens", statistics.median(inside("open_history", env)[0] for _ in range(_RUNS)), None
    for name in ("nudge", "backup"):
        yield name, statistics.median(inside(name, env)), None


def _cpu(argv: list[str], env: dict[str, str]) -> float:
    """Milliseconds of CPU of the process, which has to succeed."""
    nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    pid = os.posix_spawn(argv[0], argv, env, file_actions=nowhere)
    _pid, status, used = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(argv)} ended with {os.waitstatus_to_exitcode(status)}")
    return (used.ru_utime + used.ru_stime) * 1000


def _fill(diary: Diary, nights: int) -> None:
    """Every evening answered, and a cramp every fifth night."""
    habits = [habit.id for habit in catalogue() if habit.enabled]
    now = at("2026-11-01 12:00")
    days = (_END - timedelta(days=number) for number in range(1, nights + 1))
    while some := list(islice(days, 500)):
        with diary.transaction():
            for day in some:
                diary.set_evening(day, habits)
                for index, habit in enumerate(habits):
                    diary.mark(day, habit, Answer.SKIPPED if (day.day + index) % 4 == 0 else Answer.DONE, now)
                diary.set_morning(day, Morning(cramp=day.toordinal() % 5 == 0), now)
