"""What a terminal may send that is no text, would obey, or does not take; and a machine without Qt."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crampguard.cli import main
from crampguard.desktop import poke

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")

FULL = Path("/dev/full")
NO_QT = 'raise ImportError("libEGL.so.1: cannot open shared object file")\n'

Captured = pytest.CaptureFixture[str]


def shell(words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """`crampguard` with those words, as a shell runs it: what it prints waits in a buffer."""
    command = ["sh", "-c", f'"{sys.executable}" -m crampguard {words}']
    own = {**os.environ, "PYTHONUNBUFFERED": "", **env}
    return subprocess.run(command, env=own, capture_output=True, text=True, timeout=60, check=False)


def break_settings(profile: Path) -> None:
    file = profile / "config_home/crampguard/settings.toml"
    file.parent.mkdir()
    file.write_text("[schedule\n")


@pytest.mark.parametrize("word", ["--note", "--eased", "--trigger"])
def test_bytes_that_are_no_text_make_no_sense_in_an_answer(
    profile: Path, capsys: Captured, word: str
) -> None:
    assert main(["morning", "--cramp", word, "a\udcffb"]) == 2
    assert capsys.readouterr() == ("", f"crampguard: argument {word}: it is not UTF-8 text\n")
    assert not list(profile.rglob("*.*"))


def test_text_is_kept_in_a_locale_that_knows_only_ascii(profile: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = shell("morning --cramp --note 'Müde Füße' --trigger heiß", **ascii_only)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert shell("export " + str(profile / "Ü.json"), **ascii_only).returncode == 0
    (morning,) = json.loads((profile / "Ü.json").read_text(encoding="utf-8"))["mornings"]
    assert (morning["note"], morning["triggers"]) == ("Müde Füße", ["heiß"])
    assert shell("morning --cramp --note \"$(printf 'a\\377')\"", **ascii_only).returncode == 2


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only root can become another user")
def test_a_user_without_a_home_is_one_line(profile: Path) -> None:
    program = (
        "import os, sys, crampguard.cli.evening\nos.setuid(54321)\nsys.exit(crampguard.cli.main(['tonight']))"
    )
    homeless = {name: value for name, value in os.environ.items() if not name.startswith(("HOME", "XDG_"))}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=homeless, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr == "crampguard: you have no home folder here: set HOME to a folder of your own\n"


def test_the_name_of_a_written_file_does_nothing_to_the_terminal(profile: Path, capsys: Captured) -> None:
    assert main(["export", str(profile / "a\x1b[31mb\u202e.json")]) == 0
    assert capsys.readouterr().out == f"Written: {profile}/a[31mb.json\n"


def test_the_name_of_a_backup_does_nothing_to_the_terminal(profile: Path, capsys: Captured) -> None:
    folder = profile / "data_home/crampguard/backups"
    folder.mkdir(parents=True)
    (folder / "a\x1b[31mb.sqlite3").touch()
    assert main(["restore"]) == 0
    assert capsys.readouterr().out.startswith("a[31mb.sqlite3  ")


def test_a_complaint_has_no_place_on_standard_output(profile: Path) -> None:
    ended = shell("nonsense 2>&-")
    assert (ended.returncode, ended.stdout) == (2, "")
    break_settings(profile)
    assert len(json.loads(shell("tonight --json 2>&-").stdout)["items"]) == 10


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_a_complaint_that_cannot_be_written_changes_no_exit_status(profile: Path) -> None:
    assert shell("nonsense 2>/dev/full").returncode == 2
    break_settings(profile)
    ended = shell("done stretch 2>/dev/full")
    assert (ended.returncode, ended.stdout[:14]) == (0, "stretch: done,")


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_help_that_cannot_be_written_is_one_line() -> None:
    ended = shell("--help >/dev/full")
    assert (ended.returncode, ended.stderr) == (1, "crampguard: No space left on device\n")


@pytest.mark.parametrize("words", ["", "report page.pdf"])
def test_a_machine_that_lacks_a_library_of_qt_is_one_line(profile: Path, words: str) -> None:
    (profile / "PySide6").mkdir()
    (profile / "PySide6/__init__.py").write_text(NO_QT)
    ended = shell(words, PYTHONPATH=str(profile), PYTHONSAFEPATH="1")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "crampguard: libEGL.so.1: cannot open shared object file\n"


def test_a_display_with_a_name_that_is_no_text_is_a_session_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    monkeypatch.setenv("DISPLAY", "\udcff")
    assert poke.session() == b"/\xff"


def test_what_is_refused_is_one_line_and_nothing_of_the_log(profile: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "crampguard", "snooze", "stretch", "1"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1


def test_all_of_the_help_is_in_the_language_of_the_terminal(profile: Path) -> None:
    for words in ("--help", "done --help"):
        help_ = shell(words, LC_ALL="", LANGUAGE="", LANG="de_DE.UTF-8", COLUMNS="200").stdout
        assert help_.startswith("Aufruf: crampguard")
        assert "zeigt diese Hilfe" in help_
        for english in ("usage", "arguments", "options", "show "):
            assert english not in help_
