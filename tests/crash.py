"""Kills the writing program at random moments, and looks: `python -m tests.crash --kills 2000`.

A child changes things through the real engine, and says each change on a pipe after it has returned. It is
killed with SIGKILL; then every change it said must be there, the file whole, and the diary open.
"""

import argparse
import os
import random
import signal
import sqlite3
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from crampguard.routine.checklist import Answer, Mark
from crampguard.routine.morning import Morning
from crampguard.store import backups, damage
from crampguard.store.diary import Diary
from tests.answers import by
from tests.moved_clock import MovedClock, at, evening

START = at("2026-11-22 22:20")
NIGHT = date(2026, 11, 22)
ABOUT = date(2026, 11, 21)
HABITS = ("stretch", "hydrate", "cool_bedroom", "loose_bedding")
WORK = (*("done", "skip", "undo", "cramp", "morning") * 4, "backup")
LONGEST = 0.04  # seconds from the first change to the kill, at most


class Lost(AssertionError):  # noqa: N818
    """Something that was said to be saved is not there."""


def work(folder: Path, say: Callable[[str], None], seed: int, began: datetime) -> None:
    """Changes one thing after the other, each a little later, until it is killed."""
    chance = random.Random(seed)  # noqa: S311
    found = evening(folder, began)
    engine, clock = found.engine, found.clock
    while True:
        clock.instant += timedelta(milliseconds=1)
        what = chance.choice(WORK)
        say(f"? {what}")
        match what:
            case "done" | "skip" | "undo":
                habit = chance.choice(HABITS)
                getattr(by(engine), what)(habit, NIGHT)
                say(f"{what} {_second(clock)} {habit}")
            case "cramp":
                by(engine).cramp_now()
                say(f"cramp {_second(clock)}")
            case "morning":
                by(engine).morning(
                    Morning(cramp=True, count=chance.randint(1, 9), note=_second(clock)), ABOUT
                )
                say(f"morning {_second(clock)}")
            case "backup":
                backups.make(found.diary.database.path, NIGHT + timedelta(chance.randint(0, 9)))


def _second(clock: MovedClock) -> str:
    return clock.now().isoformat(timespec="microseconds")


def kill_one(folder: Path, seed: int, began: datetime) -> list[str]:
    """Lets a child work and kills it; gives what it said."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            work(folder, lambda line: _write(write, line), seed, began)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as said:
        lines = [said.readline()]
        time.sleep(random.Random(-seed).uniform(0, LONGEST))  # noqa: S311 (a moment nobody chose)
        os.kill(child, signal.SIGKILL)
        lines += said.readlines()
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise Lost("the child ended by itself")
    return [line.strip() for line in lines if line.endswith("\n")]


def _write(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())


def look_at(folder: Path, said: list[str]) -> Counter[str]:
    """What was found. Lost where anything is missing or not whole."""
    path = folder / "diary.sqlite3"
    found = Counter(kills=1, acknowledged=sum(not line.startswith("?") for line in said))
    found["with a log to recover"] += path.with_name(f"{path.name}-wal").exists()
    found["in the middle of a backup"] += said[-1] == "? backup"
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Lost("the file is not whole")
    with closing(Diary(path)) as diary:
        if diary.repairs() or damage.put_aside(path):
            raise Lost("the diary was taken for damaged")
        _compare(diary, said)
    for backup in backups.listed(path):
        if backup.nights is None:
            raise Lost(f"{backup.path.name} cannot be read")
    return found


def _compare(diary: Diary, said: list[str]) -> None:
    """Each change that was said is there, or one of a later instant in its place."""
    cramps = {cramp.at.astimezone(UTC) for cramp in diary.cramps(NIGHT)}
    marks = diary.remembered(NIGHT).marks
    morning = diary.morning(ABOUT)
    answers = {"done": Answer.DONE, "skip": Answer.SKIPPED, "undo": Answer.CLEARED}
    last: dict[str, tuple[Answer, datetime]] = {}
    for line in said:
        if line.startswith("?"):
            continue
        what, instant, *habit = line.split()
        when = datetime.fromisoformat(instant)
        if what == "cramp" and when not in cramps:
            raise Lost(line)
        if what == "morning" and (morning is None or morning.at < when):
            raise Lost(line)
        if what in answers:
            last[habit[0]] = answers[what], when
    for name, (answer, when) in last.items():
        mark = marks.get(name, Mark(Answer.CLEARED, START))  # nothing to take back is as good as taken back
        if mark.answer is not answer and mark.at <= when:
            raise Lost(f"{name}: {answer}")


def crash(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Kills so often, in the same profile; gives what was found. Lost where anything is missing."""
    found: Counter[str] = Counter()
    evening(folder, START).diary.close()
    for number in range(kills):
        said = kill_one(folder, seed + number, START + timedelta(seconds=number))
        found += look_at(folder, said)
    return found


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--kills", type=int, default=2000)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = crash(Path(folder), asked.kills, asked.seed)
    for what, count in found.items():
        print(f"{what}: {count}")  # noqa: T201


if __name__ == "__main__":
    main()
