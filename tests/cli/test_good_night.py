"""`crampguard goodnight` and `undo goodnight`: what is kept, which night is meant, what a file carries."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from crampguard.cli import main
from crampguard.routine.checklist import Answer
from crampguard.store.diary import Diary
from tests.moved_clock import at

SUNDAY = date(2026, 11, 22)
BEDTIME = at("2026-11-22 22:31")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEDTIME, tick=False) as traveller:
        yield traveller


def answers(profile: Path) -> dict[str, Answer]:
    with closing(Diary(profile / "data_home/crampguard/diary.sqlite3")) as diary:
        return {habit: mark.answer for habit, mark in diary.remembered(SUNDAY).marks.items()}


def closed_at(profile: Path) -> datetime | None:
    with closing(Diary(profile / "data_home/crampguard/diary.sqlite3")) as diary:
        evening = diary.evening(SUNDAY)
        return None if evening is None else evening.closed_at


def exported(file: Path) -> Any:
    assert main(["export", str(file)]) == 0
    return json.loads(file.read_text(encoding="utf-8"))


def test_the_open_items_are_answered_and_undo_takes_that_back_and_nothing_else(
    profile: Path, clock: time_machine.Traveller
) -> None:
    assert main(["done", "stretch"]) == 0
    clock.shift(1)
    assert main(["goodnight"]) == 0
    kept = answers(profile)
    assert (kept["stretch"], kept["regular_bedtime"]) == (Answer.DONE, Answer.DONE)
    assert kept["cool_bedroom"] is Answer.SKIPPED
    assert "caffeine_cutoff" not in kept
    clock.shift(60)
    assert main(["undo", "goodnight"]) == 0
    assert {habit for habit, answer in answers(profile).items() if answer is not Answer.CLEARED} == {
        "stretch"
    }
    assert closed_at(profile) is None


def test_after_midnight_it_closes_the_evening_before(
    profile: Path, clock: time_machine.Traveller, capsys: pytest.CaptureFixture[str]
) -> None:
    clock.move_to(at("2026-11-23 01:00"))
    assert main(["goodnight"]) == 0
    assert capsys.readouterr().out == "Good night. The evening is closed, night of 2026-11-22\n"
    assert answers(profile)["regular_bedtime"] is Answer.SKIPPED


def test_said_twice_it_keeps_the_first_time(profile: Path, clock: time_machine.Traveller) -> None:
    assert main(["goodnight"]) == 0
    clock.shift(600)
    assert main(["goodnight"]) == 0
    assert closed_at(profile) == BEDTIME


def test_the_next_morning_an_evening_can_still_be_opened_by_its_date(
    profile: Path, clock: time_machine.Traveller
) -> None:
    assert main(["goodnight"]) == 0
    clock.move_to(at("2026-11-23 09:00"))
    assert main(["undo", "goodnight"]) == 0
    assert closed_at(profile) == BEDTIME
    assert main(["undo", "goodnight", "--night", "2026-11-22"]) == 0
    assert closed_at(profile) is None


def test_when_it_was_said_goes_into_a_file_and_comes_back(profile: Path, tmp_path: Path) -> None:
    assert main(["goodnight"]) == 0
    (evening,) = exported(tmp_path / "mine.json")["evenings"]
    assert evening["night"] == "2026-11-22"
    assert datetime.fromisoformat(evening["closed_at"]) == BEDTIME
    shutil.rmtree(profile / "data_home")
    assert main(["import", str(tmp_path / "mine.json")]) == 0
    assert closed_at(profile) == BEDTIME


def test_a_closed_evening_says_so_in_its_list(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["goodnight"]) == 0
    capsys.readouterr()
    assert main(["tonight"]) == 0
    assert "Good night. Bedtime 22:30." in capsys.readouterr().out
    assert main(["tonight", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["next"]["night"] == "2026-11-23"
    assert closed_at(profile) is not None
