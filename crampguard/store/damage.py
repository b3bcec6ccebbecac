"""Repairs a damaged diary: it is put aside, and the newest good backup takes its place.

Where only some rows are invalid, only those are put aside. The user is shown a line about it until they
acknowledge it. A newer version's diary or another program's database is never touched.
"""

import errno
import glob
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from crampguard.i18n import _, ngettext
from crampguard.store import backups, rows, schema
from crampguard.store.atomic import put_in_place
from crampguard.store.backups import BESIDE, STAMP
from crampguard.store.errors import Damaged, NoRoom, NotNow, StoreError
from crampguard.store.failures import DISK_REFUSES, as_store_error, code
from crampguard.store.locks import alone
from crampguard.store.places import make_private, make_private_file

_REPAIRS_A_DAY = 3  # more would only fill a failing disk
_SMALLEST = 512  # bytes of an SQLite database


class Repair(Struct, frozen=True):
    """backup: the date of the backup that replaced the diary. rows: or how many rows were put aside."""

    backup: str | None = None
    rows: int = 0


def refuse_damage(diary: Path) -> None:
    """ValueError where the diary existed before and is now missing, or where the file cannot be one."""
    try:
        found = diary.stat()
    except FileNotFoundError:
        size = 0
    else:
        size = found.st_size
        if not diary.is_file():  # a folder, or a pipe, which would block
            raise ValueError(_("it is not a file"))
    if 0 < size < _SMALLEST or (size == 0 and _existed_before(diary)):
        raise ValueError(_("the diary is gone"))


def refuse_damaged_header(connection: sqlite3.Connection, diary: Path) -> None:
    """ValueError where the header says read-only though the file is not, or says that the diary is empty."""
    version = schema.version(connection)
    if not version:
        if _existed_before(diary):
            raise ValueError(_("the diary is gone"))
        return
    ((patience,),) = connection.execute("PRAGMA busy_timeout").fetchall()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {version}")
    except sqlite3.OperationalError as error:  # not a fault where another program is writing
        file = diary.resolve()
        may_write = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
        if may_write and getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY:
            raise ValueError(error) from error
    finally:
        connection.rollback()
        connection.execute(f"PRAGMA busy_timeout = {patience}")


def is_sound(diary: Path) -> bool:
    """Whether the whole file can be read. StoreError where it cannot be checked or must not be touched.

    Single invalid rows do not count; `repair` puts them aside.
    """
    try:
        with as_store_error(diary):
            refuse_damage(diary)
            with closing(sqlite3.connect(diary, isolation_level=None)) as connection:
                refuse_damaged_header(connection, diary)
                schema.check_integrity(connection)
    except Damaged:
        return False
    return True


def put_aside(diary: Path) -> list[Path]:
    """The damaged diaries that were put aside, with the files that SQLite kept beside them."""
    file = diary.resolve()
    return sorted(file.parent.glob(f"{glob.escape(file.name)}.damaged-*"))


def repair(diary: Path) -> None:
    """Replaces a diary that is damaged or missing; in a sound one, puts invalid rows aside.

    StoreError where that fails or was done too often today. One process at a time does it.
    """
    with as_store_error(diary):
        make_private(diary.resolve().parent)
        with alone(diary.resolve().parent):
            if is_sound(diary) or _is_sound_with_another_header(diary):
                _put_rows_aside(diary)
                return
            _refuse_repeated_repairs(diary)
            new = _new_beside(diary)
            backup = _copy_newest(diary, new)
            with closing(sqlite3.connect(new, isolation_level=None)) as connection:
                _prepare_new(connection)
                _record_repair(connection, Repair(backup))
            _replace(diary, new)


def restore(diary: Path, backup: Path, patience: float = 5.0) -> Path | None:
    """Replaces the content of the diary with that of a backup. Returns the copy of what was there before.

    A diary that cannot be opened is put aside as it is (None: there was none). StoreError where the backup is
    bad, the disk refuses, or the diary is of a newer version; then nothing has changed.
    patience: seconds to wait while another process writes.
    """
    with as_store_error(diary):
        make_private(diary.resolve().parent)
        with alone(diary.resolve().parent):
            if _can_be_opened(diary):
                opened = sqlite3.connect(diary, timeout=patience, isolation_level=None)
                with closing(opened) as connection:
                    return backups.fill_from(connection, diary, backup)
            new = _new_beside(diary)
            with backups.opened(backup) as source:
                backups.copy(source, new)
            with closing(sqlite3.connect(new, isolation_level=None)) as connection:
                _prepare_new(connection)
                rows.put_bad_rows_aside(connection)
            return _replace(diary, new)


