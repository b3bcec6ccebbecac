"""What the log may know of an error."""

import sqlite3
from pathlib import Path

import pytest

from crampguard.store.errors import StoreError
from crampguard.store.failures import as_store_error, for_log
from crampguard.store.rows import morning


def test_of_a_diary_that_cannot_be_opened_the_log_has_sqlites_own_word_and_the_place(tmp_path: Path) -> None:
    file = tmp_path / "Anna" / "diary.sqlite3"
    with pytest.raises(StoreError) as caught, as_store_error(file):
        sqlite3.connect(file)
    assert "Anna" in str(caught.value)
    line = for_log(caught.value)
    assert line.startswith("NotNow OperationalError SQLITE_CANTOPEN")
    assert "Anna" not in line


def test_of_a_value_that_makes_no_sense_the_log_has_only_the_kind() -> None:
    with pytest.raises(StoreError) as caught, as_store_error(Path("diary.sqlite3")):
        morning('{"cramp": true, "leg": "Anna"}')
    assert "Anna" in str(caught.value.__cause__)
    assert for_log(caught.value).startswith("Damaged ValueError in rows.py:")


def test_of_the_disk_it_has_what_the_system_said() -> None:
    assert (
        for_log(OSError(28, "No space left on device", "/home/anna"))
        == "OSError OSError No space left on device"
    )
    assert for_log(sqlite3.OperationalError("text 'Anna'")) == "OperationalError OperationalError"
