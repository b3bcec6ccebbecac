"""How this program was installed: the name by which desktops know it, and how it is started again."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import crampguard

IN_FLATPAK = bool(os.environ.get("FLATPAK_ID"))
APP_ID = os.environ.get("FLATPAK_ID") or "crampguard"
"""Names the menu entry, the icons, the windows and the sender of notifications. Flatpak sets its own."""

START_ANEW = 75
"""The status with which the Qt loop ends where the program is to be started anew, in the same process."""

_OF_THIS_START = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")  # else a window would open


def program() -> list[str]:
    """The command of this installation, by its absolute path.

    Links are not resolved: the python of a venv (pipx and uv make one too) is a link to one that does not
    know the venv.
    """
    executable = Path(sys.executable)
    if (bundle := os.environ.get("APPIMAGE")) and _is_inside(executable, os.environ.get("APPDIR")):
        return [bundle]  # what runs is a copy that goes with this process
    if sys.platform == "win32":
        windowless = executable.with_name(f"{executable.stem}w.exe")  # as pythonw.exe, it opens no terminal
        executable = windowless if windowless.exists() else executable
    if getattr(sys, "frozen", False):
        return [str(executable)]
    script = executable.with_name("crampguard")
    if os.access(script, os.X_OK):
        return [str(script)]
    return [str(executable), "-m", "crampguard"]


def replaced_file() -> Path:
    """A file that every upgrade of this installation replaces."""
    return Path(sys.executable if getattr(sys, "frozen", False) else crampguard.__file__)


def environment() -> dict[str, str]:
    """That of the same program, started anew."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_THIS_START}
    return kept | {"PYINSTALLER_RESET_ENVIRONMENT": "1"}  # else it would count as a child of the old one


def start_anew() -> NoReturn:
    """Ends this program and starts it again. OSError where it cannot be started."""
    command = program()
    words = command
    if sys.platform == "win32":  # where exec joins them with spaces
        from subprocess import list2cmdline

        words = [list2cmdline([word]) for word in command]
    os.execve(command[0], words, environment())  # noqa: S606 (our own command)


def _is_inside(executable: Path, folder: str | None) -> bool:
    """Programs that an AppImage starts inherit its variables, so these alone prove nothing."""
    return bool(folder) and executable.is_relative_to(str(folder))
