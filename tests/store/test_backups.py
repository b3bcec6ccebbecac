"""Copies of the diary: made once a day, whole, thinned out with time, and the way back to one."""

import os
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crampguard.routine.checklist import Answer
from crampguard.store import backup_scheduler as module
from crampguard.store import backups, damage
from crampguard.store.backup_scheduler import BackupScheduler
from crampguard.store.damage import Repair
from crampguard.store.diary import Diary, Shown
from crampguard.store.errors import Damaged, NoRoom, NotNow, StoreError
from tests.moved_clock import at, evening

DAY = date(2026, 11, 25)
NIGHT = date(2026, 11, 24)
NOW = datetime(2026, 11, 25, 21, 15, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


@pytest.fixture
def diary(path: Path) -> Iterator[Diary]:
    with closing(Diary(path)) as opened:
        opened.mark(NIGHT, "stretch", Answer.DONE, NOW)
        yield opened


def marked(diary: Diary) -> set[str]:
    return set(diary.remembered(NIGHT).marks)


def names(path: Path) -> list[str]:
    return sorted(file.name for file in backups.folder_of(path).iterdir())


def backup(path: Path, day: date = DAY) -> Path:
    return path.parent / "backups" / f"diary-{day}.sqlite3"


# Making


def test_a_backup_is_one_file_for_its_user_alone_that_holds_what_was_committed(
    diary: Diary, path: Path
) -> None:
    with closing(Diary(path)) as other, other.transaction():
        other.mark(NIGHT, "hydrate", Answer.DONE, NOW)
        backups.make(path, DAY)
    assert names(path) == [backup(path).name]
    assert stat.S_IMODE(backup(path).stat().st_mode) == 0o600
    assert stat.S_IMODE(backup(path).parent.stat().st_mode) == 0o700
    with closing(Diary(backup(path))) as copy:
        assert marked(copy) == {"stretch"}


def test_a_day_has_one_backup_however_often_it_is_asked_for(diary: Diary, path: Path) -> None:
    backups.make(path, DAY)
    before = backup(path).read_bytes()
    diary.mark(NIGHT, "hydrate", Answer.DONE, NOW)
    assert not backups.is_due(path, DAY)
    backups.make(path, DAY)
    assert backup(path).read_bytes() == before


def test_a_backup_is_due_on_another_day_once_something_has_changed(diary: Diary, path: Path) -> None:
    assert backups.is_due(path, DAY)
    backups.make(path, DAY)
    Diary(path).close()
    assert not backups.is_due(path, DAY + timedelta(1))
    diary.mark(NIGHT, "hydrate", Answer.DONE, NOW)
    assert backups.is_due(path, DAY + timedelta(1))


def test_where_there_is_no_diary_no_backup_is_due(path: Path) -> None:
    assert not backups.is_due(path, DAY)


def test_a_damaged_diary_never_becomes_a_backup(path: Path) -> None:
    spoilt = fill_and_spoil(path)
    with pytest.raises(Damaged):
        backups.make(path, DAY + timedelta(1))
    assert names(path) == [backup(path).name]
    assert path.read_bytes() == spoilt


def test_a_mark_that_makes_no_sense_counts_as_damage(diary: Diary, path: Path) -> None:
    for change in ("night = '2026-02-30'", "at = 'yesterday'", "habit = CAST(x'ff' AS TEXT)"):
        diary.database._db.execute("BEGIN")
        diary.database._db.execute(f"UPDATE marks SET {change}")  # noqa: S608
        diary.database._db.execute("COMMIT")
        with pytest.raises(Damaged):
            backups.make(path, DAY)
        diary.database._db.execute("DELETE FROM marks")
        diary.mark(NIGHT, "stretch", Answer.DONE, NOW)
    assert names(path) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """One of 128 kB, on which a diary and what SQLite keeps beside it just fit."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may mount")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def fill(disk: Path, leave: int) -> None:
    about = os.statvfs(disk)
    (disk / "others").write_bytes(b"x" * (about.f_bavail * about.f_frsize - leave))


def test_a_full_disk_is_called_full_and_keeps_nothing_of_a_backup(small_disk: Path) -> None:
    path = small_disk / "diary.sqlite3"
    with closing(Diary(path)) as diary:
        diary.mark(NIGHT, "stretch", Answer.DONE, NOW)
        with pytest.raises(NoRoom, match="the disk is full"):
            backups.make(path, DAY)
        assert names(path) == []


def test_a_disk_too_full_for_what_sqlite_keeps_beside_the_diary_is_called_full(small_disk: Path) -> None:
    path = small_disk / "diary.sqlite3"
    Diary(path).close()
    fill(small_disk, leave=16_384)
    with pytest.raises(NoRoom, match="the disk is full"):
        Diary(path)
    with pytest.raises(NoRoom, match="the disk is full"):
        damage.restore(path, path)


def test_a_backup_that_fails_leaves_nothing_behind(path: Path) -> None:
    fill_and_spoil(path)
    with pytest.raises(Damaged):
        backups.make(path, DAY + timedelta(1))
    assert names(path) == [backup(path).name]


def test_what_a_crash_left_of_a_backup_is_no_hindrance_and_no_backup(diary: Diary, path: Path) -> None:
    backup(path).parent.mkdir()
    left = backup(path).with_name(f"{backup(path).name}.new")
    left.write_bytes(b"half of it")
    assert backups.listed(path) == []
    backups.make(path, DAY)
    assert names(path) == [backup(path).name]


def test_the_last_days_and_one_of_each_of_the_last_weeks_are_kept(diary: Diary, path: Path) -> None:
    first = date(2026, 1, 1)
    for day in range(60):
        backups.make(path, first + timedelta(day))
    kept = [found.day for found in backups.listed(path)]
    last = first + timedelta(59)
    assert kept[:7] == [last - timedelta(day) for day in range(7)]
    assert len(kept) == 10
    assert [day.strftime("%A") for day in kept[7:]] == ["Sunday"] * 3
    assert last - kept[-1] == timedelta(weeks=3)


def test_files_of_the_user_beside_the_backups_stay(diary: Diary, path: Path) -> None:
    backup(path).parent.mkdir()
    for name in ("diary-of-mine.sqlite3", "diary-2026-99-99.sqlite3", "notes.txt"):
        (backup(path).parent / name).touch()
    for day in range(12):
        backups.make(path, DAY + timedelta(day))
    assert {"diary-of-mine.sqlite3", "diary-2026-99-99.sqlite3", "notes.txt"} <= set(names(path))


# Beside the running program


def test_the_program_makes_the_backup_of_the_day_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_DELAY", 0.0)
    found = evening(tmp_path, at("2026-11-25 12:00"))
    scheduler = BackupScheduler(found.diary.database.path, found.diary.suspect_damage)
    found.engine.listen(scheduler.follow)
    found.start()
    assert scheduler._timer is not None
    scheduler._timer.join()
    assert names(found.diary.database.path) == ["diary-2026-11-25.sqlite3"]
    found.diary.close()


def test_a_program_that_stops_makes_no_backup_any_more(tmp_path: Path) -> None:
    found = evening(tmp_path, at("2026-11-25 12:00"))
    scheduler = BackupScheduler(found.diary.database.path, found.diary.suspect_damage)
    found.engine.listen(scheduler.follow)
    found.start()
    scheduler.stop()
    assert not (tmp_path / "backups").exists()
    found.diary.close()


def test_damage_that_only_the_backup_finds_is_mended_at_the_next_use(path: Path) -> None:
    fill_and_spoil(path)
    with closing(Diary(path)) as diary:
        assert diary.repairs() == []
        scheduler = BackupScheduler(path, diary.suspect_damage)
        scheduler._make(DAY + timedelta(1))
        assert diary.repairs() == [Repair(str(DAY))]


def fill_and_spoil(path: Path) -> bytes:
    """Years of nights, a good backup, and then an old page that nobody reads has gone."""
    with closing(Diary(path)) as diary, diary.transaction():
        for day in range(1500):
            diary.mark(NIGHT - timedelta(day), "stretch", Answer.DONE, NOW)
    backups.make(path, DAY)
    content = bytearray(path.read_bytes())
    place = content.index(b"2023-06-01") // 4096 * 4096
    content[place : place + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    return bytes(content)


# The way back


def test_a_restored_diary_holds_what_the_backup_holds(diary: Diary, path: Path) -> None:
    backups.make(path, DAY)
    diary.mark(NIGHT, "hydrate", Answer.DONE, NOW)
    diary.restore(backup(path))
    assert marked(diary) == {"stretch"}


def test_what_a_restore_replaced_can_be_restored_in_turn(diary: Diary, path: Path) -> None:
    backups.make(path, DAY)
    diary.mark(NIGHT, "hydrate", Answer.DONE, NOW)
    before = diary.restore(backup(path))
    assert before is not None
    assert before.name.startswith("before-restore-")
    diary.restore(before)
    assert marked(diary) == {"stretch", "hydrate"}


def test_another_process_that_has_the_diary_open_sees_the_restored_one(diary: Diary, path: Path) -> None:
    backups.make(path, DAY)
    with closing(Diary(path)) as tray:
        tray.mark(NIGHT, "hydrate", Answer.DONE, NOW)
        diary.restore(backup(path))
        assert marked(tray) == {"stretch"}
        tray.mark(NIGHT, "feet_free", Answer.DONE, NOW)
    assert marked(diary) == {"stretch", "feet_free"}


def test_the_notification_on_the_screen_is_still_understood_after_a_restore(diary: Diary, path: Path) -> None:
    backups.make(path, DAY)
    shown = Shown(":1.7", 3, NIGHT, ("stretch",))
    diary.add_shown(shown, NOW, NOW)
    diary.restore(backup(path))
    assert diary.open_notification() == shown


def test_a_backup_that_cannot_be_read_is_refused_and_nothing_changes(diary: Diary, path: Path) -> None:
    backups.make(path, DAY)
    for content in (b"", b"\0" * 8192, backup(path).read_bytes()[:9000]):
        backup(path).write_bytes(content)
        with pytest.raises(StoreError, match=backup(path).name):
            diary.restore(backup(path))
        assert marked(diary) == {"stretch"}
        assert diary.repairs() == []
        assert names(path) == [backup(path).name]


def test_the_database_of_another_program_is_no_backup(diary: Diary, path: Path) -> None:
    backup(path).parent.mkdir()
    with closing(sqlite3.connect(backup(path))) as other:
        other.execute("CREATE TABLE songs (title)")
    with pytest.raises(StoreError, match="not a diary"):
        diary.restore(backup(path))
    assert marked(diary) == {"stretch"}


def test_a_restore_waits_for_no_writer_for_ever(diary: Diary, path: Path) -> None:
    backups.make(path, DAY)
    with (
        closing(Diary(path, patience=0.05)) as other,
        diary.transaction(),
        pytest.raises(NotNow, match="another program"),
    ):
        other.restore(backup(path))
    assert marked(diary) == {"stretch"}


def test_only_the_last_three_that_a_restore_replaced_are_kept(diary: Diary, path: Path) -> None:
    backups.make(path, DAY)
    for second in range(3):
        (backup(path).parent / f"before-restore-2020-01-01T00-00-0{second}.sqlite3").touch()
    diary.restore(backup(path))
    assert sum(name.startswith("before-restore-") for name in names(path)) == 3
    assert "before-restore-2020-01-01T00-00-00.sqlite3" not in names(path)


# The list


def test_the_list_tells_date_nights_and_size_from_the_newest_on(diary: Diary, path: Path) -> None:
    backups.make(path, DAY)
    diary.mark(DAY, "stretch", Answer.DONE, NOW)
    backups.make(path, DAY + timedelta(1))
    (backup(path).parent / "diary-2026-11-01.sqlite3").write_bytes(b"spoilt")
    found = backups.listed(path)
    assert [(one.day, one.nights) for one in found] == [
        (DAY + timedelta(1), 2),
        (DAY, 1),
        (date(2026, 11, 1), None),
    ]
    assert found[0].size == backup(path, DAY + timedelta(1)).stat().st_size


def test_looking_at_the_list_leaves_no_file_behind(diary: Diary, path: Path) -> None:
    backups.make(path, DAY)
    backups.listed(path)
    assert names(path) == [backup(path).name]
