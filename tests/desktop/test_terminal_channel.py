"""The thread that serves the channel of an evening in a terminal."""

import resource
import socket
from contextlib import ExitStack
from pathlib import Path

from crampguard.desktop import poke
from crampguard.desktop.terminal_channel import holding_profile
from tests.desktop.rig.waiting import stays, wait_until
from tests.desktop.test_instance_flood import descriptors, take_all


def test_without_descriptors_it_waits_and_then_goes_on(tmp_path: Path) -> None:
    path, asked_to_quit = tmp_path / "run" / "tray.socket", list[int]()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with ExitStack() as visitors:
        visitors.enter_context(
            holding_profile(tmp_path / "lock", path, lambda: None, lambda: asked_to_quit.append(1))
        )
        # The one may get the descriptor for which the thread has asked already; it keeps that until the end.
        both = [visitors.enter_context(socket.socket(socket.AF_UNIX)) for _visitor in range(2)]
        with ExitStack() as all_of_them:
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors() + 8, hard))
            all_of_them.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
            take_all(all_of_them)
            for visitor in both:
                visitor.connect(str(path))
                visitor.sendall(poke.QUIT + b"\n")
            stays(lambda: len(asked_to_quit) < 2, 0.3, "not both can be let in")
        wait_until(lambda: len(asked_to_quit) == 2, what="the one who had to wait")
        assert poke.ask(path, poke.forward()) == poke.ELSEWHERE
