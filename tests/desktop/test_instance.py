"""One tray for each profile, reached by the others over its socket."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crampguard.desktop import poke
from crampguard.desktop.instance import Instance
from crampguard.desktop.profile_lock import AlreadyRunning
from tests.desktop.activation import activation_token


class Heard:
    """What the instance was told, in order."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.tokens: list[str] = []

    def instance(self, folder: Path) -> Instance:
        return Instance(
            folder / "data" / "running.lock",
            folder / "run" / "tray.socket",
            on_poke=lambda: self.words.append("poke"),
            on_forward=self._on_forward,
            on_quit=lambda: self.words.append("quit"),
        )

    def _on_forward(self) -> None:
        self.words.append("forward")
        self.tokens.append(activation_token())


@pytest.fixture
def heard(qapp: object) -> Heard:
    return Heard()


@pytest.fixture
def instance(heard: Heard, tmp_path: Path) -> Iterator[Instance]:
    instance = heard.instance(tmp_path)
    yield instance
    instance.release()


def asked(qtbot: QtBot, socket: Path, word: bytes) -> bytes | None:
    """The answer to a word that another process, here a thread, sends."""
    answers: list[bytes | None] = []
    thread = threading.Thread(target=lambda: answers.append(poke.ask(socket, word)))
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    return answers[0]


@pytest.fixture
def socket(tmp_path: Path) -> Path:
    return tmp_path / "run" / "tray.socket"


def test_a_poke_is_heard(qtbot: QtBot, instance: Instance, heard: Heard, socket: Path) -> None:
    poke.poke(socket)
    qtbot.waitUntil(lambda: heard.words == ["poke"])


def test_a_poke_where_nothing_runs_is_nothing(tmp_path: Path) -> None:
    poke.poke(tmp_path / "nobody")
    assert poke.ask(tmp_path / "nobody", poke.FORWARD) is None


def test_a_second_start_brings_the_first_forward(
    qtbot: QtBot, instance: Instance, heard: Heard, socket: Path
) -> None:
    assert asked(qtbot, socket, poke.forward()) == poke.HERE
    assert "forward" in heard.words


@pytest.mark.parametrize(
    ("token", "taken"),
    [("", ""), ("gnome-shell/CrampGuard/7-0-host_TIME12", None), ("a\x1bb", ""), ("a b", None)],
)
def test_a_second_start_hands_on_the_leave_to_raise_the_window(
    qtbot: QtBot,
    instance: Instance,
    heard: Heard,
    socket: Path,
    monkeypatch: pytest.MonkeyPatch,
    token: str,
    taken: str | None,
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", token)
    word = poke.forward()
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN")
    assert asked(qtbot, socket, word) == poke.HERE
    assert heard.tokens == [token if taken is None else taken]
    assert activation_token() == ""


def test_a_start_in_another_session_is_told_so(
    qtbot: QtBot, instance: Instance, heard: Heard, socket: Path
) -> None:
    assert asked(qtbot, socket, poke.FORWARD + b" :somewhere-else") == poke.ELSEWHERE
    assert "forward" not in heard.words


def test_quit_is_heard_and_its_asker_sees_the_end(
    qtbot: QtBot, instance: Instance, heard: Heard, socket: Path
) -> None:
    answers: list[bytes | None] = []
    thread = threading.Thread(target=lambda: answers.append(poke.ask(socket, poke.QUIT)))
    thread.start()
    qtbot.waitUntil(lambda: "quit" in heard.words)
    instance.release()
    qtbot.waitUntil(lambda: answers == [b""])


@pytest.mark.parametrize("rubbish", [b"hello", b"\0" * 200, b"x" * 5000, b""])
def test_rubbish_on_the_socket_does_no_more_than_a_poke(
    qtbot: QtBot, instance: Instance, heard: Heard, socket: Path, rubbish: bytes
) -> None:
    assert asked(qtbot, socket, rubbish) == b""
    qtbot.waitUntil(lambda: heard.words == ["poke"])


def test_a_second_instance_is_refused_and_the_first_goes_on(
    qtbot: QtBot, instance: Instance, heard: Heard, tmp_path: Path, socket: Path
) -> None:
    with pytest.raises(AlreadyRunning):
        heard.instance(tmp_path)
    poke.poke(socket)
    qtbot.waitUntil(lambda: heard.words == ["poke"])


def test_the_socket_is_for_its_user_alone(instance: Instance, socket: Path) -> None:
    assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(socket.stat().st_mode) & 0o077 == 0


def test_after_kill_9_the_next_start_is_the_first_again(heard: Heard, tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "from crampguard.desktop.instance import Instance\n"
        "app = QCoreApplication([]); folder = Path(sys.argv[1]); no = lambda: None\n"
        "held = Instance(folder / 'data' / 'running.lock', folder / 'run' / 'tray.socket',\n"
        "                on_poke=no, on_forward=no, on_quit=no)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=dict(os.environ), check=False)
    assert (tmp_path / "run" / "tray.socket").exists()
    heard.instance(tmp_path).release()


def test_of_many_starts_at_once_exactly_one_holds_the_profile(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "from crampguard.desktop.instance import Instance\n"
        "from crampguard.desktop.profile_lock import AlreadyRunning\n"
        "app = QCoreApplication([]); folder = Path(sys.argv[1]); no = lambda: None\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "try:\n"
        "    held = Instance(folder / 'data' / 'running.lock', folder / 'run' / 'tray.socket',\n"
        "                    on_poke=no, on_forward=no, on_quit=no)\n"
        "    print('first', flush=True)\n"
        "except AlreadyRunning:\n"
        "    print('second', flush=True)\n"
        "sys.stdin.readline()\n"
    )
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    answers = []
    for starter in starters:
        assert starter.stdout is not None
        assert starter.stdout.readline() == "ready\n"
    for starter in starters:
        assert starter.stdin is not None
        starter.stdin.write("go\n")
        starter.stdin.flush()
    for starter in starters:
        assert starter.stdout is not None
        answers.append(starter.stdout.readline().strip())
    for starter in starters:
        starter.communicate("end\n", timeout=10)
    assert sorted(answers) == ["first", *["second"] * 5]
