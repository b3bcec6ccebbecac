"""Writes files into the desktop's folders."""

import contextlib
import os
from pathlib import Path

from crampguard.store import atomic


def write_if_changed(path: Path, content: bytes) -> None:
    """Writes the file atomically, unless it has that content already. OSError where that fails."""
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(path, content, sync=False)  # after a power cut the next start writes it again


def can_be_written(folder: Path) -> bool:
    """Whether files can be made in the folder, or the folder itself in its nearest existing parent."""
    there = next((parent for parent in (folder, *folder.parents) if os.access(parent, os.F_OK)), Path())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)
