"""crampguard report: the page for the doctor from a terminal, without a screen, and what it refuses."""

import os
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine

from crampguard.cli import main
from crampguard.routine.morning import Morning
from crampguard.store.diary import Diary
from tests.moved_clock import at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")

DIARY = Path("data_home/crampguard/diary.sqlite3")
NOW = at("2026-11-23 08:00")
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

Captured = pytest.CaptureFixture[str]


def run(*words: str, screen: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, for there is one application of Qt in each."""
    env = {name: value for name, value in os.environ.items() if name not in SCREENS}
    if screen:
        env["DISPLAY"] = screen
    command = [sys.executable, "-W", "error", "-m", "crampguard", "report", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=env, check=False)


@pytest.fixture
def kept(profile: Path) -> Path:
    """A profile with a cramp on the night before last."""
    (profile / DIARY).parent.mkdir(parents=True)
    with closing(Diary(profile / DIARY)) as diary:
        diary.set_morning(date.today() - timedelta(2), Morning(cramp=True), NOW)  # noqa: DTZ011
    return profile


@pytest.mark.parametrize("screen", ["", ":99999"], ids=["no screen", "a screen that is gone"])
def test_it_writes_the_page_and_says_what_it_wrote(kept: Path, screen: str) -> None:
    file = kept / "page.pdf"
    ended = run(str(file), "--from", "2026-01-05", "--to", "2026-02-01", screen=screen)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == f"Written: {file}, the nights of 2026-01-05 to 2026-02-01\n"
    assert file.read_bytes().startswith(b"%PDF-")
    assert file.stat().st_mode & 0o777 == 0o600


def test_before_the_first_record_it_is_a_week(kept: Path) -> None:
    file = kept / "page.PDF"
    ended = run(str(file), "--to", "2026-01-31")
    assert ended.stdout == f"Written: {file}, the nights of 2026-01-25 to 2026-01-31\n"


def test_a_program_that_writes_meanwhile_is_not_in_the_way(kept: Path) -> None:
    with closing(Diary(kept / DIARY)) as diary, diary.transaction():
        diary.set_morning(date(2026, 1, 1), Morning(cramp=True), NOW)
        ended = run(str(kept / "page.pdf"))
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["page.txt"], "page.txt does not end in .pdf"),
        (["page"], "page does not end in .pdf"),
        (["page.pdf", "--from", "2026-02-30"], "2026-02-30 is not a date"),
        (["page.pdf", "--from", "2026-11-10", "--to", "2026-11-09"], "2026-11-10 is after 2026-11-09"),
        (["page.pdf", "--from", "2026-11-23"], "2026-11-23 is after 2026-11-22"),  # the night of now
        (["page.pdf", "--to", "2026-11-24"], "the night of 2026-11-24 has not begun"),
        ([], "required: FILE.pdf"),
    ],
)
def test_words_without_sense_are_refused_before_anything_is_touched(
    profile: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, words: list[str], reason: str
) -> None:
    monkeypatch.chdir(profile)
    before = sorted(profile.rglob("*"))
    with time_machine.travel(NOW, tick=False):
        assert main(["report", *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert reason in printed.err
    assert len(printed.err.splitlines()) == 1
    assert sorted(profile.rglob("*")) == before


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("gone/page.pdf", "No such file or directory"),
        ("folder.pdf", "it is not a file"),
        ("x" * 300 + ".pdf", "File name too long"),
    ],
)
def test_where_it_cannot_be_written_one_line_says_so(kept: Path, file: str, reason: str) -> None:
    (kept / "folder.pdf").mkdir()
    ended = run(str(kept / file))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"crampguard: {kept / file}: {reason}\n"


def test_a_diary_that_was_damaged_is_told_of_in_one_line_beside_the_page(profile: Path) -> None:
    (profile / DIARY).parent.mkdir(parents=True)
    (profile / DIARY).write_bytes(b"not a diary, " * 99)
    ended = run(str(profile / "page.pdf"))
    assert ended.returncode == 0
    assert ended.stderr == "Your diary was damaged or missing. There was no backup, so a new one has begun.\n"
    assert (profile / "page.pdf").exists()
