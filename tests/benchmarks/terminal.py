"""What commands cost in CPU, with diaries of several lengths, against Python that does nothing."""

import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Morning
from crampguard.store.catalogue import catalogue
from crampguard.store.diary import Diary
from tests.benchmarks.table import Row
from tests.desktop.rig.child import base_env
from tests.moved_clock import at

YEARS = (0, 1, 10, 50)
_RUNS = 5
_TIMES = 8.0  # of bare Python, for the command that status bars run
_GROWTH = 1.5  # of an empty diary
_END = date(2026, 11, 1)


def terminal() -> Iterator[Row]:
    empty: dict[str, float] = {}
    for years in YEARS:
        with tempfile.TemporaryDirectory(prefix="cg-bench-") as name:
            for row in _with_diary(Path(name), years):
                yield row
                if row.name == f"tonight --json, {years} years":
                    first = empty.setdefault("tonight", row.ours)
                    yield Row(f"tonight, {years} years to none", row.ours, first, "ms", times=_GROWTH)


def _with_diary(folder: Path, years: int) -> Iterator[Row]:
    env = base_env(folder, XDG_RUNTIME_DIR=str(folder), QT_QPA_PLATFORM="offscreen")
    bare = [sys.executable, "-c", "pass"]
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
        pairs = [(_cpu([*ours, *words], env), _cpu(bare, env)) for _ in range(_RUNS)]
        took, least = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
        goal = _TIMES if (name, years) == ("tonight --json", 0) else None
        yield Row(f"{name}, {years} years", took, least, "ms", times=goal)


def _cpu(argv: list[str], env: dict[str, str]) -> float:
    """Seconds of CPU of the process, which has to succeed."""
    nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    pid = os.posix_spawn(argv[0], argv, env, file_actions=nowhere)
    _pid, status, used = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(argv)} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime


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
