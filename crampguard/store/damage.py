"""What becomes of a damaged diary: it is put aside, and the newest good backup takes its place.

The user is told, until it has been read. A newer diary, or another program's database, is never touched.
"""

import errno
import glob
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crampguard.i18n import _
from crampguard.store import backups, schema
from crampguard.store.backups import STAMP
from crampguard.store.errors import Damaged, NotNow, StoreError, as_store_error
from crampguard.store.places import alone, make_private, make_private_file, put_in_place

_A_DAY = 3  # repairs; more would only fill a disk that is failing
_BESIDE = ("", "-wal", "-shm", "-journal")


def is_gone(diary: Path) -> bool:
    """Whether there is no diary, or an empty file, where there has been one."""
    try:
        size = diary.stat().st_size
    except FileNotFoundError:
        size = 0
    return size == 0 and bool(backups.daily(diary) or put_aside(diary))


def is_sound(diary: Path) -> bool:
    """Reads all of it. StoreError where that cannot be done, and where it is not to be touched."""
    try:
        with as_store_error(diary):
            if is_gone(diary):
                return False
            with closing(sqlite3.connect(diary)) as connection:
                schema.version(connection)
                schema.check(connection)
    except Damaged:
        return False
    return True


def put_aside(diary: Path) -> list[Path]:
    """The damaged diaries, and what SQLite kept beside them."""
    file = diary.resolve()
    return sorted(file.parent.glob(f"{glob.escape(file.name)}.damaged-*"))


def repair(diary: Path) -> None:
    """Puts a sound diary in the place of one that is damaged or gone; a sound one stays.

    StoreError where that cannot be done, or has been done too often today. One process at a time does it.
    """
    file = diary.resolve()
    with as_store_error(diary):
        make_private(file.parent)
        with alone(file.parent):
            if is_sound(diary):
                return
            now = datetime.now().astimezone()
            _refuse_to_go_on_for_ever(diary, now)
            new = file.with_name(f"{file.name}.repaired")
            taken = _take_backup(diary, new)
            _finish(new, now, taken)
            _put_aside(file, now)
            put_in_place(new, file)


def repair_words(repairs: Sequence[tuple[str, str | None]]) -> str:
    """What the user needs to know of it, in a line; empty where there was nothing."""
    if not repairs:
        return ""
    _at, backup = repairs[-1]
    if backup is None:
        return _("Your diary was damaged or missing. There was no backup, so a new one has begun.")
    text = _(
        "Your diary was damaged or missing. The backup of {date} is in its place; "
        "what you recorded after it is not there."
    )
    return text.format(date=backup)


def _refuse_to_go_on_for_ever(diary: Path, now: datetime) -> None:
    today = [path for path in put_aside(diary) if f".damaged-{now:%Y-%m-%d}" in path.suffix]
    if sum(not path.name.endswith(_BESIDE[1:]) for path in today) >= _A_DAY:
        raise OSError(errno.EIO, _("the diary is damaged again and again; the disk may be failing"))


def _take_backup(diary: Path, new: Path) -> str | None:
    """Copies the newest good one and gives its date. A full disk is no reason to pass one over."""
    for backup in backups.daily(diary):
        try:
            with backups.opened(backup) as source:
                backups.copy(source, new)
        except NotNow as error:
            if not isinstance(error, Damaged):
                raise
        except StoreError:
            continue
        else:
            return backup.stem.removeprefix("diary-")
    new.unlink(missing_ok=True)
    make_private_file(new)
    return None


def _finish(new: Path, now: datetime, taken: str | None) -> None:
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        schema.prepare(connection)
        # No routine was seen with these nights: what came due before now never pops up.
        connection.execute(schema.FORGET_ROUTINE)
        connection.execute(
            "INSERT INTO mendings (at, backup) VALUES (?, ?)", (now.astimezone(UTC).isoformat(), taken)
        )


def _put_aside(file: Path, now: datetime) -> None:
    aside = file.with_name(f"{file.name}.damaged-{now:{STAMP}}")
    while aside.exists():
        now += timedelta(seconds=1)
        aside = file.with_name(f"{file.name}.damaged-{now:{STAMP}}")
    for end in _BESIDE:
        beside = file.with_name(file.name + end)
        if beside.exists():
            beside.rename(f"{aside}{end}")
