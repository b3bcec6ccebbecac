"""Where things lie, and that they are private."""

import os
import stat
import tempfile
from pathlib import Path

import pytest

from crampguard.store.errors import StoreError
from crampguard.store.places import make_own, make_private, make_private_file, places


def test_everything_lies_in_the_users_own_folders(profile: Path) -> None:
    where = places()
    assert where.settings == profile / "config_home/crampguard/settings.toml"
    assert where.diary == profile / "data_home/crampguard/diary.sqlite3"
    assert where.lock.parent == where.data == where.diary.parent
    assert where.log.name == "crampguard.log"
    assert where.log.is_relative_to(profile / "state_home/crampguard")


def test_asking_for_the_places_makes_nothing(profile: Path) -> None:
    places()
    assert sorted(path.name for path in profile.rglob("*")) == [
        "config_home",
        "data_home",
        "runtime_dir",
        "state_home",
    ]


def test_each_profile_has_its_own_socket_and_keeps_it(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/7")
    first = places().socket
    assert first.parent == Path("/run/user/7")
    assert places().socket == first
    monkeypatch.setenv("XDG_DATA_HOME", str(profile / "another"))
    assert places().socket != first


@pytest.mark.parametrize("length", [20, 60, 75, 76, 77, 78, 79, 80, 100, 200])
@pytest.mark.usefixtures("profile")
def test_the_path_of_the_socket_has_at_most_107_bytes(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = "/run/" + "ü" * ((length - 5) // 2)
    monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
    assert len(os.fsencode(places().socket)) <= 107


@pytest.mark.parametrize("runtime", ["", "run", "./run", "/run/" + "x" * 200])
@pytest.mark.usefixtures("profile")
def test_without_a_short_absolute_runtime_folder_the_socket_has_a_folder_of_the_user_in_tmp(
    runtime: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
    assert places().socket.parent == Path(tempfile.gettempdir()) / f"crampguard-{os.getuid()}"


def test_a_runtime_folder_that_is_not_set_is_no_fault(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert profile
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert places().socket.parent.name == f"crampguard-{os.getuid()}"


def test_relative_folders_in_the_environment_are_as_good_as_none(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, "relative")
    where = places()
    assert where.settings == profile / ".config/crampguard/settings.toml"
    assert where.data == profile / ".local/share/crampguard"
    assert where.log == profile / ".local/state/crampguard/log/crampguard.log"


def test_a_user_without_a_home_is_told_so(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setattr(os, "getuid", lambda: 54321)  # nobody's
    with pytest.raises(StoreError, match="no home folder"):
        places()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_what_is_made_is_for_the_user_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        make_private_file(tmp_path / "folder" / "file")
    finally:
        os.umask(before)
    assert (mode(tmp_path / "folder"), mode(tmp_path / "folder" / "file")) == (0o700, 0o600)


def test_a_file_that_is_there_keeps_its_content(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("kept")
    file.chmod(0o666)
    make_private_file(file)
    assert (file.read_text(), mode(file)) == ("kept", 0o600)


def test_a_file_in_the_place_of_a_folder_is_an_oserror(tmp_path: Path) -> None:
    (tmp_path / "folder").touch()
    with pytest.raises(OSError, match="folder"):
        make_private(tmp_path / "folder")


# A place that others could take first


def test_a_folder_of_ones_own_is_made_private(tmp_path: Path) -> None:
    make_own(tmp_path / "new")
    (tmp_path / "open").mkdir(mode=0o755)
    make_own(tmp_path / "open")
    assert (mode(tmp_path / "new"), mode(tmp_path / "open")) == (0o700, 0o700)


as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can act as another user")
NOBODY = 65534


@as_root
def test_a_folder_that_another_user_made_first_is_refused_and_left(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o777)
    os.chown(folder, NOBODY, NOBODY)
    before = mode(folder)
    with pytest.raises(PermissionError, match="another user"):
        make_own(folder)
    assert mode(folder) == before


@as_root
def test_a_link_that_another_user_laid_is_refused_and_what_it_leads_to_left(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    link = tmp_path / "link"
    link.symlink_to(home)
    os.chown(link, NOBODY, NOBODY, follow_symlinks=False)
    with pytest.raises(PermissionError, match="another user"):
        make_own(link)
    assert mode(home) == 0o755


def test_a_link_of_ones_own_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "run")
    make_own(tmp_path / "link")
    assert mode(tmp_path / "run") == 0o700
