"""The socket of the tray under fire: nobody else is let in, and nothing that comes in costs much."""

import os
import resource
import select
import socket as sockets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from pytestqt.qtbot import QtBot

from crampguard.desktop import poke
from crampguard.desktop.instance import Instance
from tests.desktop.rig.waiting import PATIENCE
from tests.desktop.test_instance import Heard, asked

NOBODY = 65534

# Opens as many connections as it is told, each of another kind, and keeps what is not thrown out.
FLOOD = """
import os, random, socket, sys
path, count = sys.argv[1], int(sys.argv[2])
dice, kept = random.Random(4711), []
for number in range(count):
    visitor = socket.socket(socket.AF_UNIX)
    visitor.connect(path)
    visitor.setblocking(False)
    try:
        match number % 6:
            case 0: pass                                          # says nothing
            case 1: visitor.close()                               # has gone
            case 2: visitor.send(dice.randbytes(dice.randrange(1, 2000)))
            case 3: visitor.send(b"forwar")                       # will say the rest later
            case 4: visitor.send(b"x" * 100_000)                  # talks without end
            case 5: visitor.shutdown(socket.SHUT_WR)
    except OSError:
        pass
    kept.append(visitor)
    if len(kept) > 200:
        kept.pop(dice.randrange(len(kept))).close()
print("done", flush=True)
sys.stdin.readline()
"""


class Loop:
    """How long the GUI loop was held up at most, and what this process kept open at most."""

    def __init__(self) -> None:
        self.longest = 0  # milliseconds
        self.descriptors = 0
        self._since = QElapsedTimer()
        self._since.start()
        self._beat = QTimer(interval=5)
        self._beat.timeout.connect(self._turned)
        self._beat.start()

    def _turned(self) -> None:
        self.longest = max(self.longest, self._since.restart())
        self.descriptors = max(self.descriptors, descriptors())

    def stop(self) -> None:
        self._beat.stop()


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture
def heard(qapp: object) -> Heard:
    return Heard()


@pytest.fixture
def instance(heard: Heard, tmp_path: Path) -> Iterator[Instance]:
    instance = heard.instance(tmp_path)
    yield instance
    instance.release()


@pytest.fixture
def socket(tmp_path: Path) -> Path:
    return tmp_path / "run" / "tray.socket"


