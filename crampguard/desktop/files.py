"""Files that a desktop or the user reads: whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Puts the content there in one step, unless it is there already. OSError where that cannot be done."""
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".crampguard-", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def can_be_written(folder: Path) -> bool:
    """Whether files can be made in the folder, or the folder in the nearest one that there is."""
    there = next((parent for parent in (folder, *folder.parents) if os.access(parent, os.F_OK)), Path())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)
