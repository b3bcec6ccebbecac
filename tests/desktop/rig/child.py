"""Child processes that leave nothing behind: own process group, output in a file, a certain end.

A panel that outlives its test draws on the next test's screen; a full pipe stops a chatty daemon. Both look
like failures of the application.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from tests.desktop.rig.waiting import PATIENCE


class Child:
    """A running program; its standard output and error are in the files `out` and `err`, or both in `out`."""

    def __init__(
        self,
        argv: Sequence[str | Path],
        env: Mapping[str, str],
        out: Path,
        err: Path | None = None,
        *,
        cwd: Path | None = None,
        pass_fds: Sequence[int] = (),
    ) -> None:
        self.argv = [str(word) for word in argv]
        self.out = out
        self.err = err or out
        with out.open("ab") as out_file, self.err.open("ab") as err_file:
            self._process = subprocess.Popen(
                self.argv,
                env=dict(env),
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=out_file,
                stderr=err_file,
                start_new_session=True,
                pass_fds=pass_fds,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def returncode(self) -> int | None:
        return self._process.poll()

    def wait(self, timeout: float = 10.0) -> int:
        """The exit status, negative for a signal; subprocess.TimeoutExpired if it goes on.

        `timeout` is in seconds on a quiet machine, as that of wait_until().
        """
        return self._process.wait(timeout * PATIENCE)

    def terminate(self, timeout: float = 10.0) -> int:
        """Ask to end (SIGTERM) and wait."""
        self._process.terminate()
        return self.wait(timeout)

    def kill9(self) -> None:
        """End it at once, as a crash would."""
        self._process.kill()
        self.wait()

    def close(self) -> None:
        """End it and whatever it started, gently first. Safe to call twice."""
        if self.alive:
            self._process.terminate()
            try:
                self._process.wait(3)
            except subprocess.TimeoutExpired:
                self.kill9()
        try:
            os.killpg(self.pid, signal.SIGKILL)  # it led its own group: this reaches its children only
        except (ProcessLookupError, PermissionError):
            return

    def said(self) -> str:
        """Everything that it wrote so far."""
        text = self.out.read_text(errors="replace")
        return text if self.err == self.out else text + self.err.read_text(errors="replace")

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def base_env(folder: Path, **more: str) -> dict[str, str]:
    """An environment in which nothing of the real user is left: home and XDG folders lie in `folder`."""
    env = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "TZ": "Europe/Berlin",
        "HOME": str(folder / "home"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "NO_AT_BRIDGE": "1",
        "GSETTINGS_BACKEND": "memory",
    }
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        Path(env[name]).mkdir(mode=0o700, parents=True, exist_ok=True)
    return env | more
