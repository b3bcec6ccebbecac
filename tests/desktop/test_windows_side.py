"""The side for Windows, without what Windows lacks. `python -m tests.wine` runs it on Windows code."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.rig import windows_side
from tests.desktop.rig.app import App, wait_until_it_runs
from tests.desktop.rig.child import Child

pytestmark = pytest.mark.slow


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    app = App([sys.executable, windows_side.__file__], tmp_path)
    yield app
    app.close()


def said(app: App, *words: str) -> str:
    """What a command says; it must not fail."""
    ended = app.run(*words, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def started(app: App, *words: str) -> Child:
    """A program that goes on, once it hears commands."""
    child = app.start(*words)
    wait_until_it_runs(app)
    return child


def ended(child: Child) -> str:
    """What it said on standard error until it ended by itself."""
    assert child.wait(30) == 0
    return child.err.read_text()


def test_commands_work_alone_and_with_a_backup(app: App) -> None:
    assert "0 of 10 done" in said(app, "tonight")
    (backup,) = app.folder.rglob("backups/diary-*.sqlite3")
    said(app, "done", "stretch")
    assert "1 of 10 done" in said(app, "tonight")
    said(app, "restore", backup.name)
    assert "0 of 10 done" in said(app, "tonight")
    assert said(app, "quit") == "CrampGuard is not running.\n"


def test_the_tray_hears_commands_and_a_second_start_until_it_is_asked_to_quit(app: App) -> None:
    tray = started(app)
    said(app, "done", "stretch")
    assert said(app) == "CrampGuard is running already; its list of tonight is open.\n"
    assert said(app, "quit") == "CrampGuard has quit.\n"
    assert ended(tray) == ""
    assert said(app, "quit") == "CrampGuard is not running.\n"


def test_after_a_kill_it_starts_again(app: App) -> None:
    started(app).kill9()
    assert said(app, "quit") == "CrampGuard is not running.\n"
    tray = started(app)
    said(app, "quit")
    assert ended(tray) == ""


def test_an_evening_in_the_terminal_hears_commands_too(app: App) -> None:
    evening = started(app, "watch")
    said(app, "done", "stretch")
    said(app, "quit")
    assert ended(evening) == ""
