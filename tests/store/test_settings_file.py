"""The settings file as a whole: what holds while it makes no sense, and the first one."""

import os
import re
import stat
from collections.abc import Callable
from datetime import time
from importlib import resources
from pathlib import Path
from typing import get_args

import pytest

from crampguard.routine.schedule import WEEKDAYS
from crampguard.routine.text import shown
from crampguard.store.catalogue import catalogue
from crampguard.store.settings import (
    LONGEST_NUDGE,
    LONGEST_TITLE,
    NUDGE_LINES,
    SettingsFile,
)
from crampguard.store.settings.rules import HABIT
from tests.hostile import HOSTILE, own_habit
from tests.store.conftest import Read
from tests.store.reading import habit, only_problem

# The last good value of this run


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("[habits.stretch]\nlead = 20\n", "[habits.stretch]\nlead = -1\n"),
        ("[habits.stretch]\nlead = 20\n", "[habits\n"),
        ("[habits.stretch]\nlead = 20\n", "habits = 3\n"),
        ("[habits.stretch]\nlead = 20\n", "[habits]\nstretch = 3\n"),
    ],
    ids=["value", "file", "table of habits", "table of the habit"],
)
def test_the_last_good_value_of_this_run_holds(file: SettingsFile, read: Read, good: str, bad: str) -> None:
    read(good)
    settings = read(bad)
    assert habit(settings, "stretch").lead == 20
    assert only_problem(settings, file)
    assert habit(SettingsFile(file.path).read(), "stretch").lead == 15  # a new run knows only the default


def test_the_last_good_title_keeps_an_own_habit(file: SettingsFile, read: Read) -> None:
    read('[habits.own]\ntitle = "Own"\nlead = 20\n')
    settings = read('[habits.own]\ntitle = ""\nlead = 30\n')
    assert only_problem(settings, file).startswith("habits.own.title")
    assert (habit(settings, "own").title, habit(settings, "own").lead) == ("Own", 30)


def test_the_last_good_schedule_holds_as_a_whole(read: Read) -> None:
    good = read('[schedule]\nbedtime = "23:00"\n[schedule.friday]\nbedtime = "23:45"\n')
    bad = read('[schedule]\nbedtime = "23:00"\n[schedule.monday]\nwake = "22:00"\n')
    assert len(bad.problems) == 1
    assert bad.routine.schedule == good.routine.schedule


def test_a_time_that_made_no_sense_beside_others_is_not_blamed_when_it_has_gone(
    file: SettingsFile, read: Read
) -> None:
    read('[schedule.monday]\nwake = "21:00"\n')
    assert only_problem(read('[schedule.monday]\nwake = "99:99"\n'), file).startswith("schedule.monday.wake")


def test_a_value_that_is_taken_out_is_the_default_again(read: Read) -> None:
    read("[habits.stretch]\nlead = 20\n[nudges]\nsnooze = 5\n")
    settings = read("")
    assert (habit(settings, "stretch").lead, settings.snooze) == (15, 15)


def test_a_file_that_is_mended_holds_again_without_a_line(read: Read) -> None:
    read("[nudges]\nsnooze = 5\n")
    read("[nudges\n")
    settings = read("[nudges]\nsnooze = 7\n")
    assert (settings.snooze, settings.problems) == (7, ())


def test_a_file_that_is_taken_away_is_the_defaults_again(file: SettingsFile, read: Read) -> None:
    read("[nudges]\nsnooze = 5\n")
    file.path.unlink()
    assert (file.read().snooze, file.read().problems) == (15, ())


# The file as a whole


@pytest.mark.parametrize(
    "content",
    [
        b"[schedule",
        b"bedtime = 22:30\n",
        b"[nudges]\nsnooze = 5\nsnooze = 6\n",
        b"title = \xff\xfe\n",
        "snooze = 5".encode("utf-16"),
        b"a = " + b"[" * 50_000,
        b"a = 1" + b"0" * 5000,
        b"# " + b"x" * 1_000_000,
        b"\0",
    ],
    ids=["open", "time", "twice", "bytes", "utf-16", "deep", "number", "large", "nul"],
)
def test_a_file_that_cannot_be_read_is_one_line_and_stays_as_it_is(
    file: SettingsFile, content: bytes
) -> None:
    file.path.write_bytes(content)
    settings = file.read()
    assert only_problem(settings, file)
    assert len(settings.problems[0]) < 400
    assert settings.routine.habits == catalogue()
    assert file.path.read_bytes() == content


