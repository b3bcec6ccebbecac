"""crampguard insights: what a script reads, what a person reads, and what is left as it was."""

import json
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from crampguard.cli import main
from crampguard.routine.checklist import Answer
from crampguard.routine.morning import Morning
from crampguard.store.diary import Diary
from tests.moved_clock import at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")

MONDAY_MORNING = at("2026-11-23 08:00")
FIRST = date(2026, 10, 13)
DIARY = Path("data_home/crampguard/diary.sqlite3")
HABIT_KEYS = [
    "habit",
    "with",
    "without",
    "left_out",
    "tier",
    "difference",
    "interval",
    "p",
    "p_holm",
    "verdict",
]

Captured = pytest.CaptureFixture[str]

# Of the night: a cramp, and the answer for the stretch. 41 nights, the last one Sunday 22 November.
NIGHTS: list[tuple[bool, Answer]] = [
    *[(True, Answer.DONE)] * 3,
    *[(False, Answer.DONE)] * 11,
    *[(True, Answer.SKIPPED)] * 7,
    *[(False, Answer.SKIPPED)] * 7,
    *[(True, Answer.CLEARED)] * 2,
    *[(False, Answer.CLEARED)] * 11,
]


@pytest.fixture
def kept(profile: Path) -> Path:
    """A profile with those nights in its diary."""
    (profile / DIARY).parent.mkdir(parents=True)
    with closing(Diary(profile / DIARY)) as diary, diary.transaction():
        for number, (cramp, answer) in enumerate(NIGHTS):
            night = FIRST + timedelta(number)
            diary.set_morning(night, Morning(cramp), MONDAY_MORNING)
            diary.mark(night, "stretch", answer, MONDAY_MORNING)
    return profile


def told(capsys: Captured, now: str = "2026-11-23 08:00") -> dict[str, Any]:
    with time_machine.travel(at(now), tick=False):
        assert main(["insights", "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    found: dict[str, Any] = json.loads(printed.out)
    return found


@pytest.mark.usefixtures("kept")
def test_the_json_is_that_of_the_contract(capsys: Captured) -> None:
    found = told(capsys)
    habits = found.pop("habits")
    assert found == {
        "through": "2026-11-22",
        "nights_recorded": 41,
        "cramp_nights": 12,
        "next_look": "2027-01-17",
    }
    assert all(list(habit) == HABIT_KEYS for habit in habits)
    stretch = next(habit for habit in habits if habit["habit"] == "stretch")
    assert (stretch["with"], stretch["without"]) == ({"nights": 14, "cramps": 3}, {"nights": 14, "cramps": 7})
    assert (stretch["left_out"], stretch["tier"], stretch["verdict"]) == (13, "early", "too_early")
    assert stretch["interval"] == pytest.approx([-0.556, 0.064], abs=0.0005)
    coffee = next(habit for habit in habits if habit["habit"] == "caffeine_cutoff")
    assert (coffee["left_out"], coffee["tier"], coffee["interval"]) == (41, "counts", None)


@pytest.mark.usefixtures("kept")
def test_the_night_of_sunday_counts_when_it_is_over(capsys: Captured) -> None:
    found = told(capsys, "2026-11-23 06:44")  # up at 06:45
    assert (found["through"], found["nights_recorded"]) == ("2026-11-15", 34)


@pytest.mark.usefixtures("kept")
def test_a_habit_that_was_never_on_has_no_place_and_an_own_one_has(capsys: Captured, kept: Path) -> None:
    settings = kept / "config_home/crampguard/settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[habits.hydrate]\nenabled = false\n[habits.walk]\ntitle = "Walk"\nlead = 1000\n')
    ids = [habit["habit"] for habit in told(capsys)["habits"]]
    assert ids[0] == "walk"
    assert "hydrate" not in ids
    assert "warm_shower" not in ids


@pytest.mark.usefixtures("profile")
def test_an_empty_diary_has_counts_of_nothing(capsys: Captured) -> None:
    found = told(capsys)
    assert (found["through"], found["nights_recorded"], found["next_look"]) == ("2026-11-22", 0, "2027-02-21")
    assert {habit["tier"] for habit in found["habits"]} == {"counts"}


@pytest.mark.usefixtures("kept")
def test_the_text_has_the_counts_and_what_they_cannot_tell(capsys: Captured) -> None:
    with time_machine.travel(MONDAY_MORNING, tick=False):
        assert main(["insights"]) == 0
    text = capsys.readouterr().out
    assert "41 nights recorded, 12 with a cramp. Up to 2026-11-22; moves once a week." in text
    assert "3 of 14" in text
    assert "Early: no clear pattern" in text
    assert "What this cannot tell:" in text


def test_asking_writes_no_settings(kept: Path, capsys: Captured) -> None:
    told(capsys)
    assert not (kept / "config_home/crampguard/settings.toml").exists()


def test_a_diary_that_was_damaged_is_told_of_in_one_line_and_the_figures_come(
    profile: Path, capsys: Captured
) -> None:
    (profile / DIARY).parent.mkdir(parents=True)
    (profile / DIARY).write_bytes(b"not a diary, " * 99)
    assert main(["insights", "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["nights_recorded"] == 0
    assert printed.err == "Your diary was damaged or missing. There was no backup, so a new one has begun.\n"


def test_broken_settings_are_told_in_one_line_and_the_figures_come(kept: Path, capsys: Captured) -> None:
    settings = kept / "config_home/crampguard/settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[schedule\n")
    with time_machine.travel(MONDAY_MORNING, tick=False):
        assert main(["insights", "--json"]) == 0
    printed = capsys.readouterr()
    assert len(printed.err.splitlines()) == 1
    assert json.loads(printed.out)["nights_recorded"] == 41
