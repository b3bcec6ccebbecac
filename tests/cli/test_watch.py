"""The evening in a terminal: a start without a display, `crampguard watch`, and a preview there. No Qt."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crampguard.cli.watch import tell_evening
from crampguard.desktop import poke
from crampguard.desktop.clock import SystemClock
from crampguard.desktop.terminal_loop import TerminalLoop
from crampguard.store.diary import Diary
from crampguard.store.places import places
from tests.cli.shared import DIARY, write_settings
from tests.desktop.rig.waiting import wait_until
from tests.moved_clock import at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")

Started = Callable[..., "subprocess.Popen[str]"]
BEGINS = "CrampGuard tells the evening here. Ctrl+C ends it.\n"


@pytest.fixture(autouse=True)
def clock() -> None:
    """That of the machine, unlike for other commands: it has to go on."""


@pytest.fixture
def started(profile: Path, tmp_path: Path) -> Iterator[Started]:
    """Starts the program without a display, on a machine that has no Qt."""
    blocked = tmp_path / "blocked" / "PySide6"
    blocked.mkdir(parents=True)
    (blocked / "__init__.py").write_text("raise ImportError('there is no Qt here')\n")
    without = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    with ExitStack() as stack:

        def start(*words: str) -> "subprocess.Popen[str]":
            environment = {key: value for key, value in os.environ.items() if key not in without}
            environment |= {"PYTHONPATH": str(blocked.parent), "PYTHONUNBUFFERED": "1"}
            process = subprocess.Popen(
                [sys.executable, "-m", "crampguard", *words],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            stack.callback(_end, process)
            return process

        yield start


def _end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """The exit status, and what was said on standard error."""
    _out, err = process.communicate(timeout=60)
    return process.returncode, err


def first_lines(process: "subprocess.Popen[str]", count: int = 2) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline() for _number in range(count)]


@pytest.mark.parametrize("words", [(), ("watch",)])
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_without_a_display_the_evening_is_told_in_the_terminal_until_it_is_ended(
    started: Started, words: tuple[str, ...], end: signal.Signals
) -> None:
    process = started(*words)
    begins, night = first_lines(process)
    assert begins == BEGINS
    assert night.startswith("The night of ")
    process.send_signal(end)
    assert ended(process) == (0, "")
    assert not places().socket.exists()


def test_one_of_them_runs_in_a_profile_and_quit_ends_it(started: Started) -> None:
    process = started()
    first_lines(process)
    assert ended(started("watch")) == (
        1,
        "crampguard: CrampGuard is running already, and tells the evening there\n",
    )
    assert ended(started()) == (1, "crampguard: CrampGuard is running in your other session\n")
    assert started("quit").communicate(timeout=60)[0] == "CrampGuard has quit.\n"
    assert ended(process) == (0, "")


def test_a_command_is_heard_that_comes_while_the_diary_is_being_opened(
    started: Started, profile: Path
) -> None:
    Diary(profile / DIARY).close()
    with closing(sqlite3.connect(profile / DIARY, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        process = started("watch")
        wait_until(places().socket.exists, 10, "the channel to the program")
        assert poke.poke(places().socket)
    assert started("quit").communicate(timeout=60)[0] == "CrampGuard has quit.\n"
    assert ended(process) == (0, "")


def test_a_profile_that_cannot_be_used_is_one_line(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/dev/null")
    status, err = ended(started("watch"))
    assert (status, len(err.splitlines())) == (1, 1)


# What is told, with a clock that stands where a nudge is due soon


class ShiftedClock(SystemClock):
    """Runs as the machine's clock does, and showed `begins` when it was made."""

    def __init__(self, begins: datetime) -> None:
        super().__init__()
        self._ahead = begins - super().now()

    def now(self) -> datetime:
        return super().now() + self._ahead

    def machine_time(self, instant: datetime) -> datetime:
        return instant - self._ahead


class Terminal(io.StringIO):
    """Standard output. Once that text was said, it asks the program to end, or does what else is given."""

    def __init__(self, awaited: str, then: Callable[[], object]) -> None:
        super().__init__()
        self.said = ""
        self._awaited, self._then = awaited, then

    def write(self, text: str) -> int:
        before, self.said = self._awaited in self.said, self.said + text
        if not before and self._awaited in self.said:
            threading.Thread(target=self._then).start()  # the program is busy saying it
        return len(text)


def quit_program() -> None:
    poke.ask(places().socket, poke.QUIT)


@pytest.fixture
def said(profile: Path) -> Callable[..., str]:
    """What is said from that time on until the awaited text was."""
    assert profile.exists()

    def tell(begins: str, awaited: str, then: Callable[[], object] = quit_program) -> str:
        terminal = Terminal(awaited, then)
        watchdog = threading.Timer(30, quit_program)
        watchdog.start()
        with redirect_stdout(terminal):
            tell_evening(places(), ShiftedClock(at(begins) - timedelta(seconds=2)))
        watchdog.cancel()
        return terminal.said

    return tell


def test_a_nudge_is_told_at_its_minute_and_says_how_to_answer(said: Callable[..., str]) -> None:
    told = said("2026-11-22 21:30", "crampguard done cool_bedroom")
    assert "21:30  Cool bedroom" in told
    assert "In another terminal: crampguard done cool_bedroom" in told


def test_at_bedtime_it_says_how_to_close_the_evening(said: Callable[..., str]) -> None:
    assert "crampguard goodnight" in said("2026-11-22 22:30", "crampguard goodnight")


def test_ctrl_c_interrupts_nothing_that_is_in_progress(said: Callable[..., str]) -> None:
    """It comes while the engine starts, which goes on to its end before the program quits."""
    told = said("2026-11-22 21:30", "The night of", lambda: os.kill(os.getpid(), signal.SIGINT))
    assert told.endswith(" done.\n")


def test_a_command_that_comes_in_the_minute_of_a_nudge_does_not_end_the_evening() -> None:
    """Both are due in one look of the scheduler, and the command moves the nudge that is due beside it."""
    clock, rung = SystemClock(), 0

    def ring() -> None:
        nonlocal rung
        rung += 1
        loop.ring_at(clock.now() + timedelta(hours=1))
        loop.stop()

    loop = TerminalLoop(ring, clock)
    loop.call(lambda: loop.ring_at(clock.now()))
    loop.ring_at(clock.now())
    loop.run()
    assert rung >= 1


def test_what_another_terminal_answered_is_not_told_any_more(profile: Path, said: Callable[..., str]) -> None:
    """At 22:15 the stretch is told beside what was not answered: here that was answered meanwhile."""
    said("2026-11-22 21:30", "crampguard done cool_bedroom")
    with closing(Diary(profile / DIARY)) as diary, diary.transaction():
        night = at("2026-11-22 12:00").date()
        diary.acknowledge(night, "cool_bedroom")
    told = said("2026-11-22 22:15", "crampguard done stretch")
    assert "22:15  Bedtime leg stretch" in told


def test_settings_that_make_no_sense_are_said_once(
    profile: Path, said: Callable[..., str], capfd: pytest.CaptureFixture[str]
) -> None:
    write_settings(profile, '[schedule]\nbedtime = "late"\n')
    said("2026-11-22 21:30", "crampguard done cool_bedroom")
    assert capfd.readouterr().err.count("bedtime") == 1
