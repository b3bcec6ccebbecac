"""Checks the rows of the diary, each on its own as it is read.

An invalid row (a flipped bit, a wrong clock) is left out by its reader and put aside by the next repair, so
that it does not affect the other rows.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

import msgspec

from crampguard.routine.checklist import Answer
from crampguard.routine.localtime import wall_text
from crampguard.routine.morning import Morning, morning_faults

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2999, 12, 31)

Check = Callable[[Any], object]
_T = TypeVar("_T")


def stored(value: object) -> object:
    """A value as a column holds it: dates and instants as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


# Each returns the value of a column, or raises ValueError.


def day(found: object) -> date:
    """A date from FIRST_DAY to LAST_DAY, stored as "2026-11-24"."""
    written = text(found)
    value = date.fromisoformat(written)
    if value.isoformat() != written or not FIRST_DAY <= value <= LAST_DAY:
        raise ValueError(found)
    return value


def instant(found: object) -> datetime:
    """An instant with its offset, on a date from FIRST_DAY to LAST_DAY."""
    value = datetime.fromisoformat(text(found))
    if value.tzinfo is None or not FIRST_DAY <= value.date() <= LAST_DAY:
        raise ValueError(found)
    return value.astimezone(UTC)


def wall(found: object) -> time:
    """A wall time, stored as "22:30"."""
    value = time.fromisoformat(text(found))
    if wall_text(value) != found:
        raise ValueError(found)
    return value


def flag(found: object) -> bool:
    if found not in (0, 1):
        raise ValueError(found)
    return bool(found)


def number(found: object) -> int:
    if not isinstance(found, int):
        raise ValueError(found)
    return found


def text(found: object) -> str:
    """A text in UTF-8. Invalid bytes were decoded as surrogates (see `put_bad_rows_aside`)."""
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
    if wrong := morning_faults(value):
        raise ValueError("; ".join(wrong))
    return value


def _or_none(check: Callable[[object], _T]) -> Callable[[object], _T | None]:
    return lambda found: None if found is None else check(found)


maybe_day, maybe_instant, maybe_wall = _or_none(day), _or_none(instant), _or_none(wall)
maybe_flag = _or_none(flag)

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
    "mendings": {"at": instant, "backup": maybe_day, "read": flag, "rows": number},
    "evenings": {"night": day, "habits": text, "closed_at": maybe_instant},
    "known": {"night": day, "at": instant},
    "questions": {"since": day, "habit": text, "at": instant},
    "trials": {"since": day, "habit": text, "until": maybe_day, "at": instant},
    "coins": {"night": day, "side": flag, "at": instant},
}


def check_rows(connection: sqlite3.Connection) -> None:
    """Reads every row, whatever the version of the diary. ValueError for the first invalid one."""
    for table, names, rows in _tables(connection):
        if any(not _is_valid(table, names, row) for row in rows):
            raise ValueError(table)


def put_bad_rows_aside(connection: sqlite3.Connection) -> int:
    """Moves the invalid rows into put_aside, in the caller's transaction. Returns their number."""
    count, now = 0, stored(datetime.now(UTC))
    for table, names, found in _tables(connection):
        rows = list(found)
        good = [row for row in rows if _is_valid(table, names, row)]
        if len(good) < len(rows):
            marks = ", ".join("?" * len(names))
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
            connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", good)  # noqa: S608
            bad = (dict(zip(names, row, strict=True)) for row in rows if not _is_valid(table, names, row))
            connection.executemany(
                "INSERT INTO put_aside (at, source, row) VALUES (?, ?, ?)",
                ((now, table, json.dumps(row, default=repr)) for row in bad),
            )
            count += len(rows) - len(good)
    return count


def _tables(
    connection: sqlite3.Connection,
) -> Iterator[tuple[str, Sequence[str], Iterator[Sequence[object]]]]:
    """The tables of the diary with their columns and rows. Invalid UTF-8 is decoded with surrogates."""
    for table in CHECKS:
        names = [name for _number, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
        if names:
            cursor = connection.cursor()
            connection.text_factory = lambda found: found.decode(errors="surrogateescape")
            try:
                yield table, names, cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            finally:
                connection.text_factory = str


def _is_valid(table: str, names: Sequence[str], row: Sequence[object]) -> bool:
    checks = CHECKS[table]
    try:
        for name, value in zip(names, row, strict=True):
            if name in checks:
                checks[name](value)
    except ValueError:
        return False
    return True
