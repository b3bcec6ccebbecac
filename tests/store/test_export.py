"""What is written for elsewhere: the answers as JSON and as a table."""

import csv
import io
import json
import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit
from crampguard.routine.morning import Cramp, Leg, Morning, Muscle
from crampguard.routine.plan import Routine
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.store.settings import SettingsFile
from crampguard.store.transfer.answers import read_answers
from crampguard.store.transfer.export import export_to
from crampguard.store.transfer.json_out import answers_json
from crampguard.store.transfer.table import as_csv

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT, OTHER = date(2026, 11, 22), date(2026, 11, 23)
NOW = datetime(2026, 11, 22, 21, 15, 7, 123456, tzinfo=UTC)
HABITS = (Habit("hydrate", "Fluids"), Habit("stretch", "Stretch"))
CRAMP = Morning(
    cramp=True,
    count=2,
    time=time(3, 10),
    leg=Leg.LEFT,
    muscle=Muscle.CALF,
    minutes=0,
    pain=6,
    awake=20,
    sore=False,
    triggers=("hot day", "long walk"),
    eased="walking",
    note="zwei Krämpfe",
)
DETAILS = [
    "count",
    "time",
    "leg",
    "muscle",
    "minutes",
    "pain",
    "awake",
    "sore",
    "triggers",
    "eased",
    "note",
]


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    with closing(Diary(tmp_path / "diary.sqlite3")) as opened:
        yield opened


def written(diary: Diary) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answers_json(read_answers(diary), HABITS, NOW, BERLIN))
    return found


def table(diary: Diary) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(read_answers(diary), HABITS).decode("utf-8-sig"), newline="")))


def row(diary: Diary) -> dict[str, str]:
    """The only night of the table."""
    head, only = table(diary)
    return dict(zip(head, only, strict=True))


# JSON


def test_an_empty_diary_is_written_with_all_its_lists(diary: Diary) -> None:
    assert written(diary) == {
        "format": "crampguard",
        "version": 1,
        "exported_at": "2026-11-22T22:15:07.123456+01:00",
        "habits": [{"habit": "hydrate", "title": "Fluids"}, {"habit": "stretch", "title": "Stretch"}],
        "marks": [],
        "mornings": [],
        "bedtimes": [],
        "signs": [],
        "cramps": [],
        "evenings": [],
        "known": [],
        "questions": [],
        "trials": [],
    }


def test_every_answer_is_written_as_in_the_contract(diary: Diary) -> None:
    diary.mark(NIGHT, "stretch", Answer.DONE, NOW)
    diary.set_morning(NIGHT, CRAMP, NOW)
    diary.set_bedtime(NIGHT, time(0, 30), NOW)
    diary.set_sign("statin", True, NOW)
    diary.put_cramp(NIGHT, Cramp(NOW, NOW))
    found = written(diary)
    at = "2026-11-22T22:15:07.123456+01:00"
    assert found["marks"] == [{"night": "2026-11-22", "habit": "stretch", "state": "done", "at": at}]
    (morning,) = found["mornings"]
    assert list(morning) == ["night", "cramp", "at", *DETAILS]
    assert morning == {
        "night": "2026-11-22",
        "cramp": True,
        "at": at,
        "count": 2,
        "time": "03:10",
        "leg": "left",
        "muscle": "calf",
        "minutes": 0,
        "pain": 6,
        "awake": 20,
        "sore": False,
        "triggers": ["hot day", "long walk"],
        "eased": "walking",
        "note": "zwei Krämpfe",
    }
    assert found["bedtimes"] == [{"night": "2026-11-22", "bedtime": "00:30", "at": at}]
    assert found["signs"] == [{"sign": "statin", "answer": True, "at": at}]
    assert found["cramps"] == [{"night": "2026-11-22", "at": at, "over_at": at}]


def test_what_was_not_touched_is_left_out(diary: Diary) -> None:
    diary.set_morning(NIGHT, Morning(cramp=False), NOW)
    (morning,) = written(diary)["mornings"]
    assert list(morning) == ["night", "cramp", "at"]


def test_what_was_taken_back_is_written_too(diary: Diary) -> None:
    diary.mark(NIGHT, "stretch", Answer.CLEARED, NOW)
    diary.set_bedtime(NIGHT, None, NOW)
    diary.set_sign("statin", None, NOW)
    found = written(diary)
    assert found["marks"][0]["state"] == "cleared"
    assert found["bedtimes"][0]["bedtime"] is None
    assert found["signs"][0]["answer"] is None


def test_each_instant_has_the_offset_of_its_own_day(diary: Diary) -> None:
    diary.mark(NIGHT, "stretch", Answer.DONE, NOW)
    diary.mark(date(2026, 7, 1), "stretch", Answer.DONE, datetime(2026, 7, 1, 21, tzinfo=UTC))
    summer, winter = (mark["at"] for mark in written(diary)["marks"])
    assert (summer, winter[-6:]) == ("2026-07-01T23:00:00.000000+02:00", "+01:00")


