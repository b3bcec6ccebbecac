"""The thread that serves the channel of an evening in a terminal."""

import resource
import socket
import threading
from contextlib import ExitStack
from pathlib import Path

from crampguard.desktop import poke
from crampguard.desktop.terminal_channel import holding_profile
from tests.desktop.rig.waiting import stays, wait_until
from tests.desktop.test_instance_flood import descriptors, take_all


def test_without_descriptors_it_waits_and_then_goes_on(tmp_path: Path) -> None:
    path, poked, asked_to_quit = tmp_path / "run" / "tray.socket", threading.Event(), threading.Event()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with (
        holding_profile(tmp_path / "lock", path, poked.set, asked_to_quit.set),
        socket.socket(socket.AF_UNIX) as first,
        socket.socket(socket.AF_UNIX) as second,
    ):
        with ExitStack() as all_of_them:
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors() + 8, hard))
            all_of_them.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
            take_all(all_of_them)
            first.connect(str(path))
            first.sendall(
                poke.QUIT + b"\n"
            )  # who asks to quit keeps the descriptor that was ready for the next
            wait_until(asked_to_quit.is_set, what="the first one")
            poked.clear()
            second.connect(str(path))
            stays(lambda: not poked.is_set(), 0.3, "nobody else can be let in")
        wait_until(poked.is_set, what="the one who had to wait")
        assert poke.ask(path, poke.forward()) == poke.ELSEWHERE
