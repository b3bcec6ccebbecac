"""A real Python 3.11 of Windows, with the real wheels for Windows, run by Wine.

python.org cannot be reached from everywhere, but PyPI has all of it: CPython's DLLs come in the wheel of
panda3d, and its library in Python is this machine's.
"""

import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tests.wheel import build_wheel
from tests.wine.tools import COMPILER, compile_c, missing

HERE = Path(__file__).parent
VERSION = (3, 11)
PANDA = "panda3d==1.10.16"
EXPORT = re.compile(r"^\s*\[ *\d+\].*\s(_?Py\w+)$", re.MULTILINE)


def prepare(folder: Path, *more: str) -> Path:
    """Makes it unless it is there, and installs this checkout and `more` in it. Returns its python.exe.

    SystemExit where something is missing.
    """
    if sys.version_info[:2] != VERSION:
        raise SystemExit("its library has to come from a Python 3.11")
    if packages := missing():
        raise SystemExit(f"apt-get install {' '.join(packages)}")
    if not folder.exists():
        make(folder)
    install(folder, *more)
    return python_in(folder)


def python_in(folder: Path) -> Path:
    return folder / "python" / "python.exe"


def make(folder: Path) -> None:
    """Makes it in an empty folder, without CrampGuard. Takes half a minute or more."""
    python, dlls = folder / "python", folder / "python" / "DLLs"
    dlls.mkdir(parents=True)
    library = sysconfig.get_path("stdlib")
    shutil.copytree(
        library, python / "Lib", ignore=shutil.ignore_patterns("site-packages", "lib-dynload", "test")
    )
    with tempfile.TemporaryDirectory() as name:
        unpacked = Path(name)
        _download(unpacked, "--no-deps", PANDA)
        with zipfile.ZipFile(next(unpacked.glob("*.whl"))) as wheel:
            wheel.extractall(unpacked)
        for file in (unpacked / "deploy_libs").iterdir():
            if not file.name.startswith("api-ms-win-"):  # which are parts of Windows
                shutil.copy(file, python if file.name.startswith(("python", "VCRUNTIME")) else dlls)
    compile_c("-municode", "-o", python_in(folder), HERE / "python.c")
    _make_stable_abi(python)


def install(folder: Path, *more: str) -> None:
    """Builds a wheel of this checkout and installs it in the place of what was installed."""
    packages = folder / "python" / "Lib" / "site-packages"
    shutil.rmtree(packages, ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        wheels = Path(name)
        build_wheel(wheels)
        # pip takes the conditions of pyproject.toml for those of this machine
        _download(wheels, *wheels.iterdir(), "tzdata", *more)
        for wheel in wheels.iterdir():
            if not wheel.name.startswith("jeepney"):
                zipfile.ZipFile(wheel).extractall(packages)
    for library in (packages / "PySide6").glob("VCRUNTIME140*.dll"):  # that of panda3d is too old for Qt
        shutil.copy(library, folder / "python")
    (packages / "sitecustomize.py").write_text(
        "import os\n\nos.environ.pop('TZ', None)  # only Wine needs it\n"
    )


def _make_stable_abi(python: Path) -> None:
    """python3.dll, which wheels for more than one version need: it hands everything on to python311.dll."""
    dump = [COMPILER.replace("gcc", "objdump"), "--private-headers", str(python / "python311.dll")]
    listed = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    names = sorted(set(EXPORT.findall(listed)))
    with tempfile.TemporaryDirectory() as folder:
        nothing, exports = Path(folder, "nothing.c"), Path(folder, "python3.def")
        nothing.write_text("int nothing;\n")
        exports.write_text("EXPORTS\n" + "".join(f"  {name} = python311.{name}\n" for name in names))
        compile_c("-shared", "-nostdlib", "-Wl,--entry=0", "-o", python / "python3.dll", nothing, exports)


def _download(folder: Path, *what: str | Path) -> None:
    for_windows = ("--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.11")
    _pip("download", *for_windows, "--dest", folder, *what)


def _pip(*words: str | Path) -> None:
    pip: Sequence[str] = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    subprocess.run([*pip, *words], check=True)
