"""Imports run one way: cli -> app -> windows, desktop -> engine -> store -> routine."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_archon import archrule

ROOT = Path(__file__).parents[1]

QT = ("PySide6*", "shiboken6*")
TOP = ("crampguard.app*", "crampguard.cli*", "crampguard.__main__")
DESKTOP, WINDOWS = "crampguard.desktop*", "crampguard.windows*"
ENGINE, STORE = "crampguard.engine*", "crampguard.store*"

FORBIDDEN = {
    "routine": (STORE, ENGINE, DESKTOP, WINDOWS, *TOP, *QT, "sqlite3*", "os", "os.*", "pathlib*", "time"),
    "store": (ENGINE, DESKTOP, WINDOWS, *TOP, *QT),
    "engine": (DESKTOP, WINDOWS, *TOP, *QT),
    "desktop": (WINDOWS, *TOP),
    "windows": (DESKTOP, *TOP),
    "app": ("crampguard.cli*", "crampguard.__main__"),
    "i18n": (
        "crampguard.routine*",
        STORE,
        ENGINE,
        DESKTOP,
        WINDOWS,
        *TOP,
        *QT,
    ),
}


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_only_from_the_rooms_below_it(room: str) -> None:
    (
        archrule(f"{room} knows nothing above it")
        .match(f"crampguard.{room}", f"crampguard.{room}.*")
        .should_not_import(*FORBIDDEN[room])
        .check("crampguard")
    )


def test_the_package_has_these_rooms_and_no_others() -> None:
    package = ROOT / "crampguard"
    folders = {path.name for path in package.iterdir() if path.is_dir() and path.name != "__pycache__"}
    modules = {path.name for path in package.iterdir() if path.is_file()}
    assert folders == {"cli", "desktop", "engine", "routine", "store", "windows"}
    assert modules == {"__init__.py", "__main__.py", "app.py", "i18n.py", "py.typed"}


MADE_BY_TOOLS = {"__pycache__", "build", "dist"}


def test_the_top_folder_holds_no_surprises() -> None:
    folders = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and path.suffix != ".egg-info"
    }
    assert folders - MADE_BY_TOOLS <= {"crampguard", "docs", "resources", "tests"}
    assert folders >= {"crampguard", "resources", "tests"}


MANY_CALLS = """
from PySide6.QtCore import QObject

found = QObject()
for number in range(20_000):
    found.setObjectName("x")
print("alive")
"""


def test_qt_survives_twenty_thousand_calls() -> None:
    """PySide6 6.12 on Python 3.11 loses a reference to None with each, and aborts after some 5,400."""
    ended = subprocess.run(
        [sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "alive\n"), ended.stderr
