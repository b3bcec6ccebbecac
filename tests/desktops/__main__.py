"""One evening on a real desktop: `python -m tests.desktops NAME...`, as root.

Prints what a program can tell, and the folder of the pictures, which only a person can judge. `--make` makes
the chroot that the desktops run in.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.desktops import evening
from tests.desktops.chroot import DESKTOPS, Session, install, make

ROOT = Path("/opt/crampguard-desktops")
MAKE = "python -m tests.desktops --make"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.desktops", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(DESKTOPS))
    parser.add_argument(
        "--make",
        action="store_true",
        help="make the chroot with these desktops, or add them; all if none is named",
    )
    parser.add_argument("--chroot", type=Path, default=ROOT, metavar="FOLDER", help="%(default)s if left out")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(DESKTOPS):
        parser.error(f"no such desktop: {', '.join(sorted(unknown))}; there are {', '.join(DESKTOPS)}")
    if os.geteuid() != 0:
        parser.error("only root can make and enter a chroot")
    if asked.make:
        if not shutil.which("mmdebstrap"):
            parser.error("mmdebstrap is not installed: apt-get install mmdebstrap")
        make(asked.chroot, asked.names or DESKTOPS)
        return 0
    if not asked.names:
        parser.error(f"name a desktop: {', '.join(DESKTOPS)}")
    if not asked.chroot.is_dir():
        parser.error(f"there is no chroot in {asked.chroot}; `{MAKE}` makes it")
    install(asked.chroot)
    return max([run_evening(asked.chroot, name) for name in asked.names])


def run_evening(root: Path, desktop: str) -> int:
    """Print what was seen; 1 if something was wrong."""
    pictures = Path(tempfile.mkdtemp(prefix=f"{desktop}-"))
    right = True
    _write(f"{desktop}: pictures in {pictures}")
    with Session(root, desktop, pictures) as session:
        for what, seen in evening.live(desktop, session):
            right = right and seen is not False
            _write(f"  {what}: {'yes' if seen is True else 'NO' if seen is False else seen}")
    return 0 if right else 1


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
