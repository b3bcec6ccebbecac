"""The lock of a profile: the kernel decides who holds it, never what the file contains."""

import errno
import fcntl
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from signal import SIGCONT, SIGSTOP

import pytest

from crampguard.desktop.profile_lock import AlreadyRunning, ProfileLock, is_held
from tests.desktop.rig.app import CRAMPGUARD, App, tray_line, wait_until_it_runs

LEFT_BEHIND = {
    "empty": b"",
    "garbage": b"\x00\xff not a lock\n" * 40,
    "of another computer": b"1\ncrampguard\nsomebody-elses-laptop\n",
    "of a process that runs": b"%d\ncrampguard\n" % os.getppid(),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "running.lock"


@pytest.mark.parametrize("content", LEFT_BEHIND.values(), ids=LEFT_BEHIND)
def test_what_the_file_contains_keeps_nobody_away(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert not is_held(path)
    lock = ProfileLock(path)
    assert path.read_text() == f"{os.getpid()}\n"
    lock.release()


def test_a_second_one_is_refused_with_the_name_of_the_file_until_the_first_lets_go(path: Path) -> None:
    first = ProfileLock(path)
    assert is_held(path)
    with pytest.raises(AlreadyRunning, match=re.escape(str(path))):
        ProfileLock(path)
    first.release()
    assert not is_held(path)
    ProfileLock(path).release()


def test_nothing_is_left_after_a_release(path: Path) -> None:
    ProfileLock(path).release()
    assert list(path.parent.iterdir()) == []


def test_a_child_does_not_hold_it_on(path: Path) -> None:
    lock = ProfileLock(path)
    sleeper = [sys.executable, "-c", "print(flush=True); input()"]
    with subprocess.Popen(sleeper, stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=False) as child:
        assert child.stdout is not None
        child.stdout.readline()
        lock.release()
        ProfileLock(path).release()
        child.communicate(b"\n")


def test_a_file_removed_between_open_and_lock_is_no_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else its next owner makes a new file, and both hold "the" lock."""
    real = fcntl.flock

    def removed_first(descriptor: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", real)
        path.unlink()
        real(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", removed_first)
    lock = ProfileLock(path)
    assert is_held(path)
    lock.release()


def test_a_lock_file_that_somebody_else_made_meanwhile_is_left_alone(path: Path) -> None:
    first = ProfileLock(path)
    path.unlink()
    second = ProfileLock(path)
    first.release()
    assert is_held(path)
    second.release()


def test_a_folder_in_its_place_is_one_clear_line(path: Path) -> None:
    path.mkdir(parents=True)
    for take in (ProfileLock, is_held):
        with pytest.raises(IsADirectoryError) as refused:
            take(path)
        assert refused.value.filename == str(path)


def test_a_disk_without_locks_is_one_clear_line(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(OSError, match="cannot be locked") as refused:
        ProfileLock(path)
    assert refused.value.filename == str(path)


# The whole program


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with App(CRAMPGUARD, tmp_path) as app:
        yield app


def lock_of(app: App) -> Path:
    return app.folder / "data" / "crampguard" / "running.lock"


@pytest.mark.parametrize("content", LEFT_BEHIND.values(), ids=LEFT_BEHIND)
def test_the_program_starts_over_a_lock_that_was_left_behind(app: App, content: bytes) -> None:
    lock_of(app).parent.mkdir(mode=0o700)
    lock_of(app).write_bytes(content)
    app.start()
    wait_until_it_runs(app)
    assert app.run("quit").returncode == 0
    assert app.wait() == 0


def test_a_program_that_hangs_is_named_by_its_lock_in_the_refusal_and_in_check(app: App) -> None:
    app.start()
    wait_until_it_runs(app)
    os.kill(app.pid, SIGSTOP)
    refused = app.run()
    found = tray_line(app)
    os.kill(app.pid, SIGCONT)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    assert str(lock_of(app)) in refused.stderr
    assert "does not answer; it holds running.lock" in found  # outside the home only its name is told
    assert str(app.pid) == lock_of(app).read_text().strip()


def test_a_folder_in_the_place_of_the_lock_is_told_at_the_start_and_by_check(app: App) -> None:
    lock_of(app).mkdir(parents=True)
    refused = app.run()
    assert (refused.returncode, refused.stderr) == (1, f"crampguard: {lock_of(app)}: Is a directory\n")
    assert "running.lock: Is a directory" in tray_line(app)
