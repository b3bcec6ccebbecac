"""The files below /usr that a .deb and an AppImage have in common."""

import os
import shutil
from pathlib import Path

from crampguard.desktop.menu_entry import SIZES
from crampguard.windows.shared.icon import Face, paint_plate
from tests.bundles.folder import RECIPES

PROGRAM = "/usr/lib/crampguard/crampguard"
"""What `crampguard` leads to, and what a start at login names."""


def lay_out(folder: Path, root: Path) -> None:
    """Makes `root`/usr: the program, its command, its menu entry and its icons."""
    usr = root / "usr"
    shutil.copytree(folder, usr / "lib" / "crampguard", symlinks=True)
    command = _made(usr / "bin" / "crampguard")
    command.symlink_to(os.path.relpath(root / PROGRAM.lstrip("/"), command.parent))
    shutil.copyfile(RECIPES / "crampguard.desktop", _made(usr / "share/applications/crampguard.desktop"))
    for size in SIZES:
        paint_icon(size, _made(usr / f"share/icons/hicolor/{size}x{size}/apps/crampguard.png"))


def paint_icon(size: int, path: Path) -> None:
    """In the format that the file's name says."""
    paint_plate(size, Face.RESTING, 1).save(str(path))


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
