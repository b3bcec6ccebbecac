"""`crampguard question` and `crampguard trial`: what they print, what they change, what they refuse."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from crampguard.cli import main
from tests.moved_clock import at

Captured = pytest.CaptureFixture[str]

pytestmark = pytest.mark.usefixtures("profile")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(at("2026-11-22 12:00"), tick=False) as traveller:
        yield traveller


def printed(capsys: Captured, *words: str) -> str:
    assert main(words) == 0
    return capsys.readouterr().out


def refused(capsys: Captured, *words: str) -> str:
    assert main(words) == 2
    line = capsys.readouterr().err
    assert len(line.splitlines()) == 1
    return line


def asked(capsys: Captured) -> tuple[str, str]:
    question = json.loads(printed(capsys, "insights", "--json"))["question"]
    return question["habit"], question["since"]


def trial(capsys: Captured) -> Any:
    return json.loads(printed(capsys, "trial", "--json"))


def test_a_question_is_chosen_from_tonight_on(capsys: Captured) -> None:
    assert asked(capsys) == ("stretch", "2026-11-22")
    said = printed(capsys, "question", "hydrate")
    assert said == (
        "You now ask about: Fluids through the day. The count begins with the night of 2026-11-22.\n"
    )
    assert asked(capsys) == ("hydrate", "2026-11-22")
    assert printed(capsys, "question", "hydrate") == "hydrate is what you ask about already\n"
    assert "Fluids through the day" in printed(capsys, "question")


def test_an_unknown_habit_is_refused_before_anything_is_made(capsys: Captured, profile: Path) -> None:
    assert "there is no habit nope" in refused(capsys, "question", "nope")
    assert "there is no habit nope" in refused(capsys, "trial", "start", "nope")
    assert not (profile / "data_home/crampguard").exists()


def test_a_trial_begins_says_what_tonight_is_and_ends(capsys: Captured) -> None:
    assert trial(capsys) is None
    assert printed(capsys, "trial") == "There is no trial yet. Begin one with: crampguard trial start HABIT\n"
    began, tonight = printed(capsys, "trial", "start", "stretch").splitlines()
    assert began.startswith("Your trial begins with the night of 2026-11-22: Bedtime leg stretch.")
    assert tonight.startswith(("Your trial: tonight with it.", "Your trial: tonight without it."))
    listed = next(line for line in printed(capsys, "tonight").splitlines() if "Bedtime leg stretch" in line)
    assert ("tonight without it" in listed) == ("without" in tonight)
    assert (trial(capsys)["habit"], trial(capsys)["verdict"]) == ("stretch", "running")
    assert printed(capsys, "trial", "stop").startswith("Your trial is stopped")
    assert trial(capsys)["verdict"] == "stopped"
    assert json.loads(printed(capsys, "insights", "--json"))["trial"] == trial(capsys)


def test_the_coin_of_a_night_stays_whoever_asks_and_however_often(capsys: Captured) -> None:
    first = printed(capsys, "trial", "start", "stretch").splitlines()[1]
    for _time in range(10):
        printed(capsys, "trial", "stop")
        assert printed(capsys, "trial", "start", "stretch").splitlines()[1] == first


@pytest.mark.parametrize(
    "words",
    [
        ("trial", "start"),
        ("trial", "stop", "stretch"),
        ("trial", "begin", "stretch"),
        ("trial", "start", "hydrate"),
        ("trial", "start", "stretch", "--json"),
        ("trial", "stop"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(capsys: Captured, words: tuple[str, ...]) -> None:
    refused(capsys, *words)


def test_question_and_trial_go_through_a_file(capsys: Captured, tmp_path: Path) -> None:
    printed(capsys, "question", "hydrate")
    printed(capsys, "trial", "start", "loose_bedding")
    printed(capsys, "export", str(tmp_path / "mine.json"))
    kept = json.loads((tmp_path / "mine.json").read_text())
    (coin,) = kept["trials"][0]["coins"]
    assert (coin["night"], kept["trials"][0]["habit"]) == ("2026-11-22", "loose_bedding")
    assert [question["habit"] for question in kept["questions"]] == ["hydrate"]
    assert "Taken in: 0 new, 0 newer, 2 known already." in printed(
        capsys, "import", str(tmp_path / "mine.json")
    )
