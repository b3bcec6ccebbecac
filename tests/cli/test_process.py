"""Commands as processes of their own: exit status, terminals, pipes, imports."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crampguard import __version__
from tests.cli.shared import SETTINGS, write_settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")


def run(
    profile: Path, *words: str, stdout: int | None = subprocess.PIPE, **env: str
) -> subprocess.CompletedProcess[str]:
    assert profile.exists()
    own = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    own.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "crampguard", *words],
        env=own | env,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=30,
        check=False,
    )


def test_the_package_runs_as_a_program(profile: Path) -> None:
    ended = run(profile, "--version")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"crampguard {__version__}\n", "")


def test_the_exit_status_is_that_of_the_process(profile: Path) -> None:
    assert run(profile, "resume").returncode == 0
    assert run(profile, "nonsense").returncode == 2
    (profile / SETTINGS).unlink()
    broken = run(profile, "tonight", XDG_DATA_HOME="/dev/null")
    assert broken.returncode == 1
    assert len(broken.stderr.splitlines()) == 1


@pytest.mark.parametrize("coding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_a_letter_still_gets_its_list(profile: Path, coding: str) -> None:
    write_settings(profile, '[habits.tea]\ntitle = "Tee 茶"\n')
    ended = run(profile, "tonight", PYTHONIOENCODING=coding)
    assert ended.returncode == 0, ended.stderr
    assert "Tee" in ended.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_behind_the_output_is_one_line(profile: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = run(profile, "tonight", stdout=full.fileno())
    assert ended.returncode == 1
    assert ended.stderr == "crampguard: No space left on device\n"


def test_a_reader_that_has_gone_is_no_traceback(profile: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ended = run(profile, "tonight", stdout=writer)
    finally:
        os.close(writer)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) <= 1


def test_a_closed_output_is_no_traceback(profile: Path) -> None:
    assert profile.exists()
    shell = ["sh", "-c", f'"{sys.executable}" -m crampguard done stretch >&-']
    ended = subprocess.run(shell, capture_output=True, text=True, timeout=30, check=False)
    assert "Traceback" not in ended.stderr


IMPORTED = """
import sys
from crampguard.cli import main

main(sys.argv[1:])
heavy = {"PySide6", "shiboken6", "apscheduler", "icalendar"}
print(sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words",
    [
        ["tonight"],
        ["done", "stretch"],
        ["pause"],
        ["insights"],
        ["export", "mine.json"],
        ["quit"],
        ["check"],
        ["nonsense"],
    ],
)
def test_a_command_does_not_import_qt(profile: Path, words: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", IMPORTED, *words],
        cwd=profile,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert ended.stderr.splitlines()[-1] == "[]"
