"""The entry among the applications and its icons, with real files in folders of the test's own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from crampguard import app
from crampguard.desktop import entry, menu_entry
from tests.desktop.installations import installation
from tests.desktop.rig.app import App
from tests.desktop.rig.requirements import needs
from tests.desktop.rig.waiting import wait_until


class Painter:
    """Stands for the real one, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, size: int) -> bytes:
        self.asked.append(size)
        return f"{size} pixels".encode()


@pytest.fixture
def painter() -> Painter:
    return Painter()


@pytest.fixture
def data(profile: Path) -> Path:
    return profile / "data_home"


@pytest.fixture
def file(data: Path) -> Path:
    return data / "applications" / "crampguard.desktop"


def icon(data: Path, size: int) -> Path:
    return data / f"icons/hicolor/{size}x{size}/apps/crampguard.png"


def files(folder: Path) -> dict[Path, int]:
    """All files with the time of their last change."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_entry_and_icons_lie_where_a_desktop_looks(data: Path, file: Path, painter: Painter) -> None:
    assert not menu_entry.installed()
    menu_entry.install(painter)
    assert menu_entry.installed()
    assert set(files(data)) == {file, *(icon(data, size) for size in menu_entry.SIZES)}
    assert icon(data, 48).read_bytes() == b"48 pixels"
    assert painter.asked == [16, 22, 24, 32, 48, 64, 128, 256]
    values = entry.read(file)
    assert (values["Icon"], values["Name"]) == ("crampguard", "CrampGuard")
    assert values["Exec"].endswith("crampguard")


@needs("desktop-file-validate")
def test_the_validator_has_nothing_to_say(file: Path, painter: Painter) -> None:
    menu_entry.install(painter)
    done = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_second_start_paints_and_writes_nothing(data: Path, painter: Painter) -> None:
    menu_entry.install(painter)
    before = files(data)
    painter.asked.clear()
    menu_entry.install(painter)
    assert painter.asked == []
    assert files(data) == before


def test_an_icon_that_was_taken_away_comes_back_alone(data: Path, painter: Painter) -> None:
    menu_entry.install(painter)
    icon(data, 32).unlink()
    painter.asked.clear()
    os.utime(data / "icons/hicolor", (0, 0))
    menu_entry.install(painter)
    assert painter.asked == [32]
    assert icon(data, 32).exists()
    assert (data / "icons/hicolor").stat().st_mtime > 0  # so desktops look again


def test_a_new_version_brings_its_own_icons(
    data: Path, file: Path, painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu_entry.install(painter)
    monkeypatch.setattr(entry, "__version__", "99")
    menu_entry.install(lambda _size: b"new")
    assert icon(data, 16).read_bytes() == b"new"
    assert entry.read(file)["X-CrampGuard-Version"] == "99"


def test_a_moved_venv_is_followed(
    profile: Path, file: Path, painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(installation(profile / "venv")))
    menu_entry.install(painter)
    python = (profile / "venv").rename(profile / "moved") / "bin/python"
    monkeypatch.setattr(sys, "executable", str(python))
    menu_entry.install(painter)
    assert entry.read(file)["TryExec"] == str(profile / "moved/bin/crampguard")


def test_it_is_removed_as_often_as_one_likes_and_others_stay(data: Path, painter: Painter) -> None:
    menu_entry.install(painter)
    other = icon(data, 48).with_name("other.png")
    other.touch()
    for _twice in range(2):
        menu_entry.remove()
        assert list(files(data)) == [other]
        assert not menu_entry.installed()


def test_what_a_package_brought_is_not_hidden_by_a_copy_in_the_home(
    profile: Path, data: Path, painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu_entry.install(painter)  # an earlier installation with pip
    system = profile / "usr/share/applications/crampguard.desktop"
    system.parent.mkdir(parents=True)
    system.write_text("[Desktop Entry]\nType=Application\nExec=crampguard\n")
    monkeypatch.setenv("XDG_DATA_DIRS", f"/nowhere:{profile}/usr/share")
    menu_entry.install(painter)
    assert files(data) == {}
    assert menu_entry.installed()
    menu_entry.remove()
    assert system.exists()


@pytest.mark.parametrize("in_the_way", ["applications", "icons", "icons/hicolor/48x48"])
def test_a_folder_that_cannot_be_written_is_a_line_in_the_log(
    data: Path, painter: Painter, caplog: pytest.LogCaptureFixture, in_the_way: str
) -> None:
    (data / in_the_way).parent.mkdir(parents=True, exist_ok=True)
    (data / in_the_way).touch()
    menu_entry.install(painter)
    assert "no entry among the applications" in caplog.text
    assert not menu_entry.installed()


def test_a_write_that_breaks_off_leaves_the_old_and_no_rest(
    data: Path, file: Path, painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu_entry.install(painter)
    before = files(data)

    def broken(_old: Path, _new: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(entry, "__version__", "99")
    monkeypatch.setattr(Path, "replace", broken)
    menu_entry.install(lambda _size: b"new")
    assert files(data) == before


def test_on_other_systems_nothing_is_written(
    data: Path, painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "XDG", False)
    menu_entry.install(painter)
    assert files(data) == {}


def test_the_program_itself_installs_real_pictures(profile: Path, data: Path, qtbot: QtBot) -> None:
    menu_entry.install(app._png)
    for size in menu_entry.SIZES:
        picture = QImage(str(icon(data, size)))
        assert (picture.width(), picture.height()) == (size, size)


def test_a_start_of_the_program_makes_the_entry_and_corrects_the_one_for_login(tmp_path: Path) -> None:
    with App([sys.executable, "-m", "crampguard"], tmp_path) as running:
        old = tmp_path / "config" / "autostart" / "crampguard.desktop"
        old.parent.mkdir()
        old.write_text("[Desktop Entry]\nType=Application\nExec=/gone/crampguard\nTryExec=/gone/crampguard\n")
        running.start()
        wait_until((tmp_path / "data/applications/crampguard.desktop").exists, 15, "the entry")
        wait_until(lambda: entry.read(old)["TryExec"] != "/gone/crampguard", 5, "the one for login")
        assert running.run("quit").returncode == 0
        assert running.wait() == 0
