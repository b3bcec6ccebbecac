"""The errors of this room: what the disk or SQLite said, as the line the user reads."""

import errno
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crampguard.i18n import _


class StoreError(Exception):
    """Something could not be read or kept. str() is one clear line that names the file."""


class NotNow(StoreError):  # noqa: N818 (an answer, not a fault)
    """The diary does not do it now, and may do the same later. `why` is the reason without the file.

    of_change: it was a change, not only a look.
    """

    of_change = False

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(_("{file}: {reason}").format(file=file, reason=why))
        self.why = why


class NoRoom(NotNow):
    """The disk is full."""


class Damaged(NotNow):
    """The file is no sound diary."""


class NotOurs(ValueError):  # noqa: N818 (an answer, not a fault)
    """A database of another program, or of a newer version of this one: never to be touched."""


@contextmanager
def as_store_error(file: Path) -> Iterator[None]:
    """What goes wrong with that file inside is a StoreError; a ValueError means that it holds nonsense."""
    try:
        yield
    except (sqlite3.Error, OSError, ValueError) as error:
        raise _store_error(file, error) from error


def _store_error(file: Path, error: Exception) -> StoreError:
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
        return sqlite3.SQLITE_CORRUPT  # a text that is none; Python finds that, and gives no code
    found: int | None = getattr(error, "sqlite_errorcode", None)
    return None if found is None else found & 0xFF


def _is_full(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    # Making room for the index of its log, SQLite calls a full disk an I/O error.
    full = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
    return getattr(error, "sqlite_errorcode", None) in full


def for_log(error: Exception) -> str:
    """What happened and where, without a word of the user's: only what the machine itself said."""
    cause = error.__cause__ or error
    said = getattr(cause, "sqlite_errorname", "") or getattr(cause, "strerror", "")
    where = traceback.extract_tb(cause.__traceback__)[-1:]
    places = [f"in {Path(frame.filename).name}:{frame.lineno}" for frame in where]
    return " ".join(filter(None, [type(error).__name__, type(cause).__name__, said, *places]))
