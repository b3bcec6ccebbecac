"""By which command this program can be started again, for each way in which it may be installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crampguard.desktop.installation import program, start_anew
from tests.desktop.installations import installation


def test_an_appimage_is_started_and_not_the_copy_that_it_has_mounted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted = tmp_path / "mount_CramXYZ"
    monkeypatch.setattr(sys, "executable", str(installation(mounted / "usr")))
    monkeypatch.setenv("APPDIR", str(mounted))
    monkeypatch.setenv("APPIMAGE", "/home/me/CrampGuard.AppImage")
    assert program() == ["/home/me/CrampGuard.AppImage"]


def test_the_appimage_of_a_terminal_that_started_us_is_not_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(installation(tmp_path / "venv")))
    monkeypatch.setenv("APPDIR", str(tmp_path / "mount_Terminal"))
    monkeypatch.setenv("APPIMAGE", "/home/me/Terminal.AppImage")
    assert program() == [str(tmp_path / "venv/bin/crampguard")]


def test_a_frozen_build_is_its_own_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its executable takes no -m, whatever lies beside it."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "CrampGuard"))
    assert program() == [str(tmp_path / "CrampGuard")]


@pytest.mark.parametrize("runs", ["crampguard.exe", "crampguardw.exe"])
def test_a_frozen_build_of_windows_is_started_without_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: str
) -> None:
    for name in ("crampguard.exe", "crampguardw.exe"):
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / runs))
    assert program() == [str(tmp_path / "crampguardw.exe")]


@pytest.mark.parametrize("without_terminal", [[], ["pythonw.exe"]])
def test_a_python_of_windows_is_started_without_a_terminal_where_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without_terminal: list[str]
) -> None:
    for name in without_terminal:
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    (started,) = without_terminal or ["python.exe"]
    assert program() == [str(tmp_path / started), "-m", "crampguard"]


def test_windows_starts_it_anew_from_a_folder_with_a_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its exec joins the words of the command with spaces."""
    installed = str(tmp_path / "my programs" / "crampguardw.exe")
    started = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", installed)
    monkeypatch.setattr(os, "execve", lambda path, words, _environment: started.append((path, words)))
    start_anew()
    assert started == [(installed, [f'"{installed}"'])]


@pytest.mark.parametrize("tool", ["pipx/venvs/crampguard", "uv/tools/crampguard"])
def test_the_venv_of_a_tool_is_named_by_its_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: str
) -> None:
    monkeypatch.setattr(sys, "executable", str(installation(tmp_path / tool)))
    assert program() == [str(tmp_path / tool / "bin/crampguard")]


def test_flatpak_gives_the_name_of_every_thing_that_the_desktop_looks_up(tmp_path: Path) -> None:
    code = (
        "from crampguard.desktop import entry, menu_entry, notification_server as n, shortcut as s;"
        "menu_entry.install(lambda size: b'');"
        "print(entry.FILE, entry.read(menu_entry._entry())['Icon'], n.APP_ID, s.APP_ID)"
    )
    environment = os.environ | {"FLATPAK_ID": "io.example.CrampGuard", "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["io.example.CrampGuard.desktop", *["io.example.CrampGuard"] * 3]
    assert (tmp_path / "icons/hicolor/48x48/apps/io.example.CrampGuard.png").exists()
