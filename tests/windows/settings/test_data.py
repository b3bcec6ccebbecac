"""The page on the user's data: folders, backups, export and import, and how all of it goes."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
)

from crampguard.routine.checklist import State
from crampguard.store import backups
from crampguard.store.diary import Diary
from tests.answers import by
from tests.windows.settings.driver import DATA, SettingsDriver


def test_the_file_and_the_folders_can_be_opened(shown: SettingsDriver) -> None:
    shown.window.open_page(DATA)
    shown.click("Open the file")
    shown.click("Open the folder of: Diary")
    assert shown.opened == [str(shown.evening.settings), str(shown.evening.settings.parent)]


def test_a_backup_is_restored_after_a_yes(shown: SettingsDriver) -> None:
    shown.window.open_page(DATA)
    assert shown.says("There are none yet.")
    engine, path = shown.evening.engine, shown.evening.diary.database.path
    by(engine).done("stretch")
    backups.make(path, date(2026, 11, 22))
    by(engine).done("hydrate")
    shown.window.open_page(0)
    shown.window.open_page(DATA)
    assert shown.says("1 night, ")
    shown.click("Restore the backup: 2026-11-22")
    shown.answer("Keep it")
    assert shown.evening.item("hydrate").state is State.DONE
    shown.click("Restore the backup: 2026-11-22")
    shown.answer("Restore")
    assert shown.says("2026-11-22 is in place. What there was before is kept as before-restore-")
    assert shown.evening.item("stretch").state is State.DONE
    assert shown.evening.item("hydrate").state is not State.DONE


def test_a_restore_that_fails_says_so_and_changes_nothing(shown: SettingsDriver) -> None:
    engine, path = shown.evening.engine, shown.evening.diary.database.path
    by(engine).done("stretch")
    backups.make(path, date(2026, 11, 22))
    by(engine).done("hydrate")
    shown.window.open_page(DATA)
    assert shown.says("1 night, ")
    with closing(Diary(path)) as other, other.transaction():
        shown.click("Restore the backup: 2026-11-22")
        shown.answer("Restore")
    assert shown.says("Nothing has changed: ")
    assert shown.evening.item("hydrate").state is State.DONE


def test_everything_is_deleted_only_after_a_second_yes(shown: SettingsDriver) -> None:
    shown.window.open_page(DATA)
    shown.click("Delete everything")
    shown.answer("Delete everything")
    assert shown.deleted == 0
    shown.answer("Keep it")
    shown.click("Delete everything")
    shown.error = OSError("diary.sqlite3: in use")
    shown.answer("Yes, all of it")
    shown.answer("Delete everything")
    assert shown.deleted == 1
    assert shown.says("Not all of it could be deleted: diary.sqlite3: in use")


def choose(shown: SettingsDriver, file: Path, name_filter: str = "") -> None:
    """In the file dialog that is open."""
    (dialog,) = [found for found in shown.window.findChildren(QFileDialog) if found.isVisible()]
    if name_filter:
        (chosen,) = [words for words in dialog.nameFilters() if name_filter in words]
        dialog.selectNameFilter(chosen)
        dialog.filterSelected.emit(chosen)  # as a click does
    dialog.setDirectory(str(file.parent))
    dialog.selectFile(file.name)
    (field,) = dialog.findChildren(QLineEdit)
    field.setText(file.name)
    dialog.accept()


@pytest.mark.parametrize(
    ("name", "name_filter", "written"),
    [
        ("mine", "", "mine.json"),
        ("mine", "*.csv", "mine.csv"),
        ("mine", "*.ics", "mine.ics"),
        ("mine.csv", "", "mine.csv"),
    ],
)
def test_an_export_goes_where_it_was_asked_to_and_says_so(
    shown: SettingsDriver, tmp_path: Path, name: str, name_filter: str, written: str
) -> None:
    shown.window.open_page(DATA)
    shown.click("Export…")
    choose(shown, tmp_path / name, name_filter)
    assert shown.exported == [tmp_path / written]
    assert shown.says(f"Written: {tmp_path / written}")


def test_an_import_says_what_was_taken_in(shown: SettingsDriver, tmp_path: Path) -> None:
    (tmp_path / "mine.json").touch()
    shown.window.open_page(DATA)
    shown.click("Import…")
    choose(shown, tmp_path / "mine.json")
    assert shown.says("Taken in: all of mine.json.")


def test_what_could_not_be_exported_or_taken_in_is_said(shown: SettingsDriver, tmp_path: Path) -> None:
    (tmp_path / "mine.json").touch()
    shown.window.open_page(DATA)
    for button, name in (("Import…", "mine.json"), ("Export…", "other")):
        shown.refused = f"{button}: it is larger than 64000000 bytes"
        shown.click(button)
        choose(shown, tmp_path / name)
        assert shown.says(shown.refused)
    assert shown.exported == []
