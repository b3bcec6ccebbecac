"""Commands that write an answer: what is kept, and the line that is printed."""

import sys
from contextlib import closing
from datetime import date, time, timedelta
from pathlib import Path

import pytest
import time_machine

from crampguard.cli import main
from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Cramp, Leg, Morning, Muscle
from crampguard.store.advice import advice
from crampguard.store.diary import Diary
from tests.cli.shared import DIARY, NOW, SUNDAY, Captured, in_diary, write_settings
from tests.moved_clock import at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")


WRITERS = [
    (["done", "stretch"], "stretch: done, night of 2026-11-22"),
    (["skip", "stretch"], "stretch: skipped, night of 2026-11-22"),
    (["undo", "stretch"], "stretch: not recorded, night of 2026-11-22"),
    (["done", "stretch", "--night", "2026-11-20"], "stretch: done, night of 2026-11-20"),
    (["snooze", "stretch"], "stretch: again at 22:35, night of 2026-11-22"),
    (["snooze", "stretch", "40"], "stretch: again at 23:00, night of 2026-11-22"),
    (["pause"], "Paused until you get up, 06:45, night of 2026-11-22"),
    (["pause", "tonight"], "Paused until you get up, 06:45, night of 2026-11-22"),
    (["pause", "1h"], "Paused until 23:20, night of 2026-11-22"),
    (["pause", "30m"], "Paused until 22:50, night of 2026-11-22"),
    (["pause", "always"], "Paused until you resume, night of 2026-11-22"),
    (["resume"], "Not paused, night of 2026-11-22"),
    (["bedtime", "23:30"], "Bedtime 23:30, night of 2026-11-22"),
    (["bedtime", "0:30"], "Bedtime 00:30, night of 2026-11-22"),
    (["bedtime", "2330"], "Bedtime 23:30, night of 2026-11-22"),
    (["bedtime", "11:30pm"], "Bedtime 23:30, night of 2026-11-22"),
    (["bedtime", "usual"], "Bedtime 22:30, night of 2026-11-22"),
    (["goodnight"], "Good night. The evening is closed, night of 2026-11-22"),
    (["undo", "goodnight"], "The evening is open again, night of 2026-11-22"),
    (["undo", "goodnight", "--night", "2026-11-20"], "The evening is open again, night of 2026-11-20"),
    (["morning", "--no-cramp"], "No cramp, night of 2026-11-21"),
    (["morning", "--no-cramp", "--night", "2026-11-15"], "No cramp, night of 2026-11-15"),
    (["morning", "--cramp"], "Cramp, night of 2026-11-21"),
]


@pytest.mark.parametrize(("words", "printed"), WRITERS, ids=[" ".join(words) for words, _ in WRITERS])
@pytest.mark.usefixtures("profile")
def test_each_command_that_writes_prints_what_and_the_night(
    capsys: Captured, words: list[str], printed: str
) -> None:
    assert main(words) == 0
    assert capsys.readouterr() == (f"{printed}\n", "")


def test_an_answer_is_kept_and_can_be_changed_and_taken_back(profile: Path) -> None:
    for command, answer in (("done", "done"), ("skip", "skipped"), ("undo", "cleared")):
        assert main([command, "stretch"]) == 0
        assert in_diary(profile, SUNDAY, "stretch") == answer


def test_a_cramp_is_kept_with_all_that_was_said(profile: Path) -> None:
    words = ["--count", "2", "--at", "3.10 am", "--leg", "left", "--muscle", "calf", "--minutes", "0"]
    more = ["--pain", "6", "--awake", "20", "--sore", "--trigger", "hot day", "--trigger", "alcohol"]
    text = ["--eased", "standing on it", "--note", "after the garden", "--night", "2026-11-20"]
    assert main(["morning", "--cramp", *words, *more, *text]) == 0
    with closing(Diary(profile / DIARY)) as diary:
        answered = diary.morning(date(2026, 11, 20))
    assert answered is not None
    assert answered.at == NOW
    assert answered.morning == Morning(
        True,
        2,
        time(3, 10),
        Leg.LEFT,
        Muscle.CALF,
        0,
        6,
        20,
        True,
        ("hot day", "alcohol"),
        "standing on it",
        "after the garden",
    )


def test_a_morning_that_matches_warning_signs_says_each_of_them(profile: Path, capsys: Captured) -> None:
    details = ["--minutes", "45", "--pain", "10", "--count", "4", "--trigger", "new medicine"]
    assert main(["morning", "--cramp", *details]) == 0
    _kept, *said = capsys.readouterr().out.splitlines()
    signs = {sign.id: sign.morning for sign in advice().signs}
    assert set(said) == {signs[id_] for id_ in ("long_cramp", "severe", "several", "new_medicine")}


def test_a_cramp_now_is_kept_with_how_long_it_lasted_and_first_help_is_said(
    profile: Path, capsys: Captured
) -> None:
    assert main(["cramp"]) == 0
    *first_help, kept = capsys.readouterr().out.splitlines()
    assert any("Straighten your knee" in line for line in first_help)
    assert kept == "22:20 is kept for the morning, night of 2026-11-22"
    with time_machine.travel(NOW + timedelta(minutes=4), tick=False):
        assert main(["cramp", "--over"]) == 0
    assert capsys.readouterr().out == "It lasted 4 minutes. Kept for the morning, night of 2026-11-22\n"
    with closing(Diary(profile / DIARY)) as diary:
        assert diary.cramps(SUNDAY) == (Cramp(NOW, NOW + timedelta(minutes=4)),)


def test_a_cramp_can_only_be_over_once_and_only_soon(profile: Path, capsys: Captured) -> None:
    assert main(["cramp", "--over"]) == 2
    assert main(["cramp"]) == 0
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert main(["cramp", "--over"]) == 2
    assert capsys.readouterr().err.splitlines() == ["crampguard: no cramp is kept that is not over"] * 2


def test_after_midnight_a_command_means_the_night_of_the_evening_before(
    profile: Path, capsys: Captured
) -> None:
    with time_machine.travel(at("2026-11-23 02:00"), tick=False):
        assert main(["done", "stretch"]) == 0
    assert "night of 2026-11-22" in capsys.readouterr().out
    assert in_diary(profile, SUNDAY, "stretch") is Answer.DONE


def test_a_habit_of_the_users_own_can_be_answered(profile: Path) -> None:
    write_settings(profile, '[habits.evening_walk]\ntitle = "Evening walk"\n')
    assert main(["done", "evening_walk"]) == 0
    assert in_diary(profile, SUNDAY, "evening_walk") is Answer.DONE
