"""The programs of Debian that this takes: Wine, a compiler for Windows, a screen and its mouse."""

import os
import shutil
import subprocess
from pathlib import Path

COMPILER = "x86_64-w64-mingw32-gcc"
_PACKAGES = {
    "wine64": "wine64",
    "wineserver": "wine",
    COMPILER: "gcc-mingw-w64-x86-64",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
}


def missing() -> list[str]:
    """Debian's packages that have to be installed first."""
    return [package for program, package in _PACKAGES.items() if not find(program)]


def find(name: str) -> str | None:
    """The path of a program; Debian keeps wine64 beside the others."""
    return shutil.which(name, path=f"{os.environ['PATH']}{os.pathsep}/usr/lib/wine")


def compile_c(*words: str | Path) -> None:
    """For Windows."""
    subprocess.run([COMPILER, *words], check=True)
