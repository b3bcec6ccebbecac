"""Files that a desktop or the user reads: whole or not at all."""

import contextlib
import os
from pathlib import Path

from crampguard.store import atomic


def write_if_changed(path: Path, content: bytes) -> None:
    """Puts the content there in one step, unless it is there already. OSError where that cannot be done."""
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(path, content, sync=False)  # the next start writes again what a power cut took


def can_be_written(folder: Path) -> bool:
    """Whether files can be made in the folder, or the folder in the nearest one that there is."""
    there = next((parent for parent in (folder, *folder.parents) if os.access(parent, os.F_OK)), Path())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)
