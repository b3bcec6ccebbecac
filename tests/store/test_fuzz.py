"""Random bits and rows of a diary spoilt, beside its backups: every start ends with a diary that works.

Few tries each time, so that it stays quick. More: FUZZ_TRIES=1000 pytest tests/store/test_fuzz.py
"""

import os
import random
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from crampguard.routine.checklist import Answer, Pause
from crampguard.routine.morning import Cramp, Morning
from crampguard.routine.record import Record
from crampguard.store import backups, damage, rows
from crampguard.store.diary import Diary, Shown
from crampguard.store.errors import Damaged, NotNow
from crampguard.store.history import records, silence, totals
from crampguard.store.transfer.answers import read_answers
from tests.moved_clock import at, evening

TRIES = int(os.environ.get("FUZZ_TRIES", "25"))
NIGHT, DAY = date(2026, 11, 24), date(2026, 11, 25)
NOW = datetime(2026, 11, 24, 21, 15, tzinfo=UTC)
HEADER = 100  # bytes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


def write(path: Path) -> None:
    """A diary with a row in every table, and its backup."""
    with closing(Diary(path)) as diary, diary.transaction():
        for back in range(40):
            night = NIGHT - timedelta(back)
            diary.mark(night, "stretch", Answer.DONE, NOW)
            diary.set_evening(night, ("stretch", "hydrate"))
            diary.set_morning(night, Morning(cramp=False, note="n" * 40), NOW)
        diary.claim(NIGHT, "hydrate", NOW)
        diary.snooze(NIGHT, "cool_bedroom", NOW)
        diary.set_pause(Pause(NOW, NOW + timedelta(hours=1)))
        diary.set_bedtime(NIGHT, time(23, 30), NOW)
        diary.put_cramp(NIGHT, Cramp(NOW))
        diary.set_sign("numb", True, NOW)
        diary.add_shown(Shown(":1.7", 3, NIGHT, ("stretch",)), NOW, NOW)
        diary.say_once("hello")
    backups.make(path, DAY)


def read(path: Path) -> tuple[Any, ...]:
    """All that the program reads, once to find and once to see it repaired."""
    for last in (False, True):
        with closing(Diary(path)) as diary:
            try:
                found = (
                    diary.remembered(NIGHT),
                    diary.pause(),
                    diary.other_bedtime(NIGHT),
                    diary.open_notification(),
                    diary.cramps(NIGHT),
                    diary.signs(),
                    records(diary),
                    totals(diary),
                    silence(diary, DAY),
                    read_answers(diary),
                )
                with diary.transaction():
                    diary.mark(NIGHT, "written", Answer.DONE, NOW)
                    diary.mark(NIGHT, "written", Answer.CLEARED, NOW)
                    diary.database.run("DELETE FROM marks WHERE habit = 'written'")
            except NotNow:
                assert not last
    return found


def start(folder: Path) -> None:
    """The engine, as tray and terminal start it."""
    found = evening(folder, at("2026-11-24 22:00"))
    found.start()
    found.diary.close()


def back_up(path: Path) -> None:
    """As the running program does some seconds later: it reads the file from end to end."""
    with closing(Diary(path)) as diary:
        try:
            backups.make(path, DAY + timedelta(1))
        except Damaged:
            diary.suspect_damage()
        diary.repairs()
    for left in path.parent.glob(f"backups/diary-{DAY + timedelta(1)}*"):
        left.unlink()


def test_after_any_flipped_bits_a_start_has_the_diary_or_its_backup(path: Path) -> None:
    write(path)
    as_it_was, sound = read(path), path.read_bytes()
    chance = random.Random(20261124)  # noqa: S311
    for number in range(TRIES):
        content = bytearray(sound)
        end = HEADER if number % 2 else len(content)
        for _flip in range(chance.choice((1, 1, 1, 8))):
            content[chance.randrange(end)] ^= 1 << chance.randrange(8)
        begin_again(path, bytes(content))
        found = read(path)
        back_up(path)
        start(path.parent)
        assert damage.is_sound(path), number
        with closing(sqlite3.connect(path)) as connection:
            rows.check_rows(connection)
            ((repairs,),) = connection.execute("SELECT count(*) FROM mendings").fetchall()
        # Flipped bits may turn a text into another that makes as much sense: nobody can tell.
        assert repairs or found == as_it_was or len(records_in(found)) == len(records_in(as_it_was)), number


def records_in(found: tuple[Any, ...]) -> list[Record]:
    return next(part for part in found if isinstance(part, list))


def begin_again(path: Path, content: bytes) -> None:
    for left in path.parent.glob("diary.sqlite3*"):
        left.unlink()
    path.write_bytes(content)


WRONG = ("", "x", "0026-11-24", "9999-12-31", "2026-02-30", "0001-01-01T00:00:00+00:00", "24:00", b"\xff", 7)
WRONG_INSTANTS = ("2026-11-24T22:00:00", "0026-11-24T22:00:00+00:00", "9999-12-31T23:59:59+00:00")


def test_rows_that_make_no_sense_are_put_aside_and_the_others_stay(path: Path) -> None:
    write(path)
    sound = path.read_bytes()
    chance = random.Random(20261124)  # noqa: S311
    columns = [(table, column) for table, checks in rows.CHECKS.items() for column in checks]
    for _number in range(TRIES):
        table, column = chance.choice(columns)
        begin_again(path, sound)
        value = chance.choice((*WRONG, *WRONG_INSTANTS))
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.execute(f"UPDATE OR REPLACE {table} SET {column} = ?", (value,))  # noqa: S608
            connection.commit()
        start(path.parent)
        read(path)
        back_up(path)
        with closing(sqlite3.connect(path)) as connection:
            rows.check_rows(connection)
            for other in {"marks", "mornings", "evenings", "bedtimes", "cramps", "signs"} - {table}:
                assert connection.execute(f"SELECT count(*) FROM {other}").fetchone()[0], (table, other)  # noqa: S608
