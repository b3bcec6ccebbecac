"""The soak command itself: it runs through the whole program, and its verdict can be a bad one."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.desktop.rig.requirements import needs_desktop
from tests.soak import LEEWAY, Measured, verdict

LEVEL = [
    Measured(month, 160_000, 140_000, 52_000, 430_000, 3400, 26, 16, 300, 4000 + month) for month in range(12)
]


@pytest.mark.slow
@needs_desktop
def test_two_evenings_pass_through_the_whole_program() -> None:
    command = [sys.executable, "-m", "tests.soak", "--evenings", "2"]
    ended = subprocess.run(
        command, cwd=Path(__file__).parents[1], capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "2 evenings, " in ended.stdout
    assert ended.stderr == ""


def test_what_levels_off_did_not_grow() -> None:
    assert verdict(LEVEL) == []
    assert verdict(LEVEL[:2]) == []


@pytest.mark.parametrize("name", LEEWAY)
def test_what_grows_is_named(name: str) -> None:
    grown = [replace(one, **{name: getattr(one, name) * (10 + one.evening)}) for one in LEVEL]
    (line,) = verdict(grown)
    assert line.startswith(f"{name} grew from ")
