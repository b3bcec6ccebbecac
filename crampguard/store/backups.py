"""Copies of the diary in the folder backups: one a day, and one before each risky step.

Each is a complete file that was checked from end to end before it got its name.
"""

import errno
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from crampguard.i18n import _, ngettext
from crampguard.store import rows, schema
from crampguard.store.atomic import put_in_place
from crampguard.store.errors import StoreError
from crampguard.store.failures import as_store_error
from crampguard.store.locks import alone
from crampguard.store.places import make_private, make_private_file

STAMP = "%Y-%m-%dT%H-%M-%S"  # of an instant, in the name of a file

BESIDE = ("", "-wal", "-shm", "-journal")  # a database and what SQLite keeps beside it

_DAYS, _WEEKS, _RESTORED = 7, 4, 3  # how many of each kind are kept
_PATIENCE = 5.0  # seconds
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# These tables are about this installation, not about the nights, so a restore leaves them alone.
_OF_THIS_INSTALLATION = ("said", "mendings", "notifications", "put_aside")


class Backup(Struct, frozen=True):
    """day: its date. size: in bytes. nights: how many it has answers for; None if it cannot be read."""

    path: Path
    day: date
    size: int
    nights: int | None

    @property
    def is_daily(self) -> bool:
        return _is_daily(self.path)

    @property
    def content_words(self) -> str:
        """What is in it, in words."""
        if self.nights is None:
            return _("cannot be read")
        text = ngettext("{nights} night, {kilobytes} kB", "{nights} nights, {kilobytes} kB", self.nights)
        return text.format(nights=self.nights, kilobytes=-(-self.size // 1000))


def folder_of(diary: Path) -> Path:
    return diary.parent / "backups"


def listed(diary: Path) -> list[Backup]:
    """All of them, the newest first. StoreError where the folder cannot be read."""
    with as_store_error(folder_of(diary)):
        found = [_described(path) for path in folder_of(diary).glob("*.sqlite3") if path.is_file()]
    return sorted(found, key=lambda backup: (backup.day, backup.path.name), reverse=True)


def daily(diary: Path) -> list[Path]:
    """The daily backups, the newest first."""
    found = folder_of(diary).glob("diary-????-??-??.sqlite3")
    return sorted((path for path in found if _is_daily(path) and path.is_file()), reverse=True)


def day_of(backup: Path) -> date:
    """The day of a daily backup."""
    return date.fromisoformat(backup.stem.removeprefix("diary-"))


def is_due(diary: Path, day: date) -> bool:
    """Whether that day has no backup, and the diary has changed since the newest one. StoreError."""
    with as_store_error(diary):
        if _of_day(diary, day).exists():
            return False
        newest = max((path.stat().st_mtime for path in daily(diary)), default=0.0)
        changed = (file.stat().st_mtime for file in (diary, _log_of(diary)) if file.exists())
        return any(at > newest for at in changed)


def make(diary: Path, day: date) -> None:
    """Makes the backup of that day, unless it exists. StoreError where it cannot; Damaged if the diary is."""
    with as_store_error(diary):
        make_private(folder_of(diary))
        with alone(folder_of(diary)):
            if not _of_day(diary, day).exists():
                with closing(sqlite3.connect(diary, timeout=_PATIENCE)) as source:
                    rows.check_rows(source)
                    copy(source, _of_day(diary, day))
                _thin_out(diary)


def keep_before_migration(connection: sqlite3.Connection, diary: Path) -> None:
    """The diary as the older program left it, before the newer one changes its tables."""
    make_private(folder_of(diary))
    with alone(folder_of(diary)):
        if schema.is_older(connection):  # another process may have migrated it meanwhile
            copy(connection, folder_of(diary) / f"before-version-{len(schema.STEPS)}.sqlite3")


def fill_from(connection: sqlite3.Connection, diary: Path, backup: Path) -> Path:
    """Replaces the content of a sound diary with that of a backup, in one transaction.

    Returns a copy of the diary as it was. On an error of SQLite or the disk the diary is unchanged.
    """
    folder = folder_of(diary)
    make_private(folder)
    with alone(folder):
        restored = folder / ".taken"
        before = folder / f"before-restore-{datetime.now().astimezone():{STAMP}}.sqlite3"
        try:
            with opened(backup) as source:
                copy(source, restored)
            with closing(sqlite3.connect(restored, isolation_level=None)) as source:
                schema.prepare(source)
                rows.put_bad_rows_aside(source)
            copy(connection, before)
            schema.prepare(connection)
            _fill(connection, restored)
        finally:
            _remove(restored)
        for older in sorted(folder.glob("before-restore-*.sqlite3"))[:-_RESTORED]:
            older.unlink()
        today = _of_day(diary, datetime.now().astimezone().date())
        if today.is_file():  # it does not match the restored diary
            today.unlink()
    return before


@contextmanager
def opened(backup: Path) -> Iterator[sqlite3.Connection]:
    """Opens a backup read-only; SQLite makes no files beside it."""
    uri = f"{backup.absolute().as_uri()}?immutable=1"
    with as_store_error(backup):
        if not backup.is_file():  # opening a pipe would block
            raise ValueError(_("it is not a file"))
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            if not schema.version(connection):
                raise ValueError(_("it is empty"))
            yield connection


def copy(source: sqlite3.Connection, target: Path) -> None:
    """Makes a complete copy and checks its integrity. On an error nothing has changed.

    Single rows may still be invalid; the caller has to check them.
    """
    new = target.with_name(f"{target.name}.new")
    _remove(new)
    make_private_file(new)
    try:
        with closing(sqlite3.connect(new)) as connection:
            source.backup(connection, progress=_with_timeout())
            connection.execute("PRAGMA journal_mode = DELETE")  # the file alone is all of it
            if not schema.version(connection):
                raise ValueError(_("it is empty"))
            schema.check_integrity(connection)
        put_in_place(new, target)
    except BaseException:
        _remove(new)
        raise


def _remove(database: Path) -> None:
    """Removes a database and the files that SQLite keeps beside it."""
    for end in BESIDE:
        database.with_name(database.name + end).unlink(missing_ok=True)


def _is_daily(path: Path) -> bool:
    try:
        day_of(path)
    except ValueError:
        return False
    return True


def _described(path: Path) -> Backup:
    found = path.stat()
    day = date.fromtimestamp(found.st_mtime)  # noqa: DTZ012 (the user's own)
    if dated := _DATED.search(path.name):
        with suppress(ValueError):
            day = date.fromisoformat(dated[0])
    nights = None
    with suppress(StoreError), opened(path) as connection:
        known = "SELECT night FROM marks"
        if schema.version(connection) > 1:
            known += " UNION SELECT night FROM mornings"
        (nights,) = connection.execute(f"SELECT count(DISTINCT night) FROM ({known})").fetchone()  # noqa: S608
    return Backup(path, day, found.st_size, nights)


def _fill(connection: sqlite3.Connection, restored: Path) -> None:
    connection.execute("ATTACH ? AS restored", (str(restored),))
    try:
        connection.execute("BEGIN IMMEDIATE")
        tables = connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            if table not in _OF_THIS_INSTALLATION:
                connection.execute(f"DELETE FROM main.{table}")  # noqa: S608
                connection.execute(f"INSERT INTO main.{table} SELECT * FROM restored.{table}")  # noqa: S608
        # No routine was seen with these nights: what came due before now never pops up.
        connection.execute(schema.FORGET_ROUTINE)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("DETACH restored")


def _thin_out(diary: Path) -> None:
    """Keeps the last days, and the last backup of each of the last weeks. Removes what a crash left."""
    for left in folder_of(diary).glob("*.new*"):
        left.unlink()
    found = daily(diary)
    weeks: dict[tuple[int, int], Path] = {}
    for path in found:
        weeks.setdefault(day_of(path).isocalendar()[:2], path)
    keep = {*found[:_DAYS], *list(weeks.values())[:_WEEKS]}
    for path in found:
        if path not in keep:
            path.unlink()


def _of_day(diary: Path, day: date) -> Path:
    return folder_of(diary) / f"diary-{day}.sqlite3"


def _log_of(diary: Path) -> Path:
    file = diary.resolve()
    return file.with_name(f"{file.name}-wal")


def _with_timeout() -> Callable[[int, int, int], None]:
    """Limits how long SQLite's backup waits for another program; by itself it waits for ever."""
    end = time.monotonic() + _PATIENCE

    def go_on(_status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() > end:
            raise TimeoutError(errno.EBUSY, _("another program is using the diary"))

    return go_on
