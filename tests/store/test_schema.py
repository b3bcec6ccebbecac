"""The diary file: made once, brought forward, and never touched when it is not ours."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crampguard.store import schema
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_a_new_diary_knows_its_program_and_version(path: Path) -> None:
    Diary(path).close()
    assert pragma(path, "application_id") == schema.APPLICATION_ID == int.from_bytes(b"CrGd", "big")
    assert pragma(path, "user_version") == len(schema.STEPS)
    assert tables(path) == {"marks", "claims", "snoozes", "pause", "bedtimes", "notifications", "routine"}


def test_what_is_written_has_reached_the_disk(path: Path) -> None:
    with closing(Diary(path)) as diary:
        assert diary._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert diary._db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_opening_it_again_changes_nothing(path: Path) -> None:
    Diary(path).close()
    before = path.read_bytes()
    Diary(path).close()
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_diary(path: Path) -> None:
    path.touch()
    Diary(path).close()
    assert "marks" in tables(path)


def test_a_step_that_fails_leaves_the_old_version_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Diary(path).close()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, "CREATE TABLE more (a);\nCREATE TABLE marks (a)"))
    with pytest.raises(StoreError, match="already exists"):
        Diary(path)
    assert "more" not in tables(path)
    assert pragma(path, "user_version") == len(schema.STEPS) - 1


def test_an_older_version_is_brought_forward_and_keeps_its_rows(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Diary(path)) as diary:
        diary._db.execute("INSERT INTO bedtimes VALUES ('2026-11-22', '23:30', '2026-11-22T20:00:00+00:00')")
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, "ALTER TABLE bedtimes ADD COLUMN why TEXT"))
    Diary(path).close()
    assert pragma(path, "user_version") == len(schema.STEPS)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT night, why FROM bedtimes").fetchall() == [("2026-11-22", None)]


def test_a_diary_of_a_newer_version_is_refused_and_left_as_it_is(path: Path) -> None:
    Diary(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError) as refused:
        Diary(path)
    assert str(refused.value) == f"{path}: it was made by a newer CrampGuard"
    assert path.read_bytes() == before


@pytest.mark.parametrize("setup", ["CREATE TABLE songs (title)", "PRAGMA user_version = 1"])
def test_the_database_of_another_program_is_refused_and_left_as_it_is(path: Path, setup: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(setup)
    path.chmod(0o644)
    before = path.read_bytes()
    with pytest.raises(StoreError) as refused:
        Diary(path)
    assert str(refused.value) == f"{path}: it is not a diary of CrampGuard"
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("content", [b"not a database, but long enough to be looked at" * 40, b"\0" * 4096])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        Diary(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == content


def test_a_damaged_diary_gives_one_clear_line(path: Path) -> None:
    Diary(path).close()
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996  # the table of contents
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"diary\.sqlite3: "):
        Diary(path)


OPENERS = """
import sys, threading
from pathlib import Path
from crampguard.store.diary import Diary

for number in range(25):
    barrier = threading.Barrier(6)

    def open_and_close():
        barrier.wait()
        try:
            Diary(Path(sys.argv[1], f"{number}.sqlite3")).close()
        except Exception as error:
            print(error)

    openers = [threading.Thread(target=open_and_close) for _ in range(6)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()
"""


def test_programs_that_start_together_make_one_diary(tmp_path: Path) -> None:
    """A tray and some commands at the first login. In a child: only luck finds the moment, so it tries often."""
    ended = subprocess.run(
        [sys.executable, "-c", OPENERS, tmp_path], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout == ""
