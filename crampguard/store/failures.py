"""Errors of disk and SQLite turned into those of errors.py, which the start knows without SQLite."""

import errno
import logging
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crampguard.i18n import _
from crampguard.store.errors import Damaged, NoRoom, NotNow, NotOurs, StoreError

_log = logging.getLogger(__name__)

FAILURES = (sqlite3.Error, OSError, ValueError)  # ValueError: the content of the file is damaged

DISK_REFUSES = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
"""The primary result codes that say so."""


@contextmanager
def as_store_error(file: Path) -> Iterator[None]:
    """Turns the FAILURES of that file into StoreError."""
    try:
        yield
    except FAILURES as error:
        raise store_error(file, error) from error


def store_error(file: Path, error: Exception) -> StoreError:
    if _is_full(error):
        return NoRoom(file, _("the disk is full"))
    if isinstance(error, OSError):
        return NotNow(file, error.strerror or str(error))
    if isinstance(error, ValueError) and not isinstance(error, NotOurs):
        return Damaged(file, _("the diary is damaged"))
    match code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return NotNow(file, _("another program is using the diary"))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return NotNow(file, _("the diary cannot be written"))
        case sqlite3.SQLITE_CANTOPEN:
            return NotNow(file, _("the diary cannot be opened"))
        case sqlite3.SQLITE_IOERR:
            return NotNow(file, _("the disk reports a fault"))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return Damaged(file, _("the diary is damaged"))
    return StoreError(_("{file}: {reason}").format(file=file, reason=error))


def code(error: BaseException | None) -> int | None:
    """SQLite's primary result code; None where the error is not SQLite's."""
    if "decode" in str(error) and isinstance(error, sqlite3.OperationalError):
        return sqlite3.SQLITE_CORRUPT  # invalid UTF-8, which Python reports without a code
    found: int | None = getattr(error, "sqlite_errorcode", None)
    return None if found is None else found & 0xFF


def _is_full(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    # SQLite reports a full disk as an I/O error when it enlarges the index of its log.
    full = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
    return getattr(error, "sqlite_errorcode", None) in full


@contextmanager
def only_logged() -> Iterator[None]:
    """A StoreError inside is logged, and the program goes on."""
    try:
        yield
    except StoreError as error:
        _log.warning("%s", for_log(error))


def for_log(error: Exception) -> str:
    """What happened and where, without anything that the user wrote: only what the system reported."""
    cause = error.__cause__ or error
    reason = getattr(cause, "sqlite_errorname", "") or getattr(cause, "strerror", "")
    where = traceback.extract_tb(cause.__traceback__)[-1:]
    places = [f"in {Path(frame.filename).name}:{frame.lineno}" for frame in where]
    return " ".join(filter(None, [type(error).__name__, type(cause).__name__, reason, *places]))
