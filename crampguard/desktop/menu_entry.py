"""The program's entry and icons among the user's applications.

Not only for the menu: notifications and Wayland windows name themselves by the application id, and the
desktop looks up name and icon here. Where a package (.deb, Flatpak) has brought them, they are the system's.
"""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import platformdirs

from crampguard.desktop import entry, files
from crampguard.desktop.installation import APP_ID

SIZES = (16, 22, 24, 32, 48, 64, 128, 256)

Picture = Callable[[int], bytes]
"""The icon of that many pixels, as PNG."""

_log = logging.getLogger(__name__)


def install(picture: Picture) -> None:
    """Call it at each start: installs what is missing or of another version. A failure is only logged."""
    if not entry.XDG:
        return
    there = entry.read(_entry())
    try:
        if _is_the_systems():
            remove()  # else our copy of an earlier installation would hide it
        elif entry.is_obsolete(there) or not entry.starts_another(there):
            _install(picture)
    except OSError as error:
        _log.warning("no entry among the applications: %s", error)


def installed() -> bool:
    return _is_the_systems() or bool(entry.read(_entry()))


def can_be_installed() -> bool:
    return entry.XDG and files.can_be_written(_entry().parent)


def _is_the_systems() -> bool:
    folders = platformdirs.site_data_dir(multipath=True).split(os.pathsep)
    return any(Path(folder, "applications", entry.FILE).is_file() for folder in folders)


def remove() -> None:
    """Removes everything. OSError where that fails."""
    for path in (_entry(), *(path for _size, path in _icons())):
        path.unlink(missing_ok=True)


def _install(picture: Picture) -> None:
    """The entry is written last and contains the version, so it alone says whether icons must be painted."""
    text = entry.entry_text(
        {
            "StartupNotify": "true",  # with it comes the token to bring the window forward
            "StartupWMClass": APP_ID,
            "X-GNOME-UsesNotifications": "true",
        }
    )
    new = not _entry().exists() or _entry().read_bytes() != text
    wanted = [(size, path) for size, path in _icons() if new or not path.exists()]
    for size, path in wanted:
        files.write_if_changed(path, picture(size))
    if wanted:
        os.utime(_theme())  # desktops look for new icons only after the theme folder has changed
    files.write_if_changed(_entry(), text)


def _icons() -> Iterator[tuple[int, Path]]:
    for size in SIZES:
        yield size, _theme() / f"{size}x{size}" / "apps" / f"{APP_ID}.png"


def _theme() -> Path:
    return platformdirs.user_data_path() / "icons" / "hicolor"


def _entry() -> Path:
    return platformdirs.user_data_path() / "applications" / entry.FILE
