"""The installer for Windows, built and tried out under Wine.

It prints what it saw, and leaves pictures in build/bundles/windows-pictures/, which only a person can judge.
"""

import shutil
import struct
import subprocess
from contextlib import closing
from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from crampguard import __version__
from crampguard.windows.shared.icon import PLATE, WINDOW_SIZES, Face, paint_plate
from tests.bundles.folder import FREEZE, PYINSTALLER, RECIPES, size
from tests.bundles.licences import add_licences
from tests.bundles.linux import paint_icon
from tests.bundles.windows_trial import Trial
from tests.desktop.rig.display import screen
from tests.wine import evening
from tests.wine.windows_python import prepare, python_in
from tests.wine.wine import Wine

NEEDS = ("makensis",)  # tests/wine names what else

_PYTHON = "windows-python"
_PYINSTALLER = (PYINSTALLER, "pefile", "pywin32-ctypes")  # pip leaves out what only Windows needs
_SIDE = 164, 314  # pixels of the picture on the first and the last page


def build(work: Path) -> Path:
    python = prepare(work / _PYTHON, *_PYINSTALLER)
    home = work / "windows"
    frozen = home / "dist" / "crampguard"
    shutil.rmtree(frozen, ignore_errors=True)
    home.mkdir(exist_ok=True)
    paint_icon_of_all_sizes(home / "crampguard.ico")
    paint_side(home / "side.bmp")
    with screen() as display, closing(Wine(home, display.name, "UTC")) as wine:
        told = wine.run(python, *FREEZE, seconds=1800)
    if not frozen.exists():
        raise SystemExit(told)
    add_licences(frozen)
    setup = work / f"CrampGuard-{__version__}-setup.exe"
    defined = {
        "VERSION": __version__,
        "KILOBYTES": size(frozen) // 1024,
        "FOLDER": frozen,
        "ICON": home / "crampguard.ico",
        "SIDE": home / "side.bmp",
        "OUT": setup,
    }
    words = [f"-D{name}={value}" for name, value in defined.items()]
    recipe = str(RECIPES / "crampguard.nsi")
    subprocess.run(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, recipe], check=True)
    return setup


def paint_icon_of_all_sizes(path: Path) -> None:
    """An .ico with our drawing of each size, as PNG."""
    pictures = []
    for side in WINDOW_SIZES:
        picture = path.with_name(f"{side}.png")
        paint_icon(side, picture)
        pictures.append(picture.read_bytes())
    header, entries = struct.pack("<3H", 0, 1, len(pictures)), b""
    offset = len(header) + 16 * len(pictures)
    for side, content in zip(WINDOW_SIZES, pictures, strict=True):
        width = side % 256  # 0 means 256
        entries += struct.pack("<4B2H2I", width, width, 0, 0, 1, 32, len(content), offset)
        offset += len(content)
    path.write_bytes(header + entries + b"".join(pictures))


def paint_side(path: Path) -> None:
    """The moon in the night."""
    side = QImage(*_SIDE, QImage.Format.Format_RGB888)
    side.fill(PLATE)
    moon = paint_plate(128, Face.RESTING, 1)
    with QPainter(side) as painter:
        painter.drawImage((side.width() - moon.width()) // 2, 48, moon)
    side.save(str(path))


def try_out(setup: Path, folder: Path) -> list[float]:
    """AssertionError where a step went wrong."""
    pictures = setup.with_name("windows-pictures")
    pictures.mkdir(exist_ok=True)
    with (
        screen("1366x768x24") as display,
        closing(Wine(folder, display.name, evening.ZONE.key)) as wine,
    ):
        trial = Trial(wine, setup, display, pictures)
        assert evening.tell(trial.steps(python_in(setup.parent / _PYTHON))), "a step went wrong"
        return trial.seconds
