"""Atomic writes: even after a power cut, either the old or the new content is there."""

import contextlib
import errno
import os
import sys
from pathlib import Path

from crampguard.i18n import _

_MOST_LINKS = 40  # as in Linux


def write(path: Path, content: bytes, *, sync: bool = True) -> None:
    """Replaces the content of the file. On OSError nothing has changed.

    A new file is readable by its user only. A link of the user's own stays; its target is replaced and keeps
    its mode. A link made by another user is refused. sync: waits until it is on the disk.
    """
    import tempfile

    links, target = followed(path)
    if any(map(_is_foreign, links)):
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
    """Renames a file in the same folder to `path`, replacing what is there, and syncs it."""
    with new.open("r+b") as file:  # Windows syncs no file that is only read
        os.fsync(file.fileno())
    new.replace(path)
    _sync(path.parent)


def _is_foreign(link: Path) -> bool:
    """Whether another user made it. Windows lets no other user into the folders of this one."""
    return sys.platform != "win32" and link.lstat().st_uid not in (os.getuid(), 0)


def is_linked(path: Path) -> bool:
    """Whether the file or its folder is a link, as dotfile managers lay them."""
    return path.is_symlink() or path.parent.is_symlink()


def followed(path: Path) -> tuple[list[Path], Path]:
    """The links on the way to a file, in order, and the file itself, which need not exist.

    Each is a path without links. OSError where the links form a loop.
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
        # A file that is a mount point, as in a container, cannot be replaced, so it is overwritten. A crash
        # leaves the complete new file beside it; if the disk refuses, the old content is written back.
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
    """Makes a rename durable, on file systems that can. Windows opens no folder, and needs none of this."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
