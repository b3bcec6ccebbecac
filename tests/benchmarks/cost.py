"""What a process has cost so far, as the kernel counts it."""

import os
from pathlib import Path

from msgspec import Struct

_TICK = 1 / os.sysconf("SC_CLK_TCK")


class Cost(Struct, frozen=True):
    """Switches of all threads, voluntary and not; seconds of CPU; bytes of memory (PSS)."""

    switches: int
    cpu: float
    memory: int

    def __sub__(self, before: "Cost") -> "Cost":
        return Cost(self.switches - before.switches, self.cpu - before.cpu, self.memory - before.memory)


def cost(pid: int) -> Cost:
    process = Path(f"/proc/{pid}")
    # The name of the program, in brackets, may itself hold blanks.
    numbers = (process / "stat").read_text().rpartition(")")[2].split()
    user, system = int(numbers[11]), int(numbers[12])
    threads = (process / "task").glob("*/status")
    return Cost(
        sum(_sum(thread.read_text(), "ctxt_switches:") for thread in threads),
        (user + system) * _TICK,
        _sum((process / "smaps_rollup").read_text(), "Pss:") * 1024,
    )


def _sum(text: str, key: str) -> int:
    """The numbers of all lines whose first word ends so."""
    lines = (line.split() for line in text.splitlines())
    return sum(int(words[1]) for words in lines if words[0].endswith(key))
