"""What the log may know of an error."""

import sqlite3
from pathlib import Path

import pytest

from crampguard.store.diary import Diary, morning_from
from crampguard.store.errors import StoreError, for_log


def test_of_a_diary_that_cannot_be_opened_the_log_has_sqlites_own_word_and_the_place(tmp_path: Path) -> None:
    file = tmp_path / "Anna"
    file.mkdir()
    with pytest.raises(StoreError) as caught:
        Diary(file)
    assert "Anna" in str(caught.value)
    line = for_log(caught.value)
    assert line.startswith("NotNow OperationalError SQLITE_CANTOPEN")
    assert "Anna" not in line


def test_of_a_value_that_makes_no_sense_the_log_has_only_the_kind() -> None:
    with pytest.raises(StoreError) as caught:
        morning_from('{"cramp": true, "leg": "Anna"}')
    assert "Anna" in str(caught.value)
    assert for_log(caught.value).startswith("StoreError ValidationError in ")


def test_of_the_disk_it_has_what_the_system_said() -> None:
    assert (
        for_log(OSError(28, "No space left on device", "/home/anna"))
        == "OSError OSError No space left on device"
    )
    assert for_log(sqlite3.OperationalError("text 'Anna'")) == "OperationalError OperationalError"
