"""The diary file: made once, brought forward, and never touched when it is not ours."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from crampguard.routine.checklist import Answer
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
    learning = {"known", "questions", "trials", "coins"}
    remembered = learning | {
        "marks",
        "claims",
        "snoozes",
        "pause",
        "bedtimes",
        "notifications",
        "mornings",
        "cramps",
        "signs",
    }
    assert tables(path) == remembered | {"said", "routine", "mendings", "evenings", "put_aside"}


def test_what_is_written_has_reached_the_disk(path: Path) -> None:
    with closing(Diary(path)) as diary:
        assert diary.database._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert diary.database._db.execute("PRAGMA synchronous").fetchone() == (2,)


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
        diary.database._db.execute(
            "INSERT INTO bedtimes VALUES ('2026-11-22', '23:30', '2026-11-22T20:00:00+00:00')"
        )
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, "ALTER TABLE bedtimes ADD COLUMN why TEXT"))
    Diary(path).close()
    assert pragma(path, "user_version") == len(schema.STEPS)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT night, why FROM bedtimes").fetchall() == [("2026-11-22", None)]


OLDER = sorted((Path(__file__).parent / "files").glob("diary-*.sqlite3"))


def rows(path: Path) -> dict[str, list[dict[str, object]]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608
            for table in tables(path)
        }


def test_each_older_version_has_its_file() -> None:
    assert [pragma(file, "user_version") for file in OLDER] == list(range(1, len(schema.STEPS)))


@pytest.mark.parametrize("file", OLDER, ids=lambda file: file.stem)
def test_a_diary_of_each_older_version_is_brought_forward_losing_nothing(path: Path, file: Path) -> None:
    path.write_bytes(file.read_bytes())
    before = rows(path)
    assert all(before[table] for table in ("marks", "claims", "snoozes", "pause", "bedtimes", "routine"))
    with closing(Diary(path)) as diary:
        assert diary.remembered(date(2026, 11, 24)).marks["stretch"].answer is Answer.DONE
        assert diary.routine() is not None
    after = rows(path)
    for table, kept in before.items():
        columns = kept[0].keys()
        assert [{name: row[name] for name in columns} for row in after[table]] == kept
    with closing(sqlite3.connect(path)) as connection:
        schema.check_integrity(connection)


@pytest.mark.parametrize("file", OLDER, ids=lambda file: file.stem)
def test_before_it_is_brought_forward_it_is_kept_as_it_was(path: Path, file: Path) -> None:
    path.write_bytes(file.read_bytes())
    Diary(path).close()
    kept = path.parent / "backups" / f"before-version-{len(schema.STEPS)}.sqlite3"
    assert list(kept.parent.iterdir()) == [kept]
    assert rows(kept) == rows(file)
    assert pragma(kept, "user_version") == pragma(file, "user_version")
    Diary(path).close()
    assert list(kept.parent.iterdir()) == [kept]


def test_what_was_kept_before_can_be_restored(path: Path) -> None:
    path.write_bytes(OLDER[0].read_bytes())
    with closing(Diary(path)) as diary:
        diary.mark(date(2026, 11, 24), "feet_free", Answer.DONE, datetime(2026, 11, 25, tzinfo=UTC))
        diary.restore(path.parent / "backups" / f"before-version-{len(schema.STEPS)}.sqlite3")
        assert set(diary.remembered(date(2026, 11, 24)).marks) == {"stretch", "hydrate", "caffeine_cutoff"}


def test_a_diary_of_a_newer_version_is_refused_and_left_as_it_is(path: Path) -> None:
    Diary(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE dreams (night TEXT)")
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


# Programs that start together: a tray and some commands at the first login


class Interrupted(sqlite3.Connection):
    """Another program opens the diary just before this connection's n-th statement."""

    path: Path
    statements_left: int

    def execute(self, *words: Any) -> sqlite3.Cursor:
        self.statements_left -= 1
        if self.statements_left == 0 and not self.in_transaction:
            Diary(self.path).close()
        return super().execute(*words)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_program_that_makes_the_diary_at_the_same_time_is_no_fault(path: Path, number: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, factory=Interrupted)) as connection:
        connection.path, connection.statements_left = path, number
        schema.prepare(connection)
    assert "marks" in tables(path)


def test_a_program_that_is_just_making_the_diary_is_waited_for(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        end = Timer(0.3, lambda: other.execute("COMMIT"))
        end.start()
        try:
            Diary(path).close()
        finally:
            end.join()
    assert "marks" in tables(path)
