"""Builds bundles for people without a terminal, and tries them out: `python -m tests.bundles KIND...`.

What is built stays in the folder build/bundles/.
"""

import argparse
import importlib
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Protocol

from tests.bundles.folder import size
from tests.wheel import CHECKOUT

KINDS = ("deb", "appimage", "flatpak", "windows")


class Kind(Protocol):
    """A module of this package."""

    NEEDS: tuple[str, ...]
    """The programs that it calls."""

    def build(self, work: Path) -> Path: ...
    def try_out(self, bundle: Path, folder: Path) -> list[float]:
        """The seconds of its starts, none where it could not be run here."""
        ...


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bundles", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("kinds", nargs="+", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    kinds: dict[str, Kind] = {
        name: importlib.import_module(f"tests.bundles.{name}") for name in parser.parse_args().kinds
    }
    needed = {program for kind in kinds.values() for program in kind.NEEDS}
    if missing := [program for program in sorted(needed) if not shutil.which(program)]:
        parser.error(f"not installed: {', '.join(missing)}")
    if os.geteuid() != 0:
        parser.error("only root can install a bundle and make a bare system for it")
    os.umask(0o022)  # what is in a bundle is for everybody
    work = CHECKOUT / "build" / "bundles"
    work.mkdir(parents=True, exist_ok=True)
    for kind in kinds.values():
        bundle = kind.build(work)
        with tempfile.TemporaryDirectory(prefix="cg-bundle-") as folder:
            starts = kind.try_out(bundle, Path(folder))
        _tell(bundle, starts)
    return 0


def _tell(bundle: Path, starts: list[float]) -> None:
    ran = (
        f"{size(bundle) / 1e6:.0f} MB, its icon after {statistics.median(starts):.2f} s"
        if starts
        else "not run"
    )
    sys.stdout.write(f"{bundle}: {ran}\n")


if __name__ == "__main__":
    sys.exit(main())
