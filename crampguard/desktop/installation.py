"""How this program was installed: the name by which desktops know it, and the command that starts it."""

import os
import sys
from pathlib import Path

IN_FLATPAK = bool(os.environ.get("FLATPAK_ID"))
APP_ID = os.environ.get("FLATPAK_ID") or "crampguard"
"""Names the menu entry, the icons, the windows and the sender of notifications. Flatpak sets its own."""


def program() -> list[str]:
    """The command of this installation, by its absolute path.

    Links are not resolved: the python of a venv (pipx and uv make one too) is a link to one that does not
    know the venv.
    """
    executable = Path(sys.executable)
    if (bundle := os.environ.get("APPIMAGE")) and _is_inside(executable, os.environ.get("APPDIR")):
        return [bundle]  # what runs is a copy that goes with this process
    if getattr(sys, "frozen", False):
        return [str(executable)]
    if sys.platform == "win32":
        windowless = executable.with_name("pythonw.exe")
        return [str(windowless if windowless.exists() else executable), "-m", "crampguard"]
    script = executable.with_name("crampguard")
    if os.access(script, os.X_OK):
        return [str(script)]
    return [str(executable), "-m", "crampguard"]


def _is_inside(executable: Path, folder: str | None) -> bool:
    """Programs that an AppImage starts inherit its variables, so these alone prove nothing."""
    return bool(folder) and executable.is_relative_to(str(folder))
