"""The evening on which every command is run, and what tests read of files and output."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crampguard.cli import main
from crampguard.routine.checklist import Answer
from crampguard.store.catalogue import catalogue
from crampguard.store.diary import Diary
from tests.moved_clock import at

NOW = at("2026-11-22 22:20")


SUNDAY = date(2026, 11, 22)


SETTINGS = Path("config_home/crampguard/settings.toml")


DIARY = Path("data_home/crampguard/diary.sqlite3")


Captured = pytest.CaptureFixture[str]


def one_line(capsys: Captured) -> str:
    """The line on standard error; nothing was printed beside it."""
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.endswith("\n")
    (line,) = printed.err.splitlines()
    assert line.startswith("crampguard: ")
    return line


def in_diary(profile: Path, night: date, habit: str) -> Answer | None:
    with closing(Diary(profile / DIARY)) as diary:
        mark = diary.remembered(night).marks.get(habit)
        return None if mark is None else mark.answer


ALL_OFF = "".join(f"[habits.{habit.id}]\nenabled = false\n" for habit in catalogue())


def write_settings(profile: Path, text: str) -> None:
    file = profile / SETTINGS
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def tonight_json(capsys: Captured, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["tonight", "--json", *words]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def item(found: dict[str, Any], habit: str) -> dict[str, Any]:
    items: list[dict[str, Any]] = found["items"]
    return next(item for item in items if item["habit"] == habit)


def files(profile: Path) -> list[Path]:
    return [path for path in profile.rglob("*") if path.is_file()]
