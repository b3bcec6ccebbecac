"""A real Python 3.11 of Windows, with the real wheels for Windows, run by Wine.

python.org cannot be reached from everywhere, but PyPI has all of it: CPython's DLLs come in the wheel of
panda3d, and its library in Python is this machine's.
"""

import os
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

HERE = Path(__file__).parent
PANDA = "panda3d==1.10.16"
COMPILER = "x86_64-w64-mingw32-gcc"
PACKAGES = {
    "wine64": "wine64",
    "wineserver": "wine",
    COMPILER: "gcc-mingw-w64-x86-64",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
}
WITHOUT_TZ = "import os; os.environ.pop('TZ', None)"  # which only Wine needs
LONGEST = 65_536  # bytes that a pipe holds
EXPORT = re.compile(r"^\s*\[ *\d+\].*\s(_?Py\w+)$", re.MULTILINE)


def missing() -> list[str]:
    """Debian's packages that have to be installed first."""
    return [package for program, package in PACKAGES.items() if not _program(program)]


def make(folder: Path) -> None:
    """Makes it in an empty folder, without CrampGuard. Takes a minute or two."""
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
            shutil.copy(file, dlls)
            if file.suffix == ".dll":
                shutil.copy(file, python)
    _compile("-municode", "-o", python / "python.exe", HERE / "python.c")
    _compile("-shared", "-o", python / "icuuc.dll", HERE / "icuuc.c")
    _make_stable_abi(python)


def install(folder: Path) -> None:
    """Builds a wheel of this checkout and installs it, with all that it requires on Windows."""
    packages = folder / "python" / "Lib" / "site-packages"
    shutil.rmtree(packages, ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        wheels = Path(name)
        build_wheel(wheels)
        # pip takes the conditions of pyproject.toml for those of this machine
        _download(wheels, *wheels.iterdir(), "tzdata")
        for wheel in wheels.iterdir():
            if not wheel.name.startswith("jeepney"):
                zipfile.ZipFile(wheel).extractall(packages)
    (packages / "sitecustomize.py").write_text(
        "import os\n\nos.environ.pop('TZ', None)  # only Wine needs it\n"
    )


class WindowsPython:
    """Runs it with a home of its own. folder: where it was made. zone: by the name that Linux has for it."""

    def __init__(self, folder: Path, home: Path, display: str, zone: str) -> None:
        self._python = folder / "python" / "python.exe"
        self.home = home
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "WINEPREFIX": str(home / "wine"),
            "WINEDEBUG": "-all",
            "DISPLAY": display,
            "TZ": zone,  # of which Wine makes the zone of Windows
        }

    @property
    def profile(self) -> Path:
        """Where CrampGuard keeps its files."""
        (users,) = (self.home / "wine" / "drive_c" / "users").glob("[!P]*")
        return users / "AppData" / "Local" / "crampguard"

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """Wine wants pipes, not files, for what is said."""
        return subprocess.Popen(
            [str(_program("wine64")), str(self._python), *words],
            env=self._environment,
            cwd=self.home,  # not this checkout, which `-m crampguard` would find first
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *words: str, seconds: float = 300) -> str:
        """What it says until it ends. TimeoutExpired after so many seconds."""
        with self.start(*words) as process:
            try:
                process.wait(seconds)
            finally:
                process.kill()
            return said(process)

    def close(self) -> None:
        """Ends everything that runs in this home."""
        subprocess.run([str(_program("wineserver")), "--kill"], env=self._environment, check=False)


def said(process: "subprocess.Popen[bytes]") -> str:
    """What a process that has ended said. Not up to the end: Wine's own processes keep the pipe open."""
    assert process.stdout is not None
    os.set_blocking(process.stdout.fileno(), False)
    try:
        return os.read(process.stdout.fileno(), LONGEST).decode()
    except BlockingIOError:
        return ""


def _make_stable_abi(python: Path) -> None:
    """python3.dll, which wheels for more than one version need: it hands everything on to python311.dll."""
    dump = [COMPILER.replace("gcc", "objdump"), "--private-headers", str(python / "python311.dll")]
    listed = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    names = sorted(set(EXPORT.findall(listed)))
    with tempfile.TemporaryDirectory() as folder:
        nothing, exports = Path(folder, "nothing.c"), Path(folder, "python3.def")
        nothing.write_text("int nothing;\n")
        exports.write_text("EXPORTS\n" + "".join(f"  {name} = python311.{name}\n" for name in names))
        _compile("-shared", "-nostdlib", "-Wl,--entry=0", "-o", python / "python3.dll", nothing, exports)


def _compile(*words: str | Path) -> None:
    subprocess.run([COMPILER, *words], check=True)


def _download(folder: Path, *what: str | Path) -> None:
    for_windows = ("--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.11")
    _pip("download", *for_windows, "--dest", folder, *what)


def _pip(*words: str | Path) -> None:
    pip: Sequence[str] = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    subprocess.run([*pip, *words], check=True)


def _program(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ['PATH']}{os.pathsep}/usr/lib/wine")