def test_thousands_of_visitors_hold_nothing_up_and_leave_nothing(
    qtbot: QtBot, instance: Instance, heard: Heard, socket: Path
) -> None:
    before, began = descriptors(), time.monotonic()
    loop = Loop()
    flood = subprocess.Popen(
        [sys.executable, "-c", FLOOD, str(socket), "3000"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert flood.stdout is not None
    qtbot.waitUntil(lambda: bool(heard.words), timeout=20_000)
    # Who has something to say is heard in the middle of it.
    assert asked(qtbot, socket, poke.forward()) == poke.HERE
    out = flood.stdout
    qtbot.waitUntil(lambda: bool(select.select([out], [], [], 0)[0]), timeout=60_000)
    qtbot.waitUntil(lambda: descriptors() <= before + 5, timeout=20_000)  # those that only wait are sent off
    loop.stop()
    seconds = time.monotonic() - began
    flood.communicate(b"end\n", timeout=10)
    assert flood.returncode == 0
    assert loop.longest < 1000 * PATIENCE
    assert loop.descriptors < before + 40
    assert heard.words.count("poke") < 12 * seconds + 3
    assert asked(qtbot, socket, poke.forward()) == poke.HERE


def test_many_pokes_are_one_look(qtbot: QtBot, instance: Instance, heard: Heard, socket: Path) -> None:
    for _poke in range(50):
        poke.poke(socket)
    qtbot.waitUntil(lambda: bool(heard.words))
    qtbot.wait(250)  # whatever else would come
    assert 1 <= len(heard.words) <= 3


def test_a_poke_after_the_last_look_is_never_lost(
    qtbot: QtBot, instance: Instance, heard: Heard, socket: Path
) -> None:
    for looks in range(1, 6):
        poke.poke(socket)
        qtbot.waitUntil(partial(as_many_looks, heard, looks))


def as_many_looks(heard: Heard, looks: int) -> bool:
    return len(heard.words) == looks


def test_who_says_nothing_is_sent_off(qtbot: QtBot, instance: Instance, socket: Path) -> None:
    visitor = connected(socket)
    qtbot.waitUntil(lambda: closed(visitor))
    visitor.close()


def test_who_says_too_much_is_sent_off_at_once(qtbot: QtBot, instance: Instance, socket: Path) -> None:
    visitor = connected(socket)
    visitor.sendall(b"x" * (poke.LONGEST + 1))
    qtbot.waitUntil(lambda: gone(visitor))
    visitor.close()


def test_a_word_that_comes_in_pieces_is_heard(
    qtbot: QtBot, instance: Instance, heard: Heard, socket: Path
) -> None:
    visitor = connected(socket)
    for piece in (b"for", b"ward ", poke.session(), b"\n"):
        visitor.sendall(piece)
        qtbot.wait(20)
    qtbot.waitUntil(lambda: "forward" in heard.words)
    visitor.close()


def test_without_descriptors_it_waits_and_then_goes_on(
    qtbot: QtBot, instance: Instance, heard: Heard, socket: Path
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    visitor = sockets.socket(sockets.AF_UNIX)
    with ExitStack() as all_of_them:
        visitor.connect(str(socket))
        resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors() + 8, hard))
        all_of_them.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        take_all(all_of_them)
        before = time.process_time()
        qtbot.wait(700)
        assert time.process_time() - before < 0.3  # it does not try without a pause
        assert heard.words == []
    qtbot.waitUntil(lambda: heard.words == ["poke"])
    visitor.close()


def test_a_full_queue_is_waited_for(qtbot: QtBot, heard: Heard, tmp_path: Path, socket: Path) -> None:
    with sockets.socket(sockets.AF_UNIX) as crowded:
        crowded.bind(str(tmp_path / "crowded"))
        crowded.listen(0)
        first = connected(tmp_path / "crowded")
        timer = QTimer(singleShot=True, interval=300)
        timer.timeout.connect(lambda: let_in(crowded, 2))
        timer.start()
        assert asked(qtbot, tmp_path / "crowded", poke.QUIT) == b""
        first.close()


def let_in(crowded: sockets.socket, count: int) -> None:
    for _visitor in range(count):
        crowded.accept()[0].close()


def take_all(stack: ExitStack) -> None:
    """Every descriptor that there is, until the stack ends."""
    with suppress(OSError):  # EMFILE
        while True:
            stack.callback(os.close, os.open("/dev/null", os.O_RDONLY))


def connected(path: Path) -> sockets.socket:
    visitor = sockets.socket(sockets.AF_UNIX)
    visitor.connect(str(path))
    return visitor


def closed(visitor: sockets.socket) -> bool:
    return bool(select.select([visitor], [], [], 0)[0]) and visitor.recv(1) == b""


def gone(visitor: sockets.socket) -> bool:
    try:
        visitor.sendall(b"x")
    except (BrokenPipeError, ConnectionResetError):
        return True
    return False


# Another user

STRANGER = """
import os, socket, sys
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    visitor = socket.socket(socket.AF_UNIX)
    visitor.settimeout(5)
    visitor.connect(sys.argv[1])
    visitor.sendall(b"quit\\n")
    print("let in" if visitor.recv(64) else "sent off")
except PermissionError:
    print("refused")
except OSError:
    print("sent off")
"""

as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can act as another user")


def stranger(qtbot: QtBot, path: Path) -> str:
    """What another user's process meets at that socket."""
    child = subprocess.Popen([sys.executable, "-c", STRANGER, str(path)], stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: child.poll() is not None, timeout=15_000)
    return child.communicate()[0].strip()


@as_root
def test_another_user_does_not_reach_the_socket(
    qtbot: QtBot, instance: Instance, heard: Heard, socket: Path
) -> None:
    assert stranger(qtbot, socket) == "refused"
    assert heard.words == []


@as_root
def test_another_user_who_reaches_it_is_sent_off_unheard(
    qtbot: QtBot, instance: Instance, heard: Heard, socket: Path
) -> None:
    socket.chmod(0o666)
    for folder in (socket.parent, *socket.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    assert stranger(qtbot, socket) == "sent off"
    qtbot.wait(200)
    assert heard.words == []


@as_root
def test_a_socket_that_another_user_has_laid_out_is_no_tray(tmp_path: Path) -> None:
    path = tmp_path / "trap"
    with sockets.socket(sockets.AF_UNIX) as trap:
        trap.bind(str(path))
        os.chown(path, NOBODY, NOBODY)
        code = (
            "import os, socket, sys\n"
            "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
            "trap = socket.socket(fileno=int(sys.argv[1])); trap.listen(); print('ready', flush=True)\n"
            "trap.settimeout(10); visitor, _ = trap.accept(); visitor.settimeout(10)\n"
            "print(visitor.recv(64))\n"
        )
        setter = subprocess.Popen(
            [sys.executable, "-c", code, str(trap.fileno())],
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=[trap.fileno()],
        )
        assert setter.stdout is not None
        assert setter.stdout.readline() == "ready\n"
        with pytest.raises(PermissionError, match="another user"):
            poke.ask(path, poke.QUIT)
        assert setter.communicate(timeout=10)[0] == "b''\n"
