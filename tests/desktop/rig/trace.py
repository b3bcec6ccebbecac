"""Which sockets a program and its children open, as the kernel sees it: strace around it."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.desktop.rig.requirements import find

_FAMILY = re.compile(r"\bsocket\((\w+)|sa_family=(\w+)")


class Trace:
    """Put `argv` in front of a program's. Each process writes a file of its own into the folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        # -D: the program keeps its process id, and strace is the child.
        calls = ["-e", "trace=socket,socketpair,connect,bind", "-e", "signal=none"]
        self.argv: list[str | Path] = ["strace", "-D", "-qq", "-ff", *calls, "-o", folder / "calls"]

    def families(self) -> set[str]:
        """Of all sockets that were made or connected so far, "AF_UNIX" and the like."""
        text = "".join(path.read_text(errors="replace") for path in self._folder.iterdir())
        return {made or met for made, met in _FAMILY.findall(text)}


@cache
def why_not() -> str:
    """Why nothing can be traced here, such as in a container that forbids it; empty where it can."""
    if find("strace") is None:
        return "strace is not installed"
    with tempfile.TemporaryDirectory(prefix="cg-trace-") as name:
        trace = Trace(Path(name) / "calls")
        tried = subprocess.run([*trace.argv, "true"], capture_output=True, text=True, check=False)
    return tried.stderr.strip()


def run_traced(trace: Trace, *argv: str) -> None:
    """A program to its end; waits for strace as well, which ends a little later."""
    words: Sequence[str | Path] = [word for word in trace.argv if word != "-D"]
    subprocess.run([*words, *argv], check=True)
