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
from crampguard.cli.insights_json import insights_json
from crampguard.routine.checklist import Answer
from crampguard.routine.insights import Question, insights
from crampguard.routine.morning import Morning
from crampguard.routine.record import Record
from crampguard.routine.trial import Trial, trial_result
from crampguard.store.diary import Diary
from tests.moved_clock import at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")

MONDAY_MORNING = at("2026-11-23 08:00")
FIRST = date(2026, 10, 13)
DIARY = Path("data_home/crampguard/diary.sqlite3")
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
        "question": {
            "habit": "stretch",
            "since": "2026-10-13",
            "nights_recorded": 41,
            "verdict": "too_early",
            "looks": [],
            "next_look": {"at_nights": 91, "expected": "2027-01-17"},
        },
        "trial": None,
    }
    # These marks were made when the nights were over.
    stretch = next(habit for habit in habits if habit["habit"] == "stretch")
    assert stretch == {
        "habit": "stretch",
        "done": {"nights": 0, "cramps": 0},
        "not_done": {"nights": 0, "cramps": 0},
        "left_out": {"unanswered": 13, "answered_later": 28},
    }


def test_a_look_and_a_trial_have_the_names_of_the_contract() -> None:
    marks = {"stretch": Answer.DONE}, {"stretch": Answer.SKIPPED}
    nights = [FIRST + timedelta(number) for number in range(92)]
    records = [
        Record(night, Morning(number % 4 < 2), marks[number % 4 < 2], timely=marks[number % 4 < 2])
        for number, night in enumerate(nights)
    ]
    found = insights(records, [], Question("stretch", FIRST + timedelta(1)), nights[-1] + timedelta(7))
    trial = Trial("stretch", FIRST, None, dict.fromkeys(nights, True))
    told = json.loads(json.dumps(insights_json(found, trial_result(trial, records, nights[-1]))))
    (look,) = told["question"]["looks"]
    assert look == {
        "at_nights": 91,
        "night": nights[-1].isoformat(),
        "done": {"nights": 46, "cramps": 0},
        "not_done": {"nights": 45, "cramps": 45},
        "difference": -1.0,
        "interval": pytest.approx([-1, -0.89], abs=0.01),
        "p": pytest.approx(0, abs=1e-6),
        "p_adjusted": pytest.approx(0, abs=1e-6),
        "verdict": "fewer",
    }
    assert told["trial"] == {
        "habit": "stretch",
        "since": "2026-10-13",
        "nights": 91,
        "with": {"nights": 91, "cramps": 46},
        "without": {"nights": 0, "cramps": 0},
        "e_value": pytest.approx(0.158, abs=0.001),
        "verdict": "running",
        "kept_to": pytest.approx(45 / 91),
    }


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
    assert (found["through"], found["nights_recorded"]) == ("2026-11-22", 0)
    assert found["question"]["next_look"] == {"at_nights": 91, "expected": "2027-02-21"}
    assert found["habits"][0]["left_out"] == {"unanswered": 0, "answered_later": 0}


@pytest.mark.usefixtures("kept")
def test_the_text_has_the_counts_and_what_they_cannot_tell(capsys: Captured) -> None:
    with time_machine.travel(MONDAY_MORNING, tick=False):
        assert main(["insights"]) == 0
    text = capsys.readouterr().out
    assert "41 nights recorded, 12 with a cramp. Up to 2026-11-22; moves once a week." in text
    assert text.startswith("Too early to say: 41 of 91 nights.\n")
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
