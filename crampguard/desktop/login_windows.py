"""Start at login on Windows: a value of the user's Run key in the registry."""

import sys
import winreg
from contextlib import suppress
from pathlib import Path
from subprocess import list2cmdline

from crampguard.desktop.installation import program

assert sys.platform == "win32"  # noqa: S101 (elsewhere mypy skips the rest)

_CURRENT = r"Software\Microsoft\Windows\CurrentVersion"
_RUN = rf"{_CURRENT}\Run"
_APPROVED = rf"{_CURRENT}\Explorer\StartupApproved\Run"  # Windows' own settings switch it off here
_OFF = 1  # a bit of the first byte there
_NAME = "CrampGuard"


class RegistryAutostart:
    """Read each time, because Windows' settings switch it too."""

    why_not = ""

    @property
    def enabled(self) -> bool:
        approved = _value(_APPROVED)
        switched_off = isinstance(approved, bytes) and any(byte & _OFF for byte in approved[:1])
        return isinstance(_value(_RUN), str) and not switched_off

    @property
    def stale(self) -> bool:
        command = str(_value(_RUN))
        quoted = command.startswith('"')
        return not Path(command[1:].partition('"')[0] if quoted else command.partition(" ")[0]).exists()

    def enable(self) -> None:
        _remove(_APPROVED)
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
            winreg.SetValueEx(key, _NAME, 0, winreg.REG_SZ, list2cmdline(program()))

    def disable(self) -> None:
        _remove(_RUN)


def _value(path: str) -> object:
    """Our value in a key; None where there is none."""
    with suppress(FileNotFoundError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
        return winreg.QueryValueEx(key, _NAME)[0]
    return None


def _remove(path: str) -> None:
    with (
        suppress(FileNotFoundError),
        winreg.OpenKey(winreg.HKEY_CURRENT_USER, path, access=winreg.KEY_SET_VALUE) as key,
    ):
        winreg.DeleteValue(key, _NAME)
