"""Imports run one way: cli -> app -> windows, desktop -> engine -> store -> routine."""

import ast
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from pytest_archon import archrule

ROOT = Path(__file__).parents[1]

QT = ("PySide6*", "shiboken6*")
TOP = ("crampguard.app*", "crampguard.start*", "crampguard.cli*", "crampguard.__main__")
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


WINDOW_FOLDERS = sorted(
    path.name
    for path in (ROOT / "crampguard" / "windows").iterdir()
    if (path / "__init__.py").exists() and path.name != "shared"
)
MANAGER = "crampguard.windows.manager"


def inside(folder: str) -> str:
    return f"crampguard.windows.{folder}*"


@pytest.mark.parametrize("folder", [*WINDOW_FOLDERS, "shared"])
def test_a_window_imports_what_is_shared_and_no_other_window(folder: str) -> None:
    others = [inside(other) for other in WINDOW_FOLDERS if other != folder]
    (
        archrule(f"windows.{folder} knows no other window")
        .match(f"crampguard.windows.{folder}", f"crampguard.windows.{folder}.*")
        .should_not_import(*others, MANAGER)
        .check("crampguard")
    )


def test_only_the_manager_opens_windows() -> None:
    """start.py makes the tray, and `crampguard report` writes the page for the doctor without its window."""
    allowed = {"crampguard.app": "tray", "crampguard.start": "tray", "crampguard.cli.nights": "doctor"}
    (
        archrule("only the manager imports windows")
        .match("crampguard*")
        .exclude(MANAGER, *map(inside, WINDOW_FOLDERS), *allowed)
        .should_not_import(*map(inside, WINDOW_FOLDERS))
        .check("crampguard", only_direct_imports=True)
    )
    for module, folder in allowed.items():
        (
            archrule(f"{module} imports {folder} alone")
            .match(module)
            .should_not_import(*(inside(other) for other in WINDOW_FOLDERS if other != folder))
            .check("crampguard", only_direct_imports=True)
        )


def test_no_two_public_classes_or_functions_share_a_name() -> None:
    """Not in cli/, where a command is named after what is typed, and the type of an argument after that."""
    names = Counter(
        node.name
        for path in (ROOT / "crampguard").rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and not node.name.startswith("_")
        and not (path.parent.name == "cli" and isinstance(node, ast.FunctionDef))
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_the_package_has_these_rooms_and_no_others() -> None:
    package = ROOT / "crampguard"
    folders = {path.name for path in package.iterdir() if path.is_dir() and path.name != "__pycache__"}
    modules = {path.name for path in package.iterdir() if path.is_file()}
    assert folders == {"cli", "desktop", "engine", "routine", "store", "windows"}
    assert modules == {
        "__init__.py",
        "__main__.py",
        "app.py",
        "i18n.py",
        "py.typed",
        "shipped.py",
        "start.py",
    }


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


def test_every_package_is_in_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(project["tool"]["setuptools"]["packages"]) - {
        "crampguard.resources"
    }  # stands beside crampguard/
    folders = {init.parent.relative_to(ROOT) for init in (ROOT / "crampguard").rglob("__init__.py")}
    assert listed == {".".join(folder.parts) for folder in folders}