def test_entries_stand_in_order_one_a_line(diary: Diary) -> None:
    for night in (OTHER, NIGHT):
        for habit in ("stretch", "hydrate"):
            diary.mark(night, habit, Answer.DONE, NOW)
    marks = [(mark["night"], mark["habit"]) for mark in written(diary)["marks"]]
    assert marks == sorted(marks)
    lines = answers_json(read_answers(diary), HABITS, NOW, BERLIN).splitlines()
    assert [line.count(b'"state"') for line in lines if b'"state"' in line] == [1, 1, 1, 1]


# CSV


def test_the_table_has_a_line_for_each_night_with_a_record(diary: Diary) -> None:
    diary.set_morning(OTHER + timedelta(days=5), Morning(cramp=False), NOW)
    diary.set_bedtime(OTHER, time(23, 30), NOW)
    diary.mark(NIGHT, "stretch", Answer.SKIPPED, NOW)
    diary.mark(NIGHT, "hydrate", Answer.DONE, NOW)
    diary.mark(NIGHT - timedelta(days=1), "hydrate", Answer.CLEARED, NOW)
    diary.set_bedtime(NIGHT - timedelta(days=2), None, NOW)
    blank = [""] * len(DETAILS)
    assert table(diary) == [
        ["night", "bedtime", "cramp", *DETAILS, "hydrate", "stretch"],
        ["2026-11-22", "", "", *blank, "done", "skipped"],
        ["2026-11-23", "23:30", "", *blank, "", ""],
        ["2026-11-28", "", "no", *blank, "", ""],
    ]


def test_a_morning_fills_its_columns(diary: Diary) -> None:
    diary.set_morning(NIGHT, CRAMP, NOW)
    assert list(row(diary).values())[2:14] == [
        "yes",
        "2",
        "03:10",
        "left",
        "calf",
        "0",
        "6",
        "20",
        "no",
        "hot day; long walk",
        "walking",
        "zwei Krämpfe",
    ]


def test_a_habit_that_is_no_longer_known_has_its_column_at_the_end(diary: Diary) -> None:
    diary.mark(NIGHT, "evening_walk", Answer.DONE, NOW)
    assert table(diary)[0][-3:] == ["hydrate", "stretch", "evening_walk"]
    assert row(diary)["evening_walk"] == "done"


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x","y")', "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"],  # noqa: RUF001
)
def test_no_text_can_be_taken_for_a_formula(diary: Diary, text: str) -> None:
    diary.set_morning(NIGHT, Morning(cramp=True, eased=text, note=text, triggers=(text,)), NOW)
    found = row(diary)
    assert [found[name] for name in ("eased", "note", "triggers")] == [f"'{text}"] * 3


@pytest.mark.parametrize(
    "text", ['a "quoted", word', "two\r\nlines", "one\nmore", "it's", "a=b", "Krämpfe 茶"]
)
def test_every_other_text_comes_back_as_it_was(diary: Diary, text: str) -> None:
    diary.set_morning(NIGHT, Morning(cramp=True, note=text), NOW)
    assert row(diary)["note"] == text


def test_the_table_is_utf_8_with_a_mark_and_lines_as_the_standard_ends_them(diary: Diary) -> None:
    diary.mark(NIGHT, "stretch", Answer.DONE, NOW)
    content = as_csv(read_answers(diary), HABITS)
    assert content.startswith(b"\xef\xbb\xbfnight,bedtime,cramp,")
    assert content.count(b"\r\n") == content.count(b"\n") == 2


# The file


@pytest.fixture
def routine(tmp_path: Path) -> Routine:
    return SettingsFile(tmp_path / "settings.toml").read().routine


@pytest.mark.parametrize("ending", ["json", "csv", "ics", "JSON"])
def test_a_file_is_for_its_user_alone_and_takes_the_place_of_another(
    diary: Diary, routine: Routine, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / "out" / f"mine.{ending}"
    file.parent.mkdir()
    file.write_text("before")
    export_to(file, diary, routine, NOW, BERLIN)
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(file.read_bytes()) > 100
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("name", ["mine.txt", "mine", "mine.json.gz"])
def test_another_ending_is_refused_and_nothing_is_written(
    diary: Diary, routine: Routine, tmp_path: Path, name: str
) -> None:
    with pytest.raises(StoreError, match=r"does not end in \.json, \.csv, \.ics"):
        export_to(tmp_path / name, diary, routine, NOW, BERLIN)
    assert not (tmp_path / name).exists()


def test_a_folder_that_is_not_there_is_one_clear_line(diary: Diary, routine: Routine, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as error:
        export_to(tmp_path / "none" / "mine.json", diary, routine, NOW, BERLIN)
    assert str(error.value) == f"{tmp_path}/none/mine.json: No such file or directory"


def test_what_is_no_file_is_left_alone(diary: Diary, routine: Routine, tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe.json", tmp_path / "folder.json"
    os.mkfifo(pipe)
    folder.mkdir()
    for there in (pipe, folder):
        with pytest.raises(StoreError, match="it is not a file"):
            export_to(there, diary, routine, NOW, BERLIN)
    assert pipe.is_fifo()
    assert folder.is_dir()
