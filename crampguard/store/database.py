"""The open file of the diary: transactions that reach the disk, and what goes wrong in plain words.

A file that another process has put in the place of ours is followed, and a damaged one is repaired, always
between two transactions.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from crampguard.i18n import _
from crampguard.store import backups, damage, schema
from crampguard.store.errors import Damaged, StoreError, as_store_error, code
from crampguard.store.places import make_private_file

PATIENCE = 5.0  # seconds
T = TypeVar("T")

_DISK = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


class Database:
    """The open file. Every method raises StoreError when the file does not do what it should.

    patience: for how many seconds a change waits while another process writes; opening waits 5 s.
    """

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience
        self._inside = False  # a transaction or snapshot
        self._closed = False  # for good
        self._is_open = False
        self._in_doubt = False
        self._refused = False  # a change, by the disk: a connection does not forget that
        self._open()

    def close(self) -> None:
        """For good. What this use found damaged is repaired, or a short command would never do it."""
        if not self._closed:
            self._closed = True
            self._db.close()
            if self._in_doubt:
                with suppress(StoreError):
                    damage.repair(self.path)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: no other process writes between the reads and the writes inside."""
        if self._refused:
            self._is_open = False
        with self._within("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside see one state of the diary."""
        with self._within("BEGIN"):
            yield

    def rows(self, sql: str, values: Iterable[object] = ()) -> list[Any]:
        """What the query finds."""
        self._stay_current()
        with self._checked():
            return self._db.execute(sql, tuple(values)).fetchall()

    def read(self, sql: str, values: Iterable[object], make: Callable[..., T]) -> list[T]:
        """What the query finds, each row made a value (see rows.py).

        One that makes no sense (ValueError) is left out here, and put aside before the next use.
        """
        found = []
        for row in self.rows(sql, values):
            try:
                found.append(make(*row))
            except ValueError:
                self._in_doubt = True
        return found

    def run(self, sql: str, values: Iterable[object] = ()) -> None:
        """One statement that changes something."""
        self._stay_current()
        with self._checked():
            self._db.execute(sql, tuple(values))

    def run_many(self, sql: str, rows: Iterable[Iterable[object]]) -> None:
        """The same statement for each of these rows."""
        self._stay_current()
        with self._checked():
            self._db.executemany(sql, map(tuple, rows))

    @contextmanager
    def _checked(self) -> Iterator[None]:
        try:
            with as_store_error(self.path):
                yield
        except StoreError as error:
            self._in_doubt = self._in_doubt or isinstance(error, Damaged)
            self._refused = self._refused or code(error.__cause__) in _DISK
            raise

    def doubt(self) -> None:
        """It may be damaged: the next use looks, and repairs it if it is."""
        self._in_doubt = True

    def restore(self, backup: Path) -> Path | None:
        """Everything in the diary becomes what that backup holds, as `damage.restore` does it."""
        self._refuse_when_closed()
        with self._checked():
            return damage.restore(self.path, backup, self._patience)

    # Within

    @contextmanager
    def _within(self, begin: str) -> Iterator[None]:
        self.run(begin)
        self._inside = True
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
            raise
        finally:
            self._inside = False

    def _stay_current(self) -> None:
        """Opens the file anew where it is another one by now, or did not do what it should."""
        self._refuse_when_closed()
        if self._inside:
            return
        if not self._is_open or self._in_doubt or self._file != _file_at(self.path):
            self._is_open = False  # until it is
            self._db.close()
            self._open()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise StoreError(_("{file}: it is closed").format(file=self.path))

    def _open(self) -> None:
        try:
            if not self._in_doubt:
                self._connect()
                return
        except Damaged:
            pass
        with as_store_error(self.path):
            damage.repair(self.path)
        self._connect()

    def _connect(self) -> None:
        with as_store_error(self.path):
            damage.refuse_damage(self.path)
            make_private_file(self.path)
            db = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            try:
                damage.refuse_damaged_header(db, self.path)
                db.execute("PRAGMA synchronous = FULL")
                if schema.is_older(db):
                    backups.keep_before_migration(db, self.path)
                schema.prepare(db)
                # Refused while another writes: the file is as safe without, and the next start tries again.
                with suppress(sqlite3.OperationalError):
                    db.execute("PRAGMA journal_mode = WAL")
                db.execute(f"PRAGMA busy_timeout = {int(1000 * self._patience)}")
            except BaseException:
                db.close()
                raise
        self._db, self._file = db, _file_at(self.path)
        self._is_open, self._in_doubt, self._refused = True, False, False


def _file_at(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
