"""The open file of the diary: durable transactions, and errors in plain words.

If another process has replaced the file, the new one is opened; a damaged one is repaired. Both happen only
between two transactions.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from crampguard.i18n import _
from crampguard.store import backups, damage, schema
from crampguard.store.errors import Damaged, StoreError
from crampguard.store.failures import DISK_REFUSES, FAILURES, as_store_error, code, store_error
from crampguard.store.places import make_private_file
from crampguard.store.rows import stored

PATIENCE = 5.0  # seconds
T = TypeVar("T")


class Database:
    """The open file. Every method raises StoreError when it fails.

    patience: how many seconds a change waits while another process writes; opening waits 5 s.
    """

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience
        self._inside = False  # a transaction or snapshot is open
        self._closed = False  # for good
        self._is_open = False
        self._in_doubt = False
        self._refused = False  # the disk refused a change; the connection then goes on refusing
        self._open()

    def close(self) -> None:
        """Closes it for good. Repairs damage that was found, because a short command has no next use."""
        if not self._closed:
            self._closed = True
            self._db.close()
            if self._in_doubt:
                with suppress(StoreError):
                    damage.repair(self.path)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; no other process writes while it is open."""
        if self._refused:
            self._is_open = False
        with self._begun("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside see one state of the diary; inside a transaction or another snapshot, that one's."""
        if self._inside:
            yield
            return
        with self._begun("BEGIN"):
            yield

    def rows(self, sql: str, *values: object) -> list[Any]:
        """The rows of a query. Dates and instants can be given as they are, here and below."""
        return self._try(lambda: self._db.execute(sql, tuple(map(stored, values))).fetchall())

    def read(self, sql: str, make: Callable[..., T], *values: object) -> list[T]:
        """The rows of a query, each turned into a value by `make` (see rows.py).

        A row for which it raises ValueError is left out here, and put aside before the next use.
        """
        found = []
        for row in self.rows(sql, *values):
            try:
                found.append(make(*row))
            except ValueError:
                self._in_doubt = True
        return found

    def run(self, sql: str, *values: object) -> None:
        """Runs one statement that changes something."""
        self._try(lambda: self._db.execute(sql, tuple(map(stored, values))))

    def run_many(self, sql: str, rows: Iterable[Iterable[object]]) -> None:
        """Runs the same statement for each of these rows."""
        self._try(lambda: self._db.executemany(sql, (tuple(map(stored, row)) for row in rows)))

    def _try(self, act: Callable[[], T]) -> T:
        """No context manager: this runs for each statement."""
        self._stay_current()
        try:
            return act()
        except FAILURES as error:
            found = store_error(self.path, error)
            self._judge(found, error)
            raise found from error

    def _judge(self, error: StoreError, cause: BaseException | None) -> None:
        self._in_doubt = self._in_doubt or isinstance(error, Damaged)
        self._refused = self._refused or code(cause) in DISK_REFUSES

    def suspect_damage(self) -> None:
        """The file may be damaged: the next use checks it, and repairs it if it is."""
        self._in_doubt = True

    def restore(self, backup: Path) -> Path | None:
        """Replaces the content with that of a backup, see `damage.restore`."""
        self._refuse_when_closed()
        try:
            return damage.restore(self.path, backup, self._patience)
        except StoreError as error:
            self._judge(error, error.__cause__)
            raise

    # Inside a transaction or snapshot

    @contextmanager
    def _begun(self, begin: str) -> Iterator[None]:
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
        """Opens the file again if it was replaced, refused a change or may be damaged."""
        self._refuse_when_closed()
        if self._inside:
            return
        if not self._is_open or self._in_doubt or self._file != _file_at(self.path):
            self._is_open = False  # stays so if opening fails
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
                # Refused while another process writes. The file is as safe without; the next start retries.
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
