"""What is in memory all evening: the modules of the idle tray, and of the command that status bars run.

A module that is not in these lists costs each start time, and each evening memory. Import it where it is
used, or add it here because it earns its place.
"""

import subprocess
import sys
from pathlib import Path

import pytest

TRAY = """
import sys
from PySide6 import QtCore, QtGui, QtWidgets
before = set(sys.modules)
from crampguard.start import Start
from crampguard.store.places import places
print(*set(sys.modules) - before)
qt = QtWidgets.QApplication([])
QtCore.QTimer.singleShot(1_500, qt.quit)
Start(qt, places()).run()
print(*set(sys.modules) - before)
"""
COMMAND = """
import contextlib, io, sys
before = set(sys.modules)
from crampguard.cli import main
with contextlib.redirect_stdout(io.StringIO()):
    main(["tonight", "--json"])
print(*set(sys.modules) - before)
"""


def names(text: str) -> set[str]:
    return set(text.split())


FIRST_STEP = names(
    "array copy crampguard datetime fcntl locale platformdirs select selectors signal socket unicodedata"
)
# APScheduler: asyncio, calendar, concurrent, contextvars, csv, email, importlib, multiprocessing, pickle,
# quopri, ssl, subprocess and tzlocal. msgspec: decimal, numbers, platform, typing_extensions and uuid.
IDLE_TRAY = FIRST_STEP | names(
    """
    apscheduler asyncio calendar concurrent contextvars csv ctypes decimal email encodings glob heapq
    importlib jeepney json msgspec multiprocessing numbers pickle platform queue quopri sqlite3 ssl subprocess
    sysconfig tomllib typing_extensions tzlocal uuid zoneinfo
    """
)
# msgspec: decimal, inspect (with ast, dis, linecache, opcode, token, tokenize), numbers, platform,
# typing_extensions and uuid. logging and argparse: gettext, shutil (with bz2, lzma), string, traceback.
TONIGHT_JSON = FIRST_STEP | names(
    """
    argparse ast atexit bisect bz2 collections decimal dis encodings gettext glob inspect json linecache
    logging lzma math msgspec numbers opcode platform random shutil sqlite3 string struct sysconfig tempfile
    textwrap threading token tokenize tomllib traceback typing typing_extensions uuid weakref zlib zoneinfo
    """
)


@pytest.fixture(autouse=True)
def own_profile(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", f"unix:path={profile}/no-bus")


def loaded(program: str) -> list[set[str]]:
    """The top names in each line that the program prints, without those that begin with "_"."""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    return [
        {name.partition(".")[0] for name in line.split() if not name.startswith("_")}
        for line in ended.stdout.splitlines()
    ]


def test_the_icon_and_the_idle_tray_load_what_they_need_and_no_more() -> None:
    loaded(TRAY)  # with Welcome
    first_step, idle = loaded(TRAY)
    assert first_step - FIRST_STEP == set()
    assert idle - IDLE_TRAY == set()
    assert "apscheduler" in idle


def test_a_status_bar_loads_what_it_needs_and_no_more() -> None:
    loaded(COMMAND)  # makes the profile
    (found,) = loaded(COMMAND)
    assert found - TONIGHT_JSON == set()
    assert "PySide6" not in found
