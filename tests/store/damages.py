"""A diary with backups, and the ways in which its file is damaged."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from crampguard.routine.checklist import Answer
from crampguard.store import backups, damage
from crampguard.store.diary import Diary
from crampguard.store.errors import Damaged

NIGHT, DAY = date(2026, 11, 24), date(2026, 11, 25)
NOW = datetime(2026, 11, 24, 21, 15, tzinfo=UTC)
PAGE = 4096


def keep_a_diary(path: Path, *, nights: int = 300) -> None:
    with closing(Diary(path)) as diary, diary.transaction():
        for day in range(nights):
            diary.mark(NIGHT - timedelta(day), "stretch", Answer.DONE, NOW)


def back_up_and_go_on(path: Path, day: date = DAY) -> None:
    """A good backup, and one mark that came after it."""
    backups.make(path, day)
    with closing(Diary(path)) as diary:
        diary.mark(NIGHT, f"after_{day.day}", Answer.DONE, NOW)


def marked(path: Path) -> set[str]:
    with closing(Diary(path)) as diary:
        return set(diary.remembered(NIGHT).marks)


def repaired(path: Path) -> list[str | None]:
    with closing(Diary(path)) as diary:
        return [repair.backup for repair in diary.repairs()]


def aside(path: Path) -> list[Path]:
    return [file for file in damage.put_aside(path) if not file.name.endswith(("-wal", "-shm"))]


def overwrite(path: Path, start: int, count: int, byte: int = 0xA5) -> None:
    content = bytearray(path.read_bytes())
    content[start : start + count] = bytes([byte]) * count
    path.write_bytes(content[: max(len(content), 0)])


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // PAGE * PAGE)


def cut_off_within_a_page(path: Path) -> None:
    os.truncate(path, PAGE + 100)


def overwrite_header(path: Path) -> None:
    overwrite(path, 0, 100)


def overwrite_contents(path: Path) -> None:
    """The table of contents: which table begins where."""
    overwrite(path, 100, PAGE - 100, 0xFF)


def overwrite_all_tables(path: Path) -> None:
    overwrite(path, PAGE, path.stat().st_size - PAGE)


def put_zeros(path: Path) -> None:
    """As some file systems leave it after a power cut."""
    path.write_bytes(b"\0" * path.stat().st_size)


def put_text(path: Path) -> None:
    path.write_text("not a database, but long enough to be looked at" * 40)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def one_byte(path: Path) -> None:
    path.write_bytes(b"S")


def flip(path: Path, place: int, bit: int) -> None:
    overwrite(path, place, 1, path.read_bytes()[place] ^ 1 << bit)


def flip_version(path: Path) -> None:
    """The next version, by its number."""
    flip(path, 63, 0)


def flip_far_version(path: Path) -> None:
    flip(path, 60, 6)


def flip_application(path: Path) -> None:
    flip(path, 70, 3)


def flip_schema_format(path: Path) -> None:
    flip(path, 47, 4)


def flip_write_format(path: Path) -> None:
    """What SQLite takes for a file that it must not write."""
    flip(path, 18, 2)


def drop_a_table(path: Path) -> None:
    change(path, "DROP TABLE pause")


def garble_a_table(path: Path) -> None:
    change(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'skipped', 'skippee') WHERE name = 'marks'",
    )


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA journal_mode = DELETE")


HEADERS = [flip_version, flip_far_version, flip_application]

DAMAGES = [
    cut_off,
    cut_off_within_a_page,
    overwrite_header,
    overwrite_contents,
    overwrite_all_tables,
    put_zeros,
    put_text,
    empty,
    one_byte,
    flip_schema_format,
    flip_write_format,
    drop_a_table,
    garble_a_table,
]


def read(path: Path) -> set[str]:
    """As the program reads: what it finds damaged is mended by its next use."""
    with closing(Diary(path)) as diary:
        try:
            return set(diary.remembered(NIGHT).marks)
        except Damaged:
            return set(diary.remembered(NIGHT).marks)
