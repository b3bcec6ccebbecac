"""The lock that lets one tray program run in each profile.

The kernel holds it: it belongs to the open file and ends with the process, however that ends. The content of
the file does not matter, so an empty, damaged or copied file never prevents a start.
"""

import contextlib
import os
import sys
from pathlib import Path

from crampguard.i18n import _
from crampguard.store.locks import lock_now
from crampguard.store.places import make_private


class AlreadyRunning(Exception):  # noqa: N818 (an answer, not a fault)
    """Another process holds the profile. str() is one line that names the lock file."""


class ProfileLock:
    """Held from construction until release().

    AlreadyRunning where another process holds it; OSError, with the file's name, where the file cannot be
    made, opened or locked.
    """

    def __init__(self, path: Path) -> None:
        make_private(path.parent)
        self._path = path
        self._file = os.fdopen(_open_locked(path), "wb", buffering=0)
        with contextlib.suppress(OSError):  # on a full disk
            self._file.truncate(0)
            self._file.write(b"%d\n" % os.getpid())  # for people; never read

    def release(self) -> None:
        """Releases the lock. May be called twice."""
        if self._file.closed:
            return
        if sys.platform == "win32":  # which removes no open file, and so none of the next owner
            self._file.close()
            with contextlib.suppress(OSError):
                self._path.unlink()
            return
        with contextlib.suppress(OSError):
            if _is_the_file_at(self._path, self._file.fileno()):
                self._path.unlink()
        self._file.close()


def is_held(path: Path) -> bool:
    """Whether a process holds the lock. OSError where the file cannot be opened or locked.

    It takes the lock for a moment, so call it only when no tray program answers.
    """
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        return not _locked(path, descriptor)
    finally:
        os.close(descriptor)


def no_answer(file: Path | str) -> str:
    """The line for a user whose start was refused."""
    return _("CrampGuard is running already but does not answer; it holds {file}").format(file=file)


def _open_locked(path: Path) -> int:
    """A descriptor that holds the lock. Python opens files close-on-exec, so no child inherits it."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _locked(path, descriptor):
                raise AlreadyRunning(no_answer(path))
            if _is_the_file_at(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # its owner removed it between our open and our lock; try again with a new file


def _locked(path: Path, descriptor: int) -> bool:
    try:
        return lock_now(descriptor)
    except OSError as error:  # such as a network disk without locks
        reason = _("files on this disk cannot be locked ({reason})").format(reason=error.strerror)
        raise OSError(error.errno, reason, str(path)) from error


def _is_the_file_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
