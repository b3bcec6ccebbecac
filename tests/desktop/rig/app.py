"""The application under test as a user's login would run it: a real process in an environment of its own.

Nothing of the real user is reachable from it: not the home, not the buses, not the screen, not the clock.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from tests.desktop.rig.bus import nudge
from tests.desktop.rig.child import Child, base_env
from tests.desktop.rig.clock import Clock, FakeTime, forget
from tests.desktop.rig.display import Screen
from tests.desktop.rig.waiting import PATIENCE, wait_until

CRAMPGUARD = [sys.executable, "-m", "crampguard"]


class App:
    """A program that can be started, killed, started again, and joined by commands in the same environment.

    `argv` is the program without its arguments, such as [sys.executable, "-m", "crampguard"]. Without
    `screen` Qt draws offscreen, where it has no tray icon; without `bus` there is no session bus. There is
    never a system bus unless one is given.
    """

    def __init__(
        self,
        argv: Sequence[str | Path],
        folder: Path,
        *,
        bus: str | None = None,
        screen: Screen | None = None,
        system_bus: str | None = None,
        clock: FakeTime | None = None,
        extra: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.argv = [str(word) for word in argv]
        self.folder = folder
        self.bus = bus
        self.clock = clock
        self._cwd = cwd or folder
        self._children: list[Child] = []
        # A socket's path has at most 107 bytes; pytest's folders alone can be that long.
        self.runtime = Path(tempfile.mkdtemp(prefix="cg-run-"))
        nowhere = f"unix:path={self.runtime}/no-bus"
        self._env = base_env(
            folder,
            XDG_RUNTIME_DIR=str(self.runtime),
            DBUS_SESSION_BUS_ADDRESS=bus or nowhere,
            DBUS_SYSTEM_BUS_ADDRESS=system_bus or nowhere,
            QT_QPA_PLATFORM="xcb" if screen else "offscreen",
            PYTHONUNBUFFERED="1",
            PYTHONFAULTHANDLER="1",
        )
        if screen:
            self._env["DISPLAY"] = screen.name
        self._env.update(extra or {})

    def env(self) -> dict[str, str]:
        """The environment of a process that starts now."""
        return self._env | (self.clock.env() if self.clock else {})

    def start(self, *args: str) -> Child:
        """Start the program and return at once. Another start() beside a running one is a second instance."""
        number = len(self._children) + 1
        child = Child(
            [*self.argv, *args],
            self.env(),
            self.folder / f"out-{number}.txt",
            self.folder / f"err-{number}.txt",
            cwd=self._cwd,
        )
        self._children.append(child)
        return child

    def run(
        self, *args: str, timeout: float = 30.0, text: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the program to its end, in the same environment and time; `text` is its standard input."""
        return subprocess.run(
            [*self.argv, *args],
            env=self.env(),
            cwd=self._cwd,
            input=text or "",
            capture_output=True,
            encoding="utf-8",
            timeout=timeout * PATIENCE,
            check=False,
        )

    @property
    def child(self) -> Child:
        """The latest start."""
        if not self._children:
            raise RuntimeError("not started")
        return self._children[-1]

    @property
    def pid(self) -> int:
        return self.child.pid

    @property
    def alive(self) -> bool:
        return bool(self._children) and self.child.alive

    def stdout(self) -> str:
        """What the latest start wrote so far."""
        return self.child.out.read_text(encoding="utf-8", errors="replace")

    def stderr(self) -> str:
        """What the latest start complained about so far."""
        return self.child.err.read_text(encoding="utf-8", errors="replace")

    def wait_for_line(self, words: str, timeout: float = 15.0) -> str:
        """Wait until the latest start has written a whole line that begins so, and return the line."""

        def line() -> str:
            whole, _, _ = self.stdout().rpartition("\n")
            return next((line for line in whole.splitlines() if line.startswith(words)), "")

        def line_or_end() -> str:
            alive = self.alive
            found = line()  # looked for after the question, so that last words count
            if not found and not alive:
                raise AssertionError(f"ended with {self.child.returncode} before {words!r}: {self._said()}")
            return found

        return wait_until(
            line_or_end,
            timeout,
            lambda: f"{words!r} in {self._said()}",
        )

    def has_open(self, file: Path) -> bool:
        """Whether the latest start, or what it started, has the file open, also by its path in a chroot."""
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):  # it has ended, or closed what was just listed
                ours = os.getsid(int(process.name)) == self.pid
                if ours and any(opened.samefile(file) for opened in (process / "fd").iterdir()):
                    return True
        return False

    def go(self, at: datetime) -> None:
        """Make it `at` for the program, and wake it so that it looks at its clock."""
        if not isinstance(self.clock, Clock):
            raise TypeError("only a Clock can be moved")
        self.clock.set(at)
        self.wake()

    def wake(self) -> None:
        """Make the program's event loop turn once. It must be on the bus."""
        if self.bus is None or not nudge(self.bus, self.pid):
            raise RuntimeError("the program is not on the bus, it cannot be woken")

    def terminate(self, timeout: float = 10.0) -> int:
        """SIGTERM, as at logout; the exit status."""
        return self.child.terminate(timeout)

    def kill9(self) -> None:
        """SIGKILL, as in a power cut."""
        self.child.kill9()
        forget(self.child.pid)

    def wait(self, timeout: float = 10.0) -> int:
        """The exit status, once it ended by itself."""
        return self.child.wait(timeout)

    def close(self) -> None:
        """End everything that was started and remove the runtime folder. Safe to call twice."""
        for child in self._children:
            child.close()
            forget(child.pid)
        shutil.rmtree(self.runtime, ignore_errors=True)

    def _said(self) -> str:
        return f"stdout {self.stdout()!r}, stderr {self.stderr()!r}"

    def __enter__(self) -> App:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def wait_until_it_runs(app: App) -> None:
    """Wait until the tray program watches the evening and answers other processes.

    It answers before that already. But it opens the diary and begins to watch in one turn of its loop, so an
    answer that comes after it has opened the diary comes after both.
    """
    diary = app.folder / "data" / "crampguard" / "diary.sqlite3"
    wait_until(lambda: app.has_open(diary), 15, "the tray program opens its diary")
    wait_until(lambda: "is running" in tray_line(app), 15, "the tray program answers")


def tray_line(app: App) -> str:
    """What `crampguard check` says of the tray program."""
    lines = app.run("check").stdout.splitlines()
    return next((line for line in lines if "tray program" in line), "")


AppMaker = Callable[..., App]
