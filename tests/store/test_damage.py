"""A damaged diary is put aside, and the newest good backup takes its place."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from crampguard.cli import main
from crampguard.routine.checklist import Answer
from crampguard.store import backups, damage, schema
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.store.places import places
from tests.store.damages import (
    DAMAGES,
    DAY,
    HEADERS,
    NIGHT,
    NOW,
    PAGE,
    aside,
    back_up_and_go_on,
    empty,
    keep_a_diary,
    marked,
    overwrite,
    put_zeros,
    read,
    repaired,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


@pytest.mark.parametrize("spoil", [*DAMAGES, *HEADERS], ids=lambda spoil: spoil.__name__)
def test_the_newest_backup_takes_the_place_of_a_damaged_diary(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    spoil(path)
    spoilt = path.read_bytes()
    assert read(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]
    (left,) = aside(path)
    assert left.read_bytes() == spoilt
    assert left.stat().st_mode & 0o077 == 0
    assert sorted(path.parent.iterdir()) == [backups.folder_of(path), path, left]


@pytest.mark.parametrize(
    "spoil", [spoil for spoil in DAMAGES if spoil is not empty], ids=lambda spoil: spoil.__name__
)
def test_without_a_backup_a_new_diary_begins_and_says_so(path: Path, spoil: Callable[[Path], None]) -> None:
    keep_a_diary(path)
    spoil(path)
    spoilt = path.read_bytes()
    assert read(path) == set()
    assert repaired(path) == [None]
    assert [file.read_bytes() for file in aside(path)] == [spoilt]


@pytest.mark.parametrize("spoil", HEADERS, ids=lambda spoil: spoil.__name__)
def test_without_a_backup_a_damaged_header_is_corrected(path: Path, spoil: Callable[[Path], None]) -> None:
    keep_a_diary(path)
    spoil(path)
    assert read(path) == {"stretch"}
    assert repaired(path) == []
    assert aside(path) == []


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_put_aside_and_never_waited_for(path: Path, make: Callable[[Path], None]) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    path.unlink()
    make(path)
    assert not damage.is_sound(path)
    assert read(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]
    assert len(aside(path)) == 1


@pytest.mark.parametrize("spoil", [*DAMAGES, *HEADERS, os.unlink], ids=lambda spoil: spoil.__name__)
@pytest.mark.usefixtures("profile")
def test_a_backup_is_restored_though_the_diary_cannot_be_opened(spoil: Callable[[Path], None]) -> None:
    path = places().diary
    keep_a_diary(path)
    back_up_and_go_on(path, DAY - timedelta(1))
    back_up_and_go_on(path)
    spoil(path)
    assert main(["restore", str(DAY - timedelta(1))]) == 0
    assert marked(path) == {"stretch"}
    assert repaired(path) == []
    assert len(aside(path)) == (spoil is not os.unlink)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title)")


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, dangling, foreign, Path.touch])
@pytest.mark.usefixtures("profile")
def test_a_newest_backup_that_cannot_be_read_blocks_nothing(make: Callable[[Path], None]) -> None:
    path = places().diary
    keep_a_diary(path)
    back_up_and_go_on(path)
    make(backups.folder_of(path) / f"diary-{DAY + timedelta(1)}.sqlite3")
    put_zeros(path)
    assert marked(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]
    assert main(["restore"]) == 0
    assert main(["restore", str(DAY)]) == 0
    assert backups.is_due(path, DAY) is False
    backups.make(path, DAY + timedelta(2))


def test_a_backup_that_the_disk_cannot_read_blocks_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_a_diary(path)
    for number in range(2):
        back_up_and_go_on(path, DAY + timedelta(number))
    put_zeros(path)
    really = sqlite3.connect

    def connect(name: str | Path, **options: Any) -> Any:
        if str(DAY + timedelta(1)) in str(name):
            raise_io_error()
        return really(name, **options)

    monkeypatch.setattr(sqlite3, "connect", connect)
    assert marked(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]


def raise_io_error() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
    raise error


def test_a_diary_that_is_gone_from_beside_its_backups_comes_back(path: Path) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    path.unlink()
    assert marked(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]


def test_a_crash_between_putting_aside_and_putting_in_place_loses_nothing(path: Path) -> None:
    keep_a_diary(path)
    path.rename(f"{path}.damaged-2026-11-25T21-30-00")
    path.with_name(f"{path.name}.repaired").write_bytes(b"half of it")
    assert repaired(path) == [None]
    assert len(aside(path)) == 1


def test_a_bad_backup_is_passed_over(path: Path) -> None:
    keep_a_diary(path)
    for day in range(3):
        back_up_and_go_on(path, DAY + timedelta(day))
    found = backups.daily(path)
    overwrite(found[0], PAGE, PAGE)
    found[1].write_bytes(b"")
    put_zeros(path)
    assert marked(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]


def test_an_older_backup_is_brought_forward(path: Path) -> None:
    old = Path(__file__).parent / "files" / "diary-1.sqlite3"
    backups.folder_of(path).mkdir()
    (backups.folder_of(path) / f"diary-{DAY}.sqlite3").write_bytes(old.read_bytes())
    assert marked(path) == {"stretch", "hydrate", "caffeine_cutoff"}
    assert repaired(path) == [str(DAY)]


# A log beside the diary that is not its own


def test_a_log_of_nonsense_is_no_hindrance(path: Path) -> None:
    keep_a_diary(path)
    path.with_name(f"{path.name}-wal").write_bytes(b"\xa5" * 9000)
    assert marked(path) == {"stretch"}
    assert repaired(path) == []


def test_the_log_of_another_diary_does_no_harm_that_is_not_mended(path: Path, tmp_path: Path) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    other = tmp_path / "other" / "diary.sqlite3"
    with closing(Diary(other)) as diary:
        for day in range(20):
            diary.mark(date(2020, 1, 1) + timedelta(day), "hydrate", Answer.SKIPPED, NOW)
        log = other.with_name(f"{other.name}-wal").read_bytes()
    path.with_name(f"{path.name}-wal").write_bytes(log)
    with closing(Diary(path)) as found:
        found.suspect_damage()
        assert set(found.remembered(NIGHT).marks) == {"stretch"}
        schema.check_integrity(found.database._db)


# What is never touched


@pytest.mark.parametrize("what", ["newer", "other"])
def test_a_newer_diary_and_another_programs_database_stay_though_there_is_a_backup(
    path: Path, what: str
) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    if what == "other":
        path.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE dreams (night TEXT)")
        if what == "newer":
            connection.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer CrampGuard" if what == "newer" else "not a diary"):
        Diary(path)
    with pytest.raises(StoreError):
        damage.repair(path)
    with pytest.raises(StoreError):
        damage.restore(path, backups.daily(path)[0])
    assert path.read_bytes() == before
    assert aside(path) == []


def test_a_sound_diary_that_is_doubted_stays(path: Path) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    with closing(Diary(path)) as diary:
        diary.suspect_damage()
        assert "after_25" in diary.remembered(NIGHT).marks
    assert aside(path) == []
