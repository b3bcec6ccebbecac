"""Locks on files. The system holds them for an open file, so they end with the process, however it ends."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK_FILE = ".lock"  # of a folder, where a folder itself has no lock

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 2**30  # nobody else can read a byte that is locked, so it is one far beyond the content

    def lock_now(descriptor: int) -> bool:
        """Takes the lock of an open file. False where another process holds it; OSError where it has none."""
        return _lock(descriptor, msvcrt.LK_NBLCK)

    @contextmanager
    def alone(folder: Path) -> Iterator[None]:
        """A lock for the folder: one process at a time is inside, the others wait.

        A folder cannot be opened here, so a file in it stands for it.
        """
        descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT)
        try:
            while not _lock(descriptor, msvcrt.LK_LOCK):  # gives up after ten seconds
                pass
            yield
        finally:
            os.close(descriptor)

    def _lock(descriptor: int, how: int) -> bool:
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, how, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLOCK):
                return False
            raise
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def lock_now(descriptor: int) -> bool:
        """Takes the lock of an open file. False where another process holds it; OSError where it has none."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    @contextmanager
    def alone(folder: Path) -> Iterator[None]:
        """A lock on the folder: one process at a time is inside, the others wait."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
