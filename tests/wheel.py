"""A wheel of this checkout, for what installs the program as users do."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]


def build_wheel(folder: Path) -> Path:
    """Builds it into the folder, in the place of an older one."""
    for old in folder.glob("crampguard-*.whl"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="cg-wheel-") as name:
        copy = Path(name) / "checkout"  # setuptools leaves a build/ where it builds
        shutil.copytree(CHECKOUT, copy, ignore=shutil.ignore_patterns(".*", "build", "*.egg-info"))
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, copy], check=True)
    (wheel,) = folder.glob("crampguard-*.whl")
    return wheel
