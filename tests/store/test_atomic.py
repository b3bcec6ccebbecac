"""Files written whole or not at all, wherever their links lead."""

import errno
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from crampguard.store import atomic
from crampguard.store.errors import StoreError
from crampguard.store.places import write_for_user

as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can act as another user, and mount")
NOBODY = 65534


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_and_is_for_its_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    file.chmod(0o644)
    atomic.write(file, b"new")
    assert (file.read_text(), mode(file), names(tmp_path)) == ("new", 0o600, ["file"])


@pytest.mark.parametrize("aim", ["file", "./file", "../folder/file", "{here}/folder/file", "chain"])
def test_a_link_of_ones_own_stays(tmp_path: Path, aim: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "file").write_text("old")
    (folder / "chain").symlink_to("file")
    (folder / "link").symlink_to(aim.format(here=tmp_path))
    atomic.write(folder / "link", b"new")
    assert (folder / "link").is_symlink()
    assert (folder / "file").read_text() == "new"
    assert names(folder) == ["chain", "file", "link"]


def test_links_are_followed_as_the_system_follows_them(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "c").symlink_to("a/b")
    (tmp_path / "a/b/up").symlink_to("../../c/../file")
    links, file = atomic.followed(tmp_path / "c" / "up")
    assert links == [tmp_path / "c", tmp_path / "a/b/up", tmp_path / "c"]
    assert file == (tmp_path / "c" / "up").resolve() == tmp_path / "a/file"


def test_links_in_a_circle_are_an_oserror(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match="symbolic links"):
        atomic.write(tmp_path / "a", b"new")


@as_root
@pytest.mark.parametrize("planted", ["export.json", "folder/export.json"])
def test_a_link_that_another_user_laid_is_never_written_through(tmp_path: Path, planted: str) -> None:
    (tmp_path / "mine").mkdir()
    mine = tmp_path / "mine" / "export.json"
    mine.write_text("mine")
    link = tmp_path / "folder" if "/" in planted else tmp_path / planted
    link.symlink_to(mine.parent if "/" in planted else mine)
    os.chown(link, NOBODY, NOBODY, follow_symlinks=False)
    with pytest.raises(StoreError, match="another user's link"):
        write_for_user(tmp_path / planted, b"new")
    assert (mine.read_text(), link.is_symlink()) == ("mine", True)
    assert names(mine.parent) == ["export.json"]


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A file that is mounted alone, as into a container."""
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.write_text("old, and longer")
    outside.chmod(0o640)
    inside.touch()
    mounted = subprocess.run(["mount", "--bind", outside, inside], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    yield inside
    subprocess.run(["umount", inside], check=True)


@as_root
def test_a_file_that_is_mounted_alone_is_written_in_place(tmp_path: Path, mounted: Path) -> None:
    atomic.write(mounted, b"new")
    assert (tmp_path / "outside").read_text() == mounted.read_text() == "new"
    assert mode(mounted) == 0o640
    assert names(tmp_path) == ["inside", "outside"]


@as_root
def test_a_disk_that_refuses_leaves_what_was_in_a_mounted_file(
    tmp_path: Path, mounted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, calls = os.fsync, 0

    def refuse_once(number: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            assert [path.read_text() for path in tmp_path.glob(".inside.*")] == ["new"]
            raise OSError(errno.EIO, "Input/output error")
        fsync(number)

    monkeypatch.setattr("os.fsync", refuse_once)
    with pytest.raises(OSError, match="Input/output"):
        atomic.write(mounted, b"new")
    assert mounted.read_text() == "old, and longer"
    assert names(tmp_path) == ["inside", "outside"]
