"""An evening on Windows code: `python -m tests.wine`, with Python 3.11 on Debian.

Makes a Python of Windows at the first time, installs this checkout in it, and lives through an evening under
Wine. Prints what it saw, and where the pictures are, which only a person can judge.
"""

import argparse
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.desktop.rig.display import screen
from tests.wine import evening
from tests.wine.windows_python import WindowsPython, install, make, missing

FOLDER = Path("/opt/crampguard-windows-python")
VERSION = (3, 11)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.wine", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--folder", type=Path, default=FOLDER, help="of the Python; %(default)s if left out")
    parser.add_argument("--make", action="store_true", help="only make it and install this checkout")
    asked = parser.parse_args()
    if sys.version_info[:2] != VERSION:
        parser.error("its library has to come from a Python 3.11")
    if packages := missing():
        parser.error(f"apt-get install {' '.join(packages)}")
    if not asked.folder.exists():
        make(asked.folder)
    install(asked.folder)
    return 0 if asked.make else run_evening(asked.folder)


def run_evening(folder: Path) -> int:
    """Prints what was seen; 1 if something was wrong."""
    right = True
    pictures = Path(tempfile.mkdtemp(prefix="crampguard-wine-"))
    _write(f"pictures in {pictures}")
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home,
        screen("1366x768x24") as display,
        closing(WindowsPython(folder, Path(home), display.name, evening.ZONE.key)) as python,
    ):
        for what, seen in evening.live(python, display, pictures):
            right = right and seen is not False
            _write(f"  {what}: {'yes' if seen is True else 'NO' if seen is False else seen}")
    return 0 if right else 1


def _write(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
