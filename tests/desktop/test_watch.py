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


# Links, as dotfile managers lay them


class Links:
    """settings.toml reached through a link, a link to a link, or a linked folder; two files to lead to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("one", "two"):
            (folder / name).mkdir()
            (folder / name / "settings.toml").write_text(name, encoding="utf-8")

    def to_file(self) -> Path:
        return self._link("settings.toml", "one/settings.toml")

    def chain(self) -> Path:
        self._link("between", "one")
        return self._link("settings.toml", "between/settings.toml")

    def to_folder(self) -> Path:
        return self._link("crampguard", "one") / "settings.toml"

    def flip(self) -> None:
        """Each link leads to the second file or folder, in one step, as `ln -sfn` does it."""
        for link in filter(Path.is_symlink, self.folder.iterdir()):
            if "one" in (aim := str(link.readlink())):
                new = self.folder / "new"
                new.symlink_to(aim.replace("one", "two"))
                new.replace(link)

    def write(self) -> None:
        write_into(self.folder / "one/settings.toml")

    def replace(self) -> None:
        put_another_in_its_place(self.folder / "one/settings.toml")

    def _link(self, name: str, aim: str) -> Path:
        (self.folder / name).symlink_to(aim)
        return self.folder / name


@pytest.mark.parametrize("edit", [Links.write, Links.replace, Links.flip])
@pytest.mark.parametrize("lay", [Links.to_file, Links.chain, Links.to_folder])
def test_an_edit_behind_links_is_noticed_and_so_is_the_next(
    qtbot: QtBot, tmp_path: Path, lay: Callable[[Links], Path], edit: Callable[[Links], None]
) -> None:
    links = Links(tmp_path)
    file = lay(links)
    noticed: list[str] = []
    watch = FileWatch(file, lambda: noticed.append(file.read_text(encoding="utf-8")))
    edit(links)
    expected = file.read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: noticed == [expected])
    file.write_text("and again", encoding="utf-8")
    qtbot.waitUntil(lambda: noticed == [expected, "and again"])
    watch.stop()
    watch.deleteLater()


def test_a_link_that_leads_nowhere_yet_is_watched(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.symlink_to("not/yet/settings.toml")
    noticed: list[int] = []
    watch = FileWatch(file, lambda: noticed.append(1))
    (tmp_path / "not").mkdir()
    qtbot.wait(150)
    (tmp_path / "not/yet").mkdir()
    qtbot.wait(150)
    (tmp_path / "not/yet/settings.toml").write_text("there", encoding="utf-8")
    qtbot.waitUntil(lambda: noticed == [1])
    watch.deleteLater()


def test_links_in_a_circle_are_no_fault(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.symlink_to("settings.toml")
    noticed: list[int] = []
    watch = FileWatch(file, lambda: noticed.append(1))
    put_another_in_its_place(tmp_path / "settings.toml")
    qtbot.waitUntil(lambda: noticed == [1])
    watch.deleteLater()