def repair_words(repairs: Sequence[Repair]) -> str:
    """The last repair as a line for the user; empty if there was none."""
    if not repairs:
        return ""
    last = repairs[-1]
    if last.rows:
        text = ngettext(
            "{rows} entry of your diary made no sense and was put aside. All else is as it was.",
            "{rows} entries of your diary made no sense and were put aside. All else is as it was.",
            last.rows,
        )
        return text.format(rows=last.rows)
    if last.backup is None:
        return _("Your diary was damaged or missing. There was no backup, so a new one has begun.")
    text = _(
        "Your diary was damaged or missing. The backup of {date} is in its place; "
        "what you recorded after it is not there."
    )
    return text.format(date=last.backup)


def _existed_before(diary: Path) -> bool:
    return bool(backups.daily(diary) or put_aside(diary))


def _can_be_opened(diary: Path) -> bool:
    try:
        return is_sound(diary)
    except NotNow as error:
        if isinstance(error, NoRoom) or code(error.__cause__) not in DISK_REFUSES:
            raise
        return False


def _is_sound_with_another_header(diary: Path) -> bool:
    """The last resort without a backup: perhaps only the numbers in the header are damaged."""
    if backups.daily(diary) or not diary.is_file():
        return False
    with suppress(ValueError, sqlite3.Error):
        with closing(sqlite3.connect(diary, isolation_level=None)) as connection:
            schema.check_integrity(connection)
            schema.correct_header(connection)
        return is_sound(diary)
    return False


def _refuse_repeated_repairs(diary: Path) -> None:
    today = f".damaged-{datetime.now().astimezone():%Y-%m-%d}"
    found = [path for path in put_aside(diary) if today in path.suffix]
    if sum(not path.name.endswith(BESIDE[1:]) for path in found) >= _REPAIRS_A_DAY:
        raise OSError(errno.EIO, _("the diary is damaged again and again; the disk may be failing"))


def _new_beside(diary: Path) -> Path:
    file = diary.resolve()
    return file.with_name(f"{file.name}.repaired")


def _copy_newest(diary: Path, new: Path) -> str | None:
    """Copies the newest good backup and returns its date; without one it makes an empty file.

    A backup that cannot be read is skipped, whatever the reason; a full disk is an error.
    """
    for backup in backups.daily(diary):
        with suppress(StoreError), backups.opened(backup) as source:
            schema.check_integrity(source)
            rows.check_rows(source)
            break
    else:
        new.unlink(missing_ok=True)
        make_private_file(new)
        return None
    with backups.opened(backup) as source:
        backups.copy(source, new)
    return str(backups.day_of(backup))


def _prepare_new(connection: sqlite3.Connection) -> None:
    schema.prepare(connection)
    # As on a first start, so that what came due before now never pops up.
    connection.execute(schema.FORGET_ROUTINE)


def _put_rows_aside(diary: Path) -> None:
    with closing(sqlite3.connect(diary, isolation_level=None)) as connection:
        schema.prepare(connection)
        with suppress(ValueError):
            rows.check_rows(connection)
            return
        connection.execute("BEGIN IMMEDIATE")
        count = rows.put_bad_rows_aside(connection)
        if count:
            _record_repair(connection, Repair(rows=count))
        connection.execute("COMMIT")


def _record_repair(connection: sqlite3.Connection, repair: Repair) -> None:
    values = (rows.stored(datetime.now(UTC)), repair.backup, repair.rows)
    connection.execute("INSERT OR REPLACE INTO mendings (at, backup, rows) VALUES (?, ?, ?)", values)


def _replace(diary: Path, new: Path) -> Path | None:
    """Puts the old diary aside and the new one in its place. Returns the path of the old one, if any."""
    file = diary.resolve()
    now = datetime.now().astimezone()
    aside = file.with_name(f"{file.name}.damaged-{now:{STAMP}}")
    while aside.exists():
        now += timedelta(seconds=1)
        aside = file.with_name(f"{file.name}.damaged-{now:{STAMP}}")
    for end in BESIDE:
        beside = file.with_name(file.name + end)
        if beside.exists():
            beside.rename(f"{aside}{end}")
    put_in_place(new, file)
    return aside if aside.exists() else None
