"""A settings file edited in any of the ways that editors have."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crampguard.desktop.watch import FileWatch


def write_into(file: Path) -> None:
    file.write_text("new content", encoding="utf-8")


def put_another_in_its_place(file: Path) -> None:
    new = file.with_suffix(".new")
    new.write_text("new content", encoding="utf-8")
    new.replace(file)


def remove(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("edit", [write_into, put_another_in_its_place, remove])
def test_an_edit_is_noticed_once(qtbot: QtBot, tmp_path: Path, edit: Callable[[Path], None]) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("old", encoding="utf-8")
    noticed: list[int] = []
    watch = FileWatch(file, lambda: noticed.append(1))
    edit(file)
    qtbot.waitUntil(lambda: noticed == [1])
    qtbot.wait(150)
    assert noticed == [1]
    watch.deleteLater()


def test_edits_go_on_being_noticed_after_a_replacement(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("old", encoding="utf-8")
    noticed: list[int] = []

    def wait_for(count: int) -> bool:
        return len(noticed) == count

    watch = FileWatch(file, lambda: noticed.append(1))
    for count, edit in enumerate((put_another_in_its_place, remove, write_into, write_into), start=1):
        edit(file)
        if count == 4:
            file.write_text("something else", encoding="utf-8")
        qtbot.waitUntil(partial(wait_for, count))
    watch.deleteLater()


def test_another_file_in_the_folder_is_none_of_its_business(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("old", encoding="utf-8")
    noticed: list[int] = []
    watch = FileWatch(file, lambda: noticed.append(1))
    (tmp_path / "other").write_text("x", encoding="utf-8")
    qtbot.wait(200)
    assert noticed == []
    watch.deleteLater()
