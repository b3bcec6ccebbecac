"""What one thing costs inside the tray program, in a process of its own: offscreen, without a bus.

`python -m tests.benchmarks.inside WHAT` does it some times in the profile of its environment and writes the
figures as JSON: milliseconds of CPU for a window (`open_history`), `nudge` or `backup`; for `memory` MiB of
the idle program, after all windows were opened and closed, and after they were freed.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from crampguard.app import App
from crampguard.desktop.process import import_as_python_does
from crampguard.start import Start
from crampguard.store import backups
from crampguard.store.places import places
from tests.benchmarks.cost import cost
from tests.benchmarks.desktop import HABIT, ROOT
from tests.desktop.rig.child import base_env

WINDOWS = ("welcome", "tonight", "morning", "history", "stretch", "settings", "advice", "cramp_now")
_TIMES = 5


def offscreen_env(folder: Path) -> dict[str, str]:
    nowhere = f"unix:path={folder}/no-bus"
    return base_env(
        folder,
        XDG_RUNTIME_DIR=str(folder),
        QT_QPA_PLATFORM="offscreen",
        DBUS_SESSION_BUS_ADDRESS=nowhere,
        DBUS_SYSTEM_BUS_ADDRESS=nowhere,
    )


def inside(what: str, env: Mapping[str, str]) -> list[float]:
    """The figures, from a process with that environment, whose profile is past Welcome."""
    for thing in ("open_tonight", what):  # the first start ever shows Welcome
        ended = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.inside", thing],
            cwd=ROOT,
            env=dict(env),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=120,
            check=True,
        )
    found: list[float] = json.loads(ended.stdout)
    return found


def main(what: str) -> None:
    import_as_python_does()
    qt = QApplication([])
    qt.setQuitOnLastWindowClosed(False)
    app = Start(qt, places()).app
    measure = {"nudge": _nudges, "backup": _backups, "memory": _memory}.get(what)
    found = _openings(qt, app, what) if measure is None else measure(qt, app)
    print(json.dumps(found))  # noqa: T201
    app.stop()


def _openings(qt: QApplication, app: App, name: str) -> list[float]:
    return [_opening(qt, app, name) for _ in range(2)]


def _opening(qt: QApplication, app: App, name: str) -> float:
    def show() -> None:
        getattr(app._windows, name)()
        qt.processEvents()

    took = _took(show)
    qt.closeAllWindows()
    return took


def _nudges(_qt: QApplication, app: App) -> list[float]:
    """From the alarm until the notice is published."""
    return [_nudge(app) for _ in range(_TIMES)]


def _nudge(app: App) -> float:
    with app._diary.transaction():
        app._diary.snooze(app._engine.tonight.night.date, HABIT, datetime.now(UTC))
    took = _took(app._ring)
    if not app._engine.tonight.joined:
        raise RuntimeError("nothing was told")
    return took


def _backups(_qt: QApplication, app: App) -> list[float]:
    days = (date(2026, 11, 1) + timedelta(days=number) for number in range(_TIMES))
    return [_took(lambda day=day: backups.make(places().diary, day)) for day in days]  # type: ignore[misc]


def _memory(qt: QApplication, app: App) -> list[float]:
    def settled() -> float:
        QTimer.singleShot(1500, qt.quit)
        qt.exec()
        return cost(os.getpid()).memory

    found = [settled()]
    for name in WINDOWS:
        _opening(qt, app, f"open_{name}")
    found.append(settled())
    app._free_windows()
    return [*found, settled()]


def _took(act: Callable[[], object]) -> float:
    before = process_time()
    act()
    return (process_time() - before) * 1000


if __name__ == "__main__":
    main(sys.argv[1])
