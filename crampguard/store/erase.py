"""Deletes everything that the program stored in a profile, and nothing else."""

import glob
import shutil
from collections.abc import Iterator
from pathlib import Path

from crampguard.store.locks import LOCK_FILE
from crampguard.store.places import Places


def erase(where: Places) -> tuple[str, ...]:
    """Deletes diary, backups, settings and log. Returns a line for each that could not be deleted.

    Call it when the diary is closed and nothing writes any more, or files may reappear. The lock stays,
    because the calling program may still hold it.
    """
    failed = []
    for path in _kept(where):
        try:
            if path == where.backups or (path.is_dir() and not path.is_symlink()):
                shutil.rmtree(path)  # refuses a link, whose target may hold more than backups
            else:
                path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            failed.append(f"{error.filename or path}: {error.strerror or error}")
    return tuple(failed)


def _kept(where: Places) -> Iterator[Path]:
    yield where.backups
    yield where.data / LOCK_FILE
    beside = {
        where.diary: ("{}-wal", "{}-shm", "{}-journal", "{}.damaged-*", "{}.repaired*"),
        where.settings: (".{}.????????",),  # left by a crash while the file was replaced
        where.log: ("{}.[0-9]",),  # the older ones
    }
    for path, patterns in beside.items():
        # For a link also its target, beside which SQLite keeps its other files.
        for file in dict.fromkeys((path.resolve(), path)):
            yield file
            for pattern in patterns:
                yield from file.parent.glob(pattern.format(glob.escape(file.name)))
