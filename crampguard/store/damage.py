"""What becomes of a damaged diary: it is put aside, and the newest good backup takes its place.

Where only some rows make no sense, they alone are put aside. The user is told, until it has been read. A
newer version's diary, or another program's database, is never touched.
"""

import errno
import glob
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crampguard.i18n import _, ngettext
from crampguard.store import backups, rows, schema
from crampguard.store.atomic import put_in_place
from crampguard.store.backups import BESIDE, STAMP
from crampguard.store.errors import Damaged, NoRoom, NotNow, StoreError, as_store_error, code
from crampguard.store.places import alone, make_private, make_private_file

_A_DAY = 3  # repairs; more would only fill a disk that is failing
_SMALLEST = 512  # bytes of an SQLite database
_UNREADABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY}


@dataclass(frozen=True, slots=True)
class Repair:
    """backup: the date of the one that took the diary's place. rows: how many were put aside instead."""

    backup: str | None = None
    rows: int = 0


def refuse_damage(diary: Path) -> None:
    """ValueError where there is no file to open, or one that cannot be a diary, though there has been one."""
    try:
        found = diary.stat()
    except FileNotFoundError:
        size = 0
    else:
        size = found.st_size
        if not diary.is_file():  # a folder, or a pipe that would be waited for
            raise ValueError(_("it is not a file"))
    if 0 < size < _SMALLEST or (size == 0 and _has_been(diary)):
        raise ValueError(_("the diary is gone"))


def refuse_damaged_header(connection: sqlite3.Connection, diary: Path) -> None:
    """ValueError where the header alone says that the file must not be written, or that it holds nothing."""
    version = schema.version(connection)
    if not version:
        if _has_been(diary):
            raise ValueError(_("the diary is gone"))
        return
    ((patience,),) = connection.execute("PRAGMA busy_timeout").fetchall()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {version}")
    except sqlite3.OperationalError as error:  # that another program writes is no fault
        file = diary.resolve()
        may_write = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
        if may_write and getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY:
            raise ValueError(error) from error
    finally:
        connection.rollback()
        connection.execute(f"PRAGMA busy_timeout = {patience}")


def is_sound(diary: Path) -> bool:
    """Reads all of the file. StoreError where that cannot be done, and where it is not to be touched.

    Single rows that make no sense are another matter: `repair` puts them aside.
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
    """The damaged diaries, and what SQLite kept beside them."""
    file = diary.resolve()
    return sorted(file.parent.glob(f"{glob.escape(file.name)}.damaged-*"))


def repair(diary: Path) -> None:
    """Puts a sound diary in the place of one that is damaged or gone; of a sound one, bad rows aside.

    StoreError where that cannot be done, or has been done too often today. One process at a time does it.
    """
    with as_store_error(diary):
        make_private(diary.resolve().parent)
        with alone(diary.resolve().parent):
            if is_sound(diary) or _is_sound_with_another_header(diary):
                _put_rows_aside(diary)
                return
            _refuse_to_go_on_for_ever(diary)
            new = _new_beside(diary)
            backup = _copy_newest(diary, new)
            with closing(sqlite3.connect(new, isolation_level=None)) as connection:
                _begin_anew(connection)
                _tell(connection, Repair(backup))
            _replace(diary, new)


def restore(diary: Path, backup: Path, patience: float = 5.0) -> Path | None:
    """Everything in the diary becomes what that backup holds; gives the copy of what it held before.

    One that cannot be opened is put aside as it is (None: there was none). StoreError where the backup is not
    good or the disk does not take it, and for a newer version's diary; then nothing has changed.
    patience: seconds to wait while another process writes.
    """
    with as_store_error(diary):
        make_private(diary.resolve().parent)
        with alone(diary.resolve().parent):
            if _can_be_filled(diary):
                opened = sqlite3.connect(diary, timeout=patience, isolation_level=None)
                with closing(opened) as connection:
                    return backups.fill_from(connection, diary, backup)
            new = _new_beside(diary)
            with backups.opened(backup) as source:
                backups.copy(source, new)
            with closing(sqlite3.connect(new, isolation_level=None)) as connection:
                _begin_anew(connection)
                rows.put_bad_rows_aside(connection, _now())
            return _replace(diary, new)


def repair_words(repairs: Sequence[Repair]) -> str:
    """What the user needs to know of it, in a line; empty where there was nothing."""
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


def _has_been(diary: Path) -> bool:
    return bool(backups.daily(diary) or put_aside(diary))


def _can_be_filled(diary: Path) -> bool:
    try:
        return is_sound(diary)
    except NotNow as error:
        if isinstance(error, NoRoom) or code(error.__cause__) not in _UNREADABLE:
            raise
        return False


def _is_sound_with_another_header(diary: Path) -> bool:
    """The last resort where there is no backup: the numbers in its header may be all that is damaged."""
    if backups.daily(diary) or not diary.is_file():
        return False
    with suppress(ValueError, sqlite3.Error):
        with closing(sqlite3.connect(diary, isolation_level=None)) as connection:
            schema.check_integrity(connection)
            schema.correct_header(connection)
        return is_sound(diary)
    return False


def _refuse_to_go_on_for_ever(diary: Path) -> None:
    today = f".damaged-{datetime.now().astimezone():%Y-%m-%d}"
    found = [path for path in put_aside(diary) if today in path.suffix]
    if sum(not path.name.endswith(BESIDE[1:]) for path in found) >= _A_DAY:
        raise OSError(errno.EIO, _("the diary is damaged again and again; the disk may be failing"))


def _new_beside(diary: Path) -> Path:
    file = diary.resolve()
    return file.with_name(f"{file.name}.repaired")


def _copy_newest(diary: Path, new: Path) -> str | None:
    """Copies the newest good backup and gives its date; without one it makes an empty file.

    A backup that cannot be read is passed over, for whatever reason; a full disk is no reason to.
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


def _begin_anew(connection: sqlite3.Connection) -> None:
    schema.prepare(connection)
    # No routine was seen with these nights: what came due before now never pops up.
    connection.execute(schema.FORGET_ROUTINE)


def _put_rows_aside(diary: Path) -> None:
    with closing(sqlite3.connect(diary, isolation_level=None)) as connection:
        schema.prepare(connection)
        with suppress(ValueError):
            rows.check_rows(connection)
            return
        connection.execute("BEGIN IMMEDIATE")
        count = rows.put_bad_rows_aside(connection, _now())
        if count:
            _tell(connection, Repair(rows=count))
        connection.execute("COMMIT")


def _tell(connection: sqlite3.Connection, repair: Repair) -> None:
    values = (_now(), repair.backup, repair.rows)
    connection.execute("INSERT OR REPLACE INTO mendings (at, backup, rows) VALUES (?, ?, ?)", values)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _replace(diary: Path, new: Path) -> Path | None:
    """Puts what is there aside, and the new one in its place; gives where the old one is, if there is."""
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
