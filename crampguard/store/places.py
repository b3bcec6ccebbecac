"""Where the files of a profile are. Each set of XDG folders is a profile of its own."""

import errno
import os
import sys
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import platformdirs

from crampguard.i18n import _
from crampguard.store import atomic
from crampguard.store.errors import StoreError

APP = "crampguard"
_SOCKET_PATH_LIMIT = 107  # bytes in sockaddr_un, less the closing NUL


class Places(NamedTuple):
    """No Struct: the icon of the tray does not wait for msgspec."""

    settings: Path
    data: Path
    log: Path
    socket: Path

    @property
    def diary(self) -> Path:
        return self.data / "diary.sqlite3"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def lock(self) -> Path:
        return self.data / "running.lock"


def places() -> Places:
    """The places of the profile that the environment names. StoreError where it names none."""
    try:
        data = platformdirs.user_data_path(APP, appauthor=False)
        return Places(
            settings=platformdirs.user_config_path(APP, appauthor=False) / "settings.toml",
            data=data,
            log=platformdirs.user_log_path(APP, appauthor=False) / "crampguard.log",
            socket=_socket(data),
        )
    except RuntimeError as error:
        raise StoreError(_("you have no home folder here: set HOME to a folder of your own")) from error


def places_in(folder: Path) -> Places:
    """A whole profile in one folder."""
    return Places(folder / "settings.toml", folder, folder / "crampguard.log", _socket(folder))


def make_private(folder: Path) -> None:
    """Makes the folder with access for its user only, whatever the umask. OSError when that fails."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def make_own(folder: Path) -> None:
    """Makes a private folder in a place where other users may have put a folder or link of that name.

    PermissionError where they have.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if sys.platform != "win32" and {folder.lstat().st_uid, folder.stat().st_uid} != {os.getuid()}:
        raise PermissionError(errno.EACCES, _("another user has taken that place"), str(folder))
    make_private(folder)


def make_private_file(path: Path) -> None:
    """Makes the file, empty and private, unless it exists."""
    make_private(path.parent)
    if not path.exists():  # touch() would change its time
        path.touch(mode=0o600)
    keep_private(path)


def keep_private(path: Path) -> None:
    """Removes all rights of other users to the file."""
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def write_for_user(path: Path, content: bytes) -> None:
    """Writes a private file where the user wants it, replacing one that exists.

    StoreError where that fails; then nothing has changed.
    """
    try:
        if path.exists() and not path.is_file():
            raise StoreError(_("{file}: it is not a file").format(file=path))
        atomic.write(path, content)
    except OSError as error:
        raise StoreError(_("{file}: {reason}").format(file=path, reason=error.strerror or error)) from error


def _socket(data: Path) -> Path:
    """A short path of its own for each data folder: in the runtime folder, or else a private one in /tmp.

    On Windows a file that names the pipe.
    """
    if sys.platform == "win32":
        return data / "running.pipe"
    name = f"{APP}-{crc32(os.fsencode(data.absolute())):08x}.socket"
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name
    if path.is_absolute() and len(os.fsencode(path)) <= _SOCKET_PATH_LIMIT:
        return path
    import tempfile

    return Path(tempfile.gettempdir()) / f"{APP}-{os.getuid()}" / name
