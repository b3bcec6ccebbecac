"""One evening of the real program, watched for what leaves the machine, and for what others could read.

Under a umask that hides nothing, with a word of the user's own wherever the user can write one.
"""

import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.desktop.rig.app import CRAMPGUARD, App, wait_until_it_runs
from tests.desktop.rig.bus import session_bus
from tests.desktop.rig.clock import Clock, local
from tests.desktop.rig.display import screen
from tests.desktop.rig.requirements import needs_desktop
from tests.desktop.rig.strict_server import StrictServer
from tests.desktop.rig.trace import Trace, run_traced, why_not
from tests.desktop.rig.tray_host import Tray, WatcherStub
from tests.desktop.rig.waiting import wait_until

pytestmark = needs_desktop

WORD = "wombat"
NO_UMASK = ["sh", "-c", 'umask 000; exec "$@"', "sh"]
SETTINGS = f"""
[habits.{WORD}_walk]
title = "{WORD} <b>walk</b>"
nudge = "A {WORD}?"
lead = 600
[habits.stretch]
lead = "{WORD}"
[about_me]
medicines = "{WORD}"
"""
BROKEN = f'[{WORD}\nbedtime = "{WORD}'
NOTE = ("morning", "--cramp", "--eased", WORD, "--note", f"{WORD}s", "--trigger", WORD)


@dataclass
class Evening:
    """What is left of it to look at."""

    app: App
    families: set[str]
    modes: dict[Path, int]
    process: bytes  # the command line and the environment of the tray while it ran
    complaints: str


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    folder = tmp_path_factory.mktemp("evening")
    clock = Clock(folder / "clock", local(2026, 11, 22, 12, 0))
    trace = None if why_not() else Trace(folder / "traces")
    argv = [*NO_UMASK, *(trace.argv if trace else []), *CRAMPGUARD]
    with (
        session_bus() as bus,
        screen() as display,
        WatcherStub(bus.address),
        Tray(bus.address) as tray,
        StrictServer(bus.address) as server,
        App(argv, folder, bus=bus.address, screen=display, clock=clock) as app,
    ):
        write(app.folder / "config" / "crampguard" / "settings.toml", SETTINGS)
        app.start()
        wait_until_it_runs(app)
        item = tray.wait_for_item()
        tray.activate(item)
        for window in ("Stretch", "Cramp now", "Last night…", "When to see a doctor", "Settings"):
            tray.click(item, window)
        for hour, minute in ((12, 30), (18, 30), (21, 30)):
            app.go(local(2026, 11, 22, hour, minute) - timedelta(seconds=0.5))
            wait_until(lambda: server.open, 10, "a nudge")
            server.press(server.only().id, "done" if hour != 12 else "default")
            wait_until(lambda: not server.open, 10, "the answer")
        for words in (("done", f"{WORD}_walk"), ("done", WORD), NOTE, ("insights",), ("check",)):
            app.run(*words)
        write(app.folder / "config" / "crampguard" / "settings.toml", BROKEN)
        wait_until(
            lambda: any("toml" in entry.label for entry in tray.menu(item)), 10, "the mistake is named"
        )
        process = b"".join(Path(f"/proc/{app.pid}/{name}").read_bytes() for name in ("cmdline", "environ"))
        modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in ours(app)}
        assert app.run("quit").returncode == 0
        app.wait()
        yield Evening(app, trace.families() if trace else set(), modes, process, app.stderr())


def write(settings: Path, text: str) -> None:
    """As an editor does that knows of no secrets."""
    settings.parent.mkdir(mode=0o755, exist_ok=True)
    settings.write_text(text, encoding="utf-8")
    settings.chmod(0o644)


def ours(app: App) -> list[Path]:
    """Every file and folder of the program, while it runs."""
    folders = [path for path in app.folder.glob("*/crampguard") if path.is_dir()]
    assert [path.parent.name for path in sorted(folders)] == ["config", "data", "state"]
    inside = [path for folder in folders for path in folder.rglob("*")]
    return [*folders, *inside, *app.runtime.glob("crampguard-*")]


def test_no_socket_leaves_the_machine(evening: Evening) -> None:
    if reason := why_not():
        pytest.skip(f"nothing can be traced here: {reason}")
    assert evening.families == {"AF_UNIX"}


def test_a_socket_that_leaves_the_machine_would_be_seen(tmp_path: Path) -> None:
    if reason := why_not():
        pytest.skip(f"nothing can be traced here: {reason}")
    trace = Trace(tmp_path / "traces")
    opens_one = f"{sys.executable} -c 'import socket; socket.socket()'; true"
    run_traced(trace, "sh", "-c", opens_one)
    assert "AF_INET" in trace.families()


def test_nobody_else_can_read_a_file_or_enter_a_folder_whatever_the_umask(evening: Evening) -> None:
    names = {path.name.partition("-bf")[0] for path in evening.modes}
    assert {"diary.sqlite3", "diary.sqlite3-wal", "diary.sqlite3-shm", "settings.toml"} <= names
    assert {"crampguard.log", "running.lock"} <= names
    assert [path for path in evening.modes if path.suffix == ".socket"]
    open_ = {str(path): oct(mode) for path, mode in evening.modes.items() if mode & 0o077}
    # What the user's own editor writes is theirs, in a folder that nobody enters; the next start mends it.
    assert set(open_) <= {str(path) for path in evening.modes if path.name == "settings.toml"}


def test_what_the_user_wrote_is_in_settings_and_diary_and_nowhere_else(evening: Evening) -> None:
    with_it = {
        path.name for path in files(evening.app.folder) if WORD in path.read_text(errors="ignore").lower()
    }
    assert "settings.toml" in with_it
    assert any(name.startswith("diary.sqlite3") for name in with_it)
    assert not [name for name in with_it if name != "settings.toml" and not name.startswith("diary.sqlite3")]


def files(folder: Path) -> list[Path]:
    """All that the evening has left: every file of the profile, standard output and error."""
    return [path for path in folder.rglob("*") if path.is_file() and "traces" not in path.parts]


def test_neither_command_line_nor_environment_tell_anything(evening: Evening) -> None:
    assert evening.process
    assert WORD.encode() not in evening.process.lower()


def test_the_program_had_nothing_to_complain_of(evening: Evening) -> None:
    assert evening.complaints == ""
    assert next(evening.app.folder.rglob("crampguard.log")).stat().st_size > 0