def test_a_folder_in_the_place_of_the_file_is_one_line(file: SettingsFile) -> None:
    file.path.mkdir()
    assert only_problem(file.read(), file) == "Is a directory"


@pytest.mark.parametrize(
    "make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=["pipe", "device"]
)
def test_what_is_no_file_and_might_never_end_is_one_line(
    file: SettingsFile, make: Callable[[Path], None]
) -> None:
    make(file.path)
    file.write_first()
    assert only_problem(file.read(), file) == "it is not a file"


@pytest.mark.parametrize("value", ["0x{}", "[0x{}]", "{{ a = 0o{} }}"])
def test_a_number_that_python_refuses_to_write_out_is_one_line(
    file: SettingsFile, read: Read, value: str
) -> None:
    line = only_problem(read(f"nudges.snooze = {value.format('7' * 5000)}\n"), file)
    assert line.startswith("nudges.snooze: found a number of very many digits, allowed is whole minutes")


# Whether somebody else has changed it


def test_only_what_others_wrote_is_a_change(file: SettingsFile) -> None:
    file.read()
    assert not file.has_changed  # there is none
    file.change({"nudges.snooze": 5})
    file.read()
    assert not file.has_changed
    file.path.touch()
    assert not file.has_changed
    SettingsFile(file.path).change({"nudges.snooze": 6})
    assert file.has_changed
    file.read()
    file.path.write_text("[schedule\n")
    assert file.has_changed


# The first file


def test_the_first_file_is_made_for_the_user_alone_and_changes_nothing(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "config" / "settings.toml")
    before = os.umask(0)
    file.write_first()
    os.umask(before)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    assert file.read() == SettingsFile(tmp_path / "none").read()


def test_the_first_file_never_overwrites(file: SettingsFile) -> None:
    file.path.write_text("# mine\n")
    file.write_first()
    assert file.path.read_text() == "# mine\n"


def test_a_folder_that_refuses_the_first_file_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "config").touch()
    file = SettingsFile(tmp_path / "config" / "settings.toml")
    file.write_first()
    assert "Not a directory" in only_problem(file.read(), file)


def test_the_commented_examples_of_the_first_file_hold_when_uncommented(
    file: SettingsFile, read: Read
) -> None:
    text = (resources.files("crampguard.resources") / "settings.toml").read_text(encoding="utf-8")
    uncommented, count = re.subn(r"(?m)^# (?=\[|[a-z_]+ = )", "", text)
    assert count >= 15
    settings = read(uncommented)
    assert settings.problems == ()
    assert settings.routine.schedule.week[5].bedtime == time(23, 30)
    assert habit(settings, "caffeine_cutoff").title == "Last coffee"
    assert habit(settings, "evening_walk").lead == 150


def test_the_days_that_may_be_written_are_the_days_of_the_schedule() -> None:
    (literal,) = get_args(HABIT["days"].type)
    assert get_args(literal) == WEEKDAYS


def test_one_wrong_time_is_one_line_however_many_nights_it_spoils(file: SettingsFile, read: Read) -> None:
    line = only_problem(read('[schedule]\nwake = "20:00"\n'), file)
    assert line.startswith("schedule: monday: bedtime 22:30 is less than 4 hours")
    assert line.endswith("; and 6 nights more")


def test_a_byte_order_mark_is_no_fault(file: SettingsFile) -> None:
    file.path.write_bytes(b"\xef\xbb\xbf[nudges]\nsnooze = 5\n")
    settings = file.read()
    assert (settings.snooze, settings.problems) == (5, ())


def test_a_time_without_quotes_is_shown_as_it_was_written(file: SettingsFile, read: Read) -> None:
    assert "found 22:30:00, allowed is a time" in only_problem(read("[schedule]\nbedtime = 22:30:00\n"), file)


# Words of the user's own


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_own_words_are_read_as_they_may_be_shown(read: Read, text: str) -> None:
    settings = read(own_habit("own", text))
    own = settings.routine.habits[-1]
    assert (own.title, settings.problems) == (shown(text, LONGEST_TITLE), ())
    assert own.nudge == shown(text, LONGEST_NUDGE, NUDGE_LINES)


@pytest.mark.parametrize("name", [r"\u001b[31mred", r"\u202egnp.exe", "n" * 500, r"a\u0000\nb"])
def test_a_problem_is_a_line_without_power_whatever_a_key_is_called(read: Read, name: str) -> None:
    for text in (f'"{name}" = 1', f'habits."{name}" = 1', f'habits.stretch."{name}" = 1'):
        (line,) = read(text).problems
        assert line == shown(line, 700)
        assert "\x1b" not in line
