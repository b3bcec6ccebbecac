"""Backups, broken settings, and the files that a command makes."""

import re
import sys
from pathlib import Path

import pytest

from crampguard.cli import main
from crampguard.routine.checklist import Answer
from tests.cli.shared import DIARY, SETTINGS, SUNDAY, Captured, files, in_diary, one_line, write_settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")


def test_the_first_change_of_a_day_makes_a_backup_and_no_other(profile: Path) -> None:
    folder = (profile / DIARY).parent / "backups"
    for words in (["done", "stretch"], ["done", "hydrate"], ["tonight"]):
        assert main(words) == 0
        assert [path.name for path in folder.iterdir()] == ["diary-2026-11-22.sqlite3"]


def test_a_backup_that_cannot_be_made_is_a_complaint_and_the_change_is_kept(
    profile: Path, capsys: Captured
) -> None:
    (profile / DIARY).parent.mkdir()
    ((profile / DIARY).parent / "backups").touch()
    assert main(["done", "stretch"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "stretch: done, night of 2026-11-22\n"
    assert printed.err.startswith("no backup was made: ")
    assert in_diary(profile, SUNDAY, "stretch") is Answer.DONE


def test_restore_lists_the_backups_and_takes_one_back(profile: Path, capsys: Captured) -> None:
    assert main(["restore"]) == 0
    assert capsys.readouterr().out == "There are no backups yet. The first change of a day makes one.\n"
    assert not (profile / DIARY).exists()
    assert main(["done", "stretch"]) == 0
    assert main(["done", "hydrate"]) == 0
    capsys.readouterr()
    assert main(["restore"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"diary-2026-11-22\.sqlite3  2026-11-22  1 night, \d+ kB", line)
    assert main(["restore", "2026-11-22"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == line
    assert second.startswith("It is in place. What there was before is kept as before-restore-")
    assert in_diary(profile, SUNDAY, "stretch") is Answer.DONE
    assert in_diary(profile, SUNDAY, "hydrate") is None
    assert main(["restore", second.split()[-1]]) == 0
    assert in_diary(profile, SUNDAY, "hydrate") is Answer.DONE


def test_a_backup_that_is_not_there_is_exit_2_and_names_those_that_are(
    profile: Path, capsys: Captured
) -> None:
    assert main(["done", "stretch"]) == 0
    capsys.readouterr()
    for wrong in ("2026-11-01", "../diary.sqlite3", ""):
        assert main(["restore", wrong]) == 2
        assert one_line(capsys).endswith("there are: diary-2026-11-22.sqlite3")


@pytest.mark.parametrize("text", ["[schedule\n", "[nudges]\nsnooze = 0\n", 'schedule.bedtime = "25:00"\n'])
def test_broken_settings_are_one_line_and_the_command_still_works(
    profile: Path, capsys: Captured, text: str
) -> None:
    write_settings(profile, text)
    assert main(["done", "stretch"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "stretch: done, night of 2026-11-22\n"
    assert len(printed.err.splitlines()) == 1
    assert str(profile / SETTINGS) in printed.err
    assert (profile / SETTINGS).read_text() == text


def test_a_settings_folder_that_cannot_be_made_is_one_line_and_the_command_still_works(
    profile: Path, capsys: Captured
) -> None:
    (profile / SETTINGS.parent).touch()
    assert main(["done", "stretch"]) == 0
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_first_command_leaves_private_files(profile: Path) -> None:
    assert main(["done", "stretch"]) == 0
    assert {path.stat().st_mode & 0o777 for path in files(profile)} == {0o600}
    assert {(profile / name).exists() for name in (SETTINGS, DIARY)} == {True}


def test_quit_without_a_running_program_says_so_and_makes_no_files(profile: Path, capsys: Captured) -> None:
    assert main(["quit"]) == 0
    assert capsys.readouterr() == ("CrampGuard is not running.\n", "")
    assert files(profile) == []
