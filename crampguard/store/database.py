"""The open file of the diary: transactions that reach the disk, and what goes wrong in plain words.

A file that another process has put in the place of ours is followed, and a damaged one is mended, always
between two transactions.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from crampguard.i18n import _
from crampguard.store import backups, damage, schema
from crampguard.store.errors import Damaged, StoreError, code, told
from crampguard.store.places import make_private_file

_PATIENCE = 5.0  # seconds
_DISK = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


class Database:
    """One open diary. Every method raises StoreError when the file does not do what it should.

    patience: for how many seconds a change waits while another process writes; opening waits 5 s.
    """

    def __init__(self, path: Path, patience: float = _PATIENCE) -> None:
        self._path = path
        self._patience = patience
        self._inside = False  # a transaction or snapshot
        self._closed = False  # for good
        self._is_open = False
        self._in_doubt = False
        self._refused = False  # a change, by the disk: a connection does not forget that
        self._open()

    def close(self) -> None:
        self._closed = True
        self._db.close()

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
        """For the readers of this room: history, export."""
        return self._all(sql, values)

    @contextmanager
    def understood(self) -> Iterator[None]:
        """What was read makes sense inside; a ValueError means that it is damaged."""
        with self._told():
            yield

    def doubt(self) -> None:
        """It may be damaged: the next use looks, and mends it if it is."""
        self._in_doubt = True

    def restore(self, backup: Path) -> Path:
        """Everything in the diary becomes what that backup holds; gives the copy of what it held before."""
        self._stay_current()
        with self._told():
            return backups.restore(self._db, self._path, backup)

    # Within

    def _all(self, sql: str, values: Iterable[object] = ()) -> list[Any]:
        self._stay_current()
        with self._told():
            return self._db.execute(sql, tuple(values)).fetchall()

    def _run(self, sql: str, values: Iterable[object] = ()) -> None:
        self._stay_current()
        with self._told():
            self._db.execute(sql, tuple(values))

    @contextmanager
    def _within(self, begin: str) -> Iterator[None]:
        self._run(begin)
        self._inside = True
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
            raise
        finally:
            self._inside = False

    def _stay_current(self) -> None:
        """Opens the file anew where it is another one by now, or did not do what it should."""
        if self._closed:
            raise StoreError(_("{file}: it is closed").format(file=self._path))
        if self._inside:
            return
        if not self._is_open or self._in_doubt or self._file != _file_at(self._path):
            self._is_open = False  # until it is
            self._db.close()
            self._open()

    def _open(self) -> None:
        try:
            if not self._in_doubt:
                self._connect()
                return
        except Damaged:
            pass
        with told(self._path):
            damage.mend(self._path)
        self._connect()

    def _connect(self) -> None:
        with told(self._path):
            if damage.is_gone(self._path):
                raise Damaged(self._path, _("the diary is gone"))
            make_private_file(self._path)
            db = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            try:
                db.execute("PRAGMA synchronous = FULL")
                if schema.is_older(db):
                    backups.keep_before_migration(db, self._path)
                schema.prepare(db)
                # Refused while another writes: the file is as safe without, and the next start tries again.
                with suppress(sqlite3.OperationalError):
                    db.execute("PRAGMA journal_mode = WAL")
                db.execute(f"PRAGMA busy_timeout = {int(1000 * self._patience)}")
            except BaseException:
                db.close()
                raise
        self._db, self._file = db, _file_at(self._path)
        self._is_open, self._in_doubt, self._refused = True, False, False

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            with told(self._path):
                yield
        except StoreError as error:
            self._in_doubt = self._in_doubt or isinstance(error, Damaged)
            self._refused = self._refused or code(error.__cause__) in _DISK
            raise


def _file_at(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
