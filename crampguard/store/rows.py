"""What the rows of the diary may hold. Each row is checked on its own as it is read.

A row that makes no sense (a bit that flipped, a clock that was wrong) is left out by whoever reads it, and
put aside by the next repair: it must not take the other rows with it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec

from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Morning, faults

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2999, 12, 31)

Check = Callable[[Any], object]


# Each gives the value of a column, or raises ValueError.


def day(found: object) -> date:
    """A date from FIRST_DAY to LAST_DAY, written "2026-11-24"."""
    written = text(found)
    value = date.fromisoformat(written)
    if value.isoformat() != written or not FIRST_DAY <= value <= LAST_DAY:
        raise ValueError(found)
    return value


def instant(found: object) -> datetime:
    """An instant with its offset, of a date from FIRST_DAY to LAST_DAY."""
    value = datetime.fromisoformat(text(found))
    if value.tzinfo is None or not FIRST_DAY <= value.date() <= LAST_DAY:
        raise ValueError(found)
    return value.astimezone(UTC)


def maybe_instant(found: object) -> datetime | None:
    return None if found is None else instant(found)


def wall(found: object) -> time:
    """A wall clock, written "22:30"."""
    value = time.fromisoformat(text(found))
    if f"{value:%H:%M}" != found:
        raise ValueError(found)
    return value


def maybe_wall(found: object) -> time | None:
    return None if found is None else wall(found)


def flag(found: object) -> bool:
    if found not in (0, 1):
        raise ValueError(found)
    return bool(found)


def maybe_flag(found: object) -> bool | None:
    return None if found is None else flag(found)


def number(found: object) -> int:
    if not isinstance(found, int):
        raise ValueError(found)
    return found


def text(found: object) -> str:
    """A text in UTF-8. What SQLite found not to be has surrogates in it (see `put_bad_rows_aside`)."""
    if not isinstance(found, str):
        raise ValueError(found)
    found.encode()
    return found


def morning(found: object) -> Morning:
    """A Morning as JSON."""
    try:
        value = msgspec.json.decode(text(found), type=Morning)
    except msgspec.MsgspecError as error:
        raise ValueError(found) from error
    if wrong := faults(value):
        raise ValueError("; ".join(wrong))
    return value


def _maybe_day(found: object) -> date | None:
    return None if found is None else day(found)


CHECKS: Mapping[str, Mapping[str, Check]] = {
    "marks": {"night": day, "habit": text, "answer": Answer, "at": instant},
    "claims": {"night": day, "habit": text, "told_at": maybe_instant, "heard": flag},
    "snoozes": {"night": day, "habit": text, "until": instant},
    "pause": {"since": instant, "until": maybe_instant, "resumed": flag},
    "bedtimes": {"night": day, "bedtime": maybe_wall, "at": instant},
    "notifications": {
        "server": text,
        "id": number,
        "night": day,
        "habits": text,
        "shown_at": instant,
        "open": flag,
    },
    "said": {"what": text},
    "routine": {"json": text},
    "mornings": {"night": day, "cramp": flag, "at": instant, "details": morning},
    "cramps": {"night": day, "at": instant, "over_at": maybe_instant},
    "signs": {"sign": text, "answer": maybe_flag, "at": instant},
    "mendings": {"at": instant, "backup": _maybe_day, "read": flag, "rows": number},
    "evenings": {"night": day, "habits": text, "closed_at": maybe_instant},
}


def check(connection: sqlite3.Connection) -> None:
    """Reads every row, of whatever version the diary is. ValueError for the first that makes no sense."""
    for table, names, rows in _tables(connection):
        if any(not _makes_sense(table, names, row) for row in rows):
            raise ValueError(table)


def put_bad_rows_aside(connection: sqlite3.Connection, at: str) -> int:
    """Moves the rows that make no sense into put_aside, in the caller's transaction; gives their number."""
    count = 0
    for table, names, found in _tables(connection):
        rows = list(found)
        good = [row for row in rows if _makes_sense(table, names, row)]
        if len(good) < len(rows):
            marks = ", ".join("?" * len(names))
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
            connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", good)  # noqa: S608
            bad = (dict(zip(names, row, strict=True)) for row in rows if not _makes_sense(table, names, row))
            connection.executemany(
                "INSERT INTO put_aside (at, source, row) VALUES (?, ?, ?)",
                ((at, table, json.dumps(row, default=repr)) for row in bad),
            )
            count += len(rows) - len(good)
    return count


def _tables(
    connection: sqlite3.Connection,
) -> Iterator[tuple[str, Sequence[str], Iterator[Sequence[object]]]]:
    """The tables of the diary with their columns and rows. Text that is no UTF-8 comes with surrogates."""
    for table in CHECKS:
        names = [name for _number, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
        if names:
            cursor = connection.cursor()
            connection.text_factory = lambda found: found.decode(errors="surrogateescape")
            try:
                yield table, names, cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            finally:
                connection.text_factory = str


def _makes_sense(table: str, names: Sequence[str], row: Sequence[object]) -> bool:
    checks = CHECKS[table]
    try:
        for name, value in zip(names, row, strict=True):
            if name in checks:
                checks[name](value)
    except ValueError:
        return False
    return True
