"""What opening each window costs, the first and the second time: CPU of a process of its own, offscreen."""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.table import Row
from tests.desktop.rig.child import base_env

_RUNS = 3
_FIRST, _SECOND = 200.0, 60.0  # milliseconds
_WINDOWS = ("welcome", "tonight", "morning", "history", "stretch", "settings", "advice", "cramp_now")
_PROGRAM = """
import json, sys, time
from PySide6.QtWidgets import QApplication
from crampguard.desktop.process import import_as_python_does
from crampguard.start import Start
from crampguard.store.places import places

import_as_python_does()
qt = QApplication([])
qt.setQuitOnLastWindowClosed(False)
app = Start(qt, places()).app
took = []
for _ in range(2):
    before = time.process_time()
    getattr(app._windows, "open_" + sys.argv[1])()
    qt.processEvents()
    took.append((time.process_time() - before) * 1000)
    qt.closeAllWindows()
print(json.dumps(took))
app.stop()
"""


def opening() -> Iterator[Row]:
    for name in _WINDOWS:
        first, second = (
            statistics.median(times) for times in zip(*map(_opened, [name] * _RUNS), strict=True)
        )
        yield Row(f"{name} opens", first, unit="ms", most=_FIRST)
        yield Row(f"{name} opens again", second, unit="ms", most=_SECOND)


def _opened(name: str) -> list[float]:
    """Milliseconds, for a profile that is past Welcome."""
    with tempfile.TemporaryDirectory(prefix="cg-bench-") as folder:
        nowhere = f"unix:path={folder}/no-bus"
        env = base_env(
            Path(folder),
            XDG_RUNTIME_DIR=folder,
            QT_QPA_PLATFORM="offscreen",
            DBUS_SESSION_BUS_ADDRESS=nowhere,
            DBUS_SYSTEM_BUS_ADDRESS=nowhere,
        )
        for window in ("tonight", name):  # the first start ever, with Welcome, is left out
            ended = subprocess.run(
                [sys.executable, "-c", _PROGRAM, window],
                env=env,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                timeout=60,
                check=True,
            )
        found: list[float] = json.loads(ended.stdout)
        return found
