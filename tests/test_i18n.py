"""What the locale of the environment decides."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DEFINITIONS = Path("/usr/share/i18n/locales")
ASKS = "from crampguard.i18n import locale_has_12_hours; print(locale_has_12_hours())"


def has_12_hours(name: str, folder: Path) -> bool:
    """What a process says that runs under that locale, looked for in the folder first."""
    environment = {**os.environ, "LC_ALL": name, "LOCPATH": str(folder)}
    done = subprocess.run([sys.executable, "-c", ASKS], env=environment, capture_output=True, check=True)
    return done.stdout == b"True\n"


@pytest.mark.parametrize("name", ["C", "xx_XX.UTF-8"])
def test_without_a_locale_clocks_have_24_hours(name: str, tmp_path: Path) -> None:
    assert not has_12_hours(name, tmp_path)


@pytest.mark.skipif(
    shutil.which("localedef") is None or not DEFINITIONS.is_dir(), reason="locales cannot be compiled here"
)
@pytest.mark.parametrize(
    ("name", "twelve"),
    [("en_US", True), ("en_GB", False), ("de_DE", False), ("ar_EG", True), ("fa_IR", False)],
)
def test_clocks_are_as_the_locale_writes_them(name: str, twelve: bool, tmp_path: Path) -> None:
    made = tmp_path / f"{name}.UTF-8"
    # It warns about what these definitions leave out, and ends with 1 then.
    subprocess.run(["localedef", "-i", name, "-f", "UTF-8", str(made)], capture_output=True, check=False)
    assert has_12_hours(f"{name}.UTF-8", tmp_path) is twelve
