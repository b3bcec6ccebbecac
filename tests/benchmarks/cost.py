"""What a process has cost so far, as the kernel counts it."""

import os
from pathlib import Path

from msgspec import Struct

_TICK = 1 / os.sysconf("SC_CLK_TCK")


class Cost(Struct, frozen=True):
    """Switches of all threads, voluntary and not; seconds of CPU; MiB of memory.

    memory: the PSS, where a page that several processes share counts in parts. resident: the RSS, where it
    counts in full, as if no other program with Qt ran.
    """

    switches: int
    cpu: float
    memory: float
    resident: float

    def __sub__(self, before: "Cost") -> "Cost":
        return Cost(
            self.switches - before.switches,
            self.cpu - before.cpu,
            self.memory - before.memory,
            self.resident - before.resident,
        )


def cost(pid: int) -> Cost:
    process = Path(f"/proc/{pid}")
    # The name of the program, in brackets, may itself hold blanks.
    numbers = (process / "stat").read_text().rpartition(")")[2].split()
    user, system = int(numbers[11]), int(numbers[12])
    memory = (process / "smaps_rollup").read_text()
    threads = (process / "task").glob("*/status")
    return Cost(
        sum(_sum(thread.read_text(), "ctxt_switches:") for thread in threads),
        (user + system) * _TICK,
        _sum(memory, "Pss:") / 1024,
        _sum(memory, "Rss:") / 1024,
    )


def _sum(text: str, key: str) -> int:
    """The numbers of all lines whose first word ends so."""
    lines = (line.split() for line in text.splitlines())
    return sum(int(words[1]) for words in lines if words[0].endswith(key))
