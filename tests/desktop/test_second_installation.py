"""Two installations with one home: such as a package and a venv, or an old and a new AppImage."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crampguard.desktop import entry, menu_entry
from crampguard.desktop.login import refresh, start_at_login
from tests.desktop.installations import installation
from tests.desktop.rig.app import App, wait_until_it_runs
from tests.wheel import CHECKOUT

Start = Callable[[str, str], None]


@pytest.fixture
def start(profile: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Does with both entries what a start of the installation in that folder does. version: which it is."""

    def started(name: str, version: str) -> None:
        monkeypatch.setattr(sys, "executable", str(installation(profile / name)))
        monkeypatch.setattr(entry, "__version__", version)
        menu_entry.install(lambda size: f"{version}, {size}".encode())
        refresh(start_at_login())

    return started


def owners(profile: Path) -> set[str]:
    """The installations that menu and login would start."""
    files = ("data_home/applications/crampguard.desktop", "config_home/autostart/crampguard.desktop")
    programs = [Path(entry.read(profile / file)["TryExec"]) for file in files]
    return {program.relative_to(profile).parts[0] for program in programs}


def contents(profile: Path) -> dict[Path, bytes]:
    folders = (profile / "data_home", profile / "config_home")
    return {file: file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file()}


def test_of_two_alike_the_first_keeps_menu_and_login(profile: Path, start: Start) -> None:
    start("one", "1.0")
    start_at_login().enable()
    before = contents(profile)
    for name in ("two", "one", "two"):
        start(name, "1.0")
        assert contents(profile) == before


def test_a_newer_one_takes_menu_and_login_over_and_keeps_them(profile: Path, start: Start) -> None:
    start("one", "0.9")
    start_at_login().enable()
    for name, version in (("two", "0.10"), ("one", "0.9"), ("two", "0.10")):
        start(name, version)
        assert owners(profile) == {"two"}
    icon = profile / "data_home/icons/hicolor/48x48/apps/crampguard.png"
    assert icon.read_text() == "0.10, 48"


def test_the_one_that_is_left_takes_them_over(profile: Path, start: Start) -> None:
    start("one", "1.0")
    start_at_login().enable()
    shutil.rmtree(profile / "one")
    start("two", "0.9")
    assert owners(profile) == {"two"}


def test_an_entry_of_the_users_own_is_nobodys(profile: Path, start: Start) -> None:
    start("one", "1.0")
    login = start_at_login()
    login.enable()
    file = profile / "config_home/autostart/crampguard.desktop"
    own = "[Desktop Entry]\nType=Application\nExec=something of my own\n"
    file.write_text(own)
    start("two", "2.0")
    assert file.read_text() == own


def test_a_start_of_the_other_one_opens_the_list_of_the_running_one(tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(CHECKOUT / "crampguard", other / "crampguard")
    shutil.copytree(CHECKOUT / "resources", other / "crampguard" / "resources")
    command = [sys.executable, "-m", "crampguard"]
    with App(command, tmp_path) as app:
        app.start()
        wait_until_it_runs(app)
        beside = subprocess.run(
            command,
            env=app.env() | {"PYTHONPATH": str(other)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (beside.returncode, beside.stderr) == (0, "")
        assert beside.stdout == "CrampGuard is running already; its list of tonight is open.\n"
        assert app.alive
        assert app.run("quit").returncode == 0
        assert app.wait() == 0
