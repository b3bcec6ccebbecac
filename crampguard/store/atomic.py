"""Writes files whole or not at all: even after a power cut, either the old or the new one is there."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from crampguard.i18n import _

_MOST_LINKS = 40  # as in Linux


def write(path: Path, content: bytes, *, sync: bool = True) -> None:
    """Puts the content in the place of the file. OSError when that cannot be done, and nothing has changed.

    It is for its user alone. A link of the user's own stays, and what it leads to is replaced and keeps its
    mode; a link that another user laid is refused. sync: waits until the disk has it.
    """
    links, target = followed(path)
    if any(link.lstat().st_uid not in (os.getuid(), 0) for link in links):
        raise PermissionError(errno.EACCES, _("another user's link leads elsewhere"), str(path))
    number, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    new = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            if sync:
                os.fsync(number)
        if is_linked(path) and target.exists():
            new.chmod(target.stat().st_mode & 0o777)
        _replace(new, target)
    finally:
        new.unlink(missing_ok=True)
    if sync:
        _sync(target.parent)


def put_in_place(new: Path, path: Path) -> None:
    """Gives a file beside it that name, in the place of what had it."""
    with new.open("rb") as file:
        os.fsync(file.fileno())
    new.replace(path)
    _sync(path.parent)


def is_linked(path: Path) -> bool:
    """Whether the file or its folder is a link, as dotfile managers lay them."""
    return path.is_symlink() or path.parent.is_symlink()


def followed(path: Path) -> tuple[list[Path], Path]:
    """The links on the way to a file, in their order, and the file itself, which need not be there.

    Each as a path without links. OSError where they go round in a circle.
    """
    root, *ahead = path.absolute().parts
    links, here = [], Path(root)
    while ahead:
        step = here / ahead.pop(0)
        if step.is_symlink():
            links.append(step)
            if len(links) > _MOST_LINKS:
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
            aim = step.readlink()
            ahead[:0] = aim.parts[1:] if aim.is_absolute() else aim.parts
            here = Path(aim.anchor) if aim.is_absolute() else here
        else:
            here = here.parent if step.name == ".." else step
    return links, here


def _replace(new: Path, target: Path) -> None:
    try:
        new.replace(target)
    except OSError as error:
        if error.errno != errno.EBUSY:
            raise
        # A file that is mounted alone, as in a container, cannot be replaced. While it is written, the whole
        # new one lies beside it, and the old content comes back if the disk refuses.
        old = target.read_bytes()
        try:
            _write_into(target, new.read_bytes())
        except OSError:
            _write_into(target, old)
            raise


def _write_into(target: Path, content: bytes) -> None:
    with target.open("r+b") as file:
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Makes a rename last through a power cut, on a file system that can."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
