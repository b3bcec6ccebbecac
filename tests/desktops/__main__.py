"""One evening on a real desktop: `python -m tests.desktops NAME`, as root, once `--make` has made the chroot."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.desktops import evening
from tests.desktops.chroot import NAMES, Session, install, make

FOLDER = Path("/var/tmp/crampguard-desktops")  # noqa: S108: only root writes there
RIGHT, WRONG = "yes", "NO"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.desktops", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--make", action="store_true", help="make the chroot, or add these desktops (all) to it")
    parser.add_argument("--chroot", type=Path, default=FOLDER / "root", help="where it is (%(default)s)")
    asked = parser.parse_args()
    if unknown := [name for name in asked.names if name not in NAMES]:
        parser.error(f"no such desktop: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    if os.geteuid() != 0:
        parser.error("a chroot takes root")
    if asked.make:
        if not shutil.which("mmdebstrap"):
            parser.error("mmdebstrap is not installed: apt-get install mmdebstrap")
        make(asked.chroot, asked.names or NAMES)
        return 0
    if not asked.names:
        parser.error(f"which desktop? There are {', '.join(NAMES)}")
    if not asked.chroot.is_dir():
        parser.error(f"no chroot in {asked.chroot}; python -m tests.desktops --make makes it")
    install(asked.chroot)
    return max([live(asked.chroot, name) for name in asked.names])


def live(root: Path, desktop: str) -> int:
    """One evening; prints what was seen and where the pictures are. 1 if something was wrong."""
    pictures = Path(tempfile.mkdtemp(prefix=f"{desktop}-"))
    print(f"{desktop}: pictures in {pictures}")
    wrong = []

    def say(what: str, seen: object) -> None:
        if seen is False:
            wrong.append(what)
        print(f"  {what}: {({True: RIGHT, False: WRONG}.get(seen, seen) if isinstance(seen, bool) else seen)}", flush=True)

    with Session(root, desktop, pictures) as session:
        evening.live(desktop, session, say)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
