"""The folder that every bundle carries: the program with a Python and Qt of its own, made by PyInstaller."""

import functools
import subprocess
import sys
from pathlib import Path

from crampguard import __version__
from tests.bundles.licences import add_licences
from tests.wheel import CHECKOUT, build_wheel

RECIPES = CHECKOUT / "resources" / "bundles"
PYINSTALLER = "pyinstaller>=6.16"
FREEZE = ("-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", str(RECIPES / "crampguard.spec"))
"""What a Python runs to make `dist/crampguard` in the folder where it is."""


@functools.cache
def build_folder(work: Path) -> Path:
    """Builds it from this checkout, in an environment of its own, and returns it."""
    environment = work / "environment"
    python = str(environment / "bin" / "python")
    subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, PYINSTALLER, str(build_wheel(work))], check=True)
    freeze(python, work)
    return work / "dist" / "crampguard"


def build_newer(work: Path, folder: Path, version: str) -> Path:
    """What build_folder made in `work`, as of another version, in `folder`."""
    (file,) = (work / "environment").glob("lib/python*/site-packages/crampguard/__init__.py")
    file.write_text(file.read_text().replace(__version__, version))
    freeze(work / "environment" / "bin" / "python", folder)
    return folder / "dist" / "crampguard"


def freeze(python: str | Path, work: Path) -> None:
    """Runs PyInstaller in the folder `work`; its result is in `dist/crampguard/` there, with the licences."""
    subprocess.run([python, *FREEZE], cwd=work, check=True)
    add_licences(work / "dist" / "crampguard")


def size(path: Path) -> int:
    """The bytes of a file, or of all files in a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file() and not file.is_symlink())
