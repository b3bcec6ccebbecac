"""Everything of a profile goes, and nothing beside it."""

import os
from pathlib import Path

import pytest

from crampguard.store.diary import Diary
from crampguard.store.erase import erase
from crampguard.store.places import Places, make_private_file, places
from crampguard.store.settings import SettingsFile

BESIDE = ("-wal", "-shm", ".damaged-2026-11-25T21-30-00", ".damaged-2026-11-25T21-30-00-wal", ".repaired.new")


@pytest.fixture
def where(profile: Path) -> Places:
    """A profile in use, with files of others beside its own."""
    found = places()
    SettingsFile(found.settings).write_first()
    Diary(found.diary).close()
    logs = [found.log.with_name(f"{found.log.name}{end}") for end in ("", ".1", ".2")]
    backups = [found.backups / "diary-2026-11-22.sqlite3", found.backups / "older" / "x"]
    beside = [found.diary.with_name(f"{found.diary.name}{end}") for end in BESIDE]
    left = found.settings.with_name(".settings.toml.a1b2c3d4")
    for path in (*logs, *backups, *beside, left, found.lock, *others(found)):
        make_private_file(path)
    return found


def others(where: Places) -> list[Path]:
    return [
        where.data / "diary.sqlite3.mine",
        where.data / "notes.txt",
        where.settings.with_name("settings.toml.old"),
        where.settings.with_name(".settings.toml.swp"),
        where.log.with_name("another.log"),
        where.data.parent / "another" / "diary.sqlite3",
    ]


def files(profile: Path) -> set[Path]:
    return {path for path in profile.rglob("*") if not path.is_dir() or path.is_symlink()}


def test_the_files_of_the_program_go_and_the_others_stay(profile: Path, where: Places) -> None:
    assert erase(where) == ()
    assert files(profile) == {where.lock, *others(where)}
    assert not where.backups.exists()


def test_where_nothing_is_there_is_nothing_to_say(profile: Path) -> None:
    assert erase(places()) == ()
    assert files(profile) == set()


def test_another_profile_stays_as_it_is(
    profile: Path, where: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(profile)
    for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME"):
        monkeypatch.setenv(f"XDG_{name}", str(profile / "second" / name))
    SettingsFile(places().settings).write_first()
    assert erase(places()) == ()
    assert files(profile) == before


def test_a_link_goes_with_the_file_behind_it(profile: Path, where: Places) -> None:
    behind = profile / "dotfiles" / "cramps.toml"
    make_private_file(behind)
    where.settings.unlink()
    where.settings.symlink_to(behind)
    assert erase(where) == ()
    assert not where.settings.is_symlink()
    assert not behind.exists()


def test_the_files_that_sqlite_keeps_beside_a_linked_diary_go_too(profile: Path, where: Places) -> None:
    behind = profile / "elsewhere" / "cramps.sqlite3"
    make_private_file(behind)
    make_private_file(behind.with_name("cramps.sqlite3-wal"))
    where.diary.unlink()
    where.diary.symlink_to(behind)
    assert erase(where) == ()
    assert list(behind.parent.iterdir()) == []


def test_what_a_linked_backups_folder_leads_to_is_named_and_left(profile: Path, where: Places) -> None:
    documents = profile / "Documents"
    make_private_file(documents / "letter.txt")
    where.backups.rename(where.data / "old")
    where.backups.symlink_to(documents)
    (line,) = erase(where)
    assert line.startswith(str(where.backups))
    assert (documents / "letter.txt").exists()
    assert not where.diary.exists()


def test_what_cannot_be_deleted_is_named_and_the_rest_goes(
    profile: Path, where: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def refuse_one(path: Path, missing_ok: bool = False) -> None:
        if path == where.diary:
            raise PermissionError(13, "Permission denied", os.fspath(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse_one)
    assert erase(where) == (f"{where.diary}: Permission denied",)
    assert files(profile) == {where.diary, where.lock, *others(where)}
