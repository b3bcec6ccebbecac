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
from tests.wine.windows_python import prepare
from tests.wine.wine import Wine

FOLDER = Path("/opt/crampguard-windows-python")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.wine", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--folder", type=Path, default=FOLDER, help="of the Python; %(default)s if left out")
    parser.add_argument("--make", action="store_true", help="only make it and install this checkout")
    asked = parser.parse_args()
    python = prepare(asked.folder)
    return 0 if asked.make else run_evening(python)


def run_evening(python: Path) -> int:
    """Prints what was seen; 1 if something was wrong."""
    pictures = Path(tempfile.mkdtemp(prefix="crampguard-wine-"))
    print(f"pictures in {pictures}", flush=True)  # noqa: T201
    command = (python, "-m", "crampguard")
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home,
        screen("1366x768x24") as display,
        closing(Wine(Path(home), display.name, evening.ZONE.key)) as wine,
    ):
        program = evening.Program(wine, command, command)
        return 0 if evening.tell(evening.live(program, python, display, pictures)) else 1


if __name__ == "__main__":
    sys.exit(main())
