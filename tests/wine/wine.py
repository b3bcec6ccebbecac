"""A home of its own in which Wine runs programs for Windows."""

import os
import subprocess
from pathlib import Path

from tests.wine.tools import compile_c, find

_HERE = Path(__file__).parent
_LONGEST = 65_536  # bytes that a pipe holds


class Wine:
    """home: an empty folder, or one that was used before. zone: by the name that Linux has for it."""

    def __init__(self, home: Path, display: str, zone: str) -> None:
        self.home = home
        self.drive = home / "wine" / "drive_c"
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "WINEPREFIX": str(home / "wine"),
            "WINEDEBUG": "-all",
            "DISPLAY": display,
            "TZ": zone,  # of which Wine makes the zone of Windows
        }
        system = self.drive / "windows" / "system32"
        system.mkdir(parents=True, exist_ok=True)
        compile_c("-shared", "-o", system / "icuuc.dll", _HERE / "icuuc.c")

    @property
    def local(self) -> Path:
        """The user's folder AppData/Local."""
        (users,) = (self.drive / "users").glob("[!P]*")
        return users / "AppData" / "Local"

    @property
    def profile(self) -> Path:
        """Where CrampGuard keeps its files."""
        return self.local / "crampguard"

    def start(self, *command: str | Path) -> "subprocess.Popen[bytes]":
        """Wine wants pipes, not files, for what is said."""
        return subprocess.Popen(
            [str(find("wine64")), *command],
            env=self._environment,
            cwd=self.home,  # not this checkout, which `-m crampguard` would find first
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *command: str | Path, seconds: float = 300) -> str:
        """What it says until it ends. TimeoutExpired after so many seconds."""
        with self.start(*command) as process:
            try:
                process.wait(seconds)
            finally:
                process.kill()
            return said(process)

    def close(self) -> None:
        """Ends everything that runs in this home."""
        subprocess.run([str(find("wineserver")), "--kill"], env=self._environment, check=False)


def said(process: "subprocess.Popen[bytes]") -> str:
    """What a process that has ended said. Not up to the end: Wine's own processes keep the pipe open."""
    assert process.stdout is not None
    os.set_blocking(process.stdout.fileno(), False)
    try:
        return os.read(process.stdout.fileno(), _LONGEST).decode()
    except BlockingIOError:
        return ""
