"""Start at login, with real files in folders of the test's own."""

import plistlib
import subprocess
import sys
from pathlib import Path

import pytest

from crampguard.desktop import entry, menu_entry
from crampguard.desktop.login import Autostart, refresh, start_at_login
from tests.desktop.installations import installation
from tests.desktop.rig.requirements import needs


@pytest.fixture
def login(profile: Path, monkeypatch: pytest.MonkeyPatch) -> Autostart:
    monkeypatch.setattr(sys, "executable", str(installation(profile / "venv")))
    return start_at_login()


@pytest.fixture
def file(profile: Path) -> Path:
    return profile / "config_home" / "autostart" / "crampguard.desktop"


def move(profile: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The venv lies elsewhere now; its script."""
    python = (profile / "venv").rename(profile / "moved") / "bin" / "python"
    monkeypatch.setattr(sys, "executable", str(python))
    return python.with_name("crampguard")


def test_it_is_off_until_it_is_switched_on(login: Autostart, file: Path) -> None:
    assert (login.why_not, login.enabled, login.stale) == ("", False, False)
    assert not file.parent.exists()


def test_it_is_switched_on_and_off_as_often_as_one_likes(login: Autostart, file: Path) -> None:
    for _twice in range(2):
        for _again in range(2):
            login.enable()
            assert (login.enabled, login.stale) == (True, False)
        assert [path.name for path in file.parent.iterdir()] == [file.name]
        for _again in range(2):
            login.disable()
            assert not login.enabled
        assert list(file.parent.iterdir()) == []


def test_the_entry_names_the_running_installation(login: Autostart, file: Path, profile: Path) -> None:
    login.enable()
    values = entry.read(file)
    assert values["TryExec"] == str(profile / "venv/bin/crampguard")
    assert values["Type"] == "Application"
    assert values["X-GNOME-Autostart-enabled"] == "true"


@needs("desktop-file-validate")
def test_the_validator_has_nothing_to_say(login: Autostart, file: Path) -> None:
    login.enable()
    done = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_it_is_off_where_the_desktop_switched_it_off(
    login: Autostart, file: Path, profile: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    login.enable()
    key = line.partition("=")[0]
    kept = [old for old in file.read_text().splitlines() if not old.startswith(key)]
    file.write_text("\n".join([*kept, line]) + "\n")
    edited = file.read_bytes()
    assert not login.enabled

    move(profile, monkeypatch)
    refresh(login)
    assert file.read_bytes() == edited

    login.enable()
    assert login.enabled


@pytest.fixture
def package(profile: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The entry that a package has brought for all users."""
    system = profile / "etc" / "xdg"
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"/nowhere:{system}")
    brought = system / "autostart" / "crampguard.desktop"
    brought.parent.mkdir(parents=True)
    brought.write_text("[Desktop Entry]\nType=Application\nExec=crampguard\n")
    return brought


def test_an_entry_that_a_package_brought_is_on_and_is_hidden_only_where_it_is_switched_off(
    login: Autostart, file: Path, package: Path
) -> None:
    brought = package.read_bytes()
    assert login.enabled
    login.disable()
    assert not login.enabled
    assert entry.read(file)["Hidden"] == "true"
    login.enable()
    assert login.enabled
    assert not file.exists()
    assert package.read_bytes() == brought


def test_an_entry_that_a_package_brought_switched_off_is_switched_on_by_one_of_the_user(
    login: Autostart, file: Path, package: Path
) -> None:
    package.write_text(package.read_text() + "Hidden=true\n")
    assert not login.enabled
    login.enable()
    assert login.enabled
    login.disable()
    assert not login.enabled
    assert not file.exists()


def test_login_waits_for_no_window_and_the_menu_does(login: Autostart, file: Path) -> None:
    login.enable()
    assert entry.read(file)["StartupNotify"] == "false"
    menu_entry.install(lambda _size: b"")
    assert entry.read(menu_entry._entry())["StartupNotify"] == "true"


def test_an_entry_follows_a_venv_that_was_moved(
    login: Autostart, file: Path, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    login.enable()
    script = move(profile, monkeypatch)
    assert (login.enabled, login.stale) == (True, True)
    refresh(login)
    assert (login.enabled, login.stale) == (True, False)
    assert entry.read(file)["TryExec"] == str(script)


def test_an_entry_that_still_starts_something_is_left_as_it_is(
    login: Autostart, file: Path, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second installation tried once, and a user's own command, do not change what login starts."""
    login.enable()
    own = file.read_text().replace("Exec=", "Exec=env QT_SCALE_FACTOR=2 ", 1)
    for text in (file.read_text(), own, "[Desktop Entry]\nType=Application\nExec=gone\n"):
        file.write_text(text)
        monkeypatch.setattr(sys, "executable", str(installation(profile / "other")))
        refresh(login)
        assert file.read_text() == text


def test_nothing_is_written_where_it_is_off(login: Autostart, file: Path) -> None:
    refresh(login)
    assert not file.exists()


def test_a_folder_that_cannot_be_written_is_a_reason_and_an_error(login: Autostart, file: Path) -> None:
    file.parent.write_text("in the way")
    assert "cannot be written" in login.why_not
    assert not login.enabled
    with pytest.raises(OSError, match="autostart"):
        login.enable()


def test_a_refresh_that_fails_is_a_line_in_the_log(
    login: Autostart,
    profile: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    login.enable()
    move(profile, monkeypatch)

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("crampguard.desktop.files.write_if_changed", full)
    refresh(login)
    assert "No space left" in caplog.text


# macOS, whose agents are plain files


@pytest.fixture
def agent(profile: Path, monkeypatch: pytest.MonkeyPatch) -> Autostart:
    monkeypatch.setattr(sys, "executable", str(installation(profile / "venv")))
    monkeypatch.setattr("sys.platform", "darwin")
    return start_at_login()


def test_a_launch_agent_starts_this_installation_at_login(agent: Autostart, profile: Path) -> None:
    assert (agent.why_not, agent.enabled) == ("", False)
    agent.enable()
    assert (agent.enabled, agent.stale) == (True, False)
    (file,) = (profile / "Library" / "LaunchAgents").iterdir()
    written = plistlib.loads(file.read_bytes())
    assert written["ProgramArguments"] == [str(profile / "venv/bin/crampguard")]
    assert written["RunAtLoad"]
    agent.disable()
    assert not agent.enabled
    agent.disable()


def test_a_launch_agent_follows_an_installation_that_was_moved(
    agent: Autostart, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent.enable()
    move(profile, monkeypatch)
    assert agent.stale
    refresh(agent)
    assert (agent.enabled, agent.stale) == (True, False)


def test_a_launch_agent_that_makes_no_sense_counts_as_none(agent: Autostart, profile: Path) -> None:
    agent.enable()
    (file,) = (profile / "Library" / "LaunchAgents").iterdir()
    for content in (b"", b"garbage", b"<?xml version='1.0'?><plist>", plistlib.dumps([1])):
        file.write_bytes(content)
        assert not agent.enabled
