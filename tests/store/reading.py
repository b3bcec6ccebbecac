"""What settings and exports say, for the tests that read them."""

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest

from crampguard.routine.habits import Habit
from crampguard.routine.schedule import Hours
from crampguard.store.errors import StoreError
from crampguard.store.settings import (
    Settings,
    SettingsFile,
)
from tests.store.conftest import Taken

USUAL = Hours(wake=time(6, 45), bedtime=time(22, 30))
AT = "2026-11-22T22:15:07.123456+01:00"
MARK = {"night": "2026-11-22", "habit": "stretch", "state": "done", "at": AT}
MORNING = {"night": "2026-11-22", "cramp": True, "at": AT}
BEDTIME = {"night": "2026-11-22", "bedtime": "23:30", "at": AT}
QUESTION = {"habit": "stretch", "since": "2026-11-01", "at": AT}
COIN = {"night": "2026-11-22", "with": True, "at": AT}
TRIAL = {"habit": "stretch", "since": "2026-11-21", "until": None, "coins": [COIN]}
SECOND = timedelta(seconds=1)
HABITS = (Habit("stretch", "Bedtime leg stretch"),)


def habit(settings: Settings, id_: str) -> Habit:
    return next(habit for habit in settings.routine.habits if habit.id == id_)


def only_problem(settings: Settings, file: SettingsFile) -> str:
    """The one line, without the name of the file it begins with."""
    (line,) = settings.problems
    assert "\n" not in line
    start = f"{file.path}: "
    assert line.startswith(start)
    return line.removeprefix(start)


def whole(**lists: Any) -> dict[str, Any]:
    """An export with these entries."""
    return {"format": "crampguard", "version": 1, "exported_at": AT, **lists}


def reason(take: Taken, content: Any, tmp_path: Path) -> str:
    """Why it is refused, without the name of the file."""
    with pytest.raises(StoreError) as error:
        take(content)
    file, _colon, why = str(error.value).partition(": ")
    assert file == str(tmp_path / "mine.json")
    assert "\n" not in why
    return why
