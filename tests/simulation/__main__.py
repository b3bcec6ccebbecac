"""Lives through other evenings than the test run does: python -m tests.simulation --years 1000 --processes 2.

Each seed is a handful of lives. A failure names its seed and the shortest story that leads to it; that seed
alone (--seed N --years 0) tells it again.
"""

import argparse
import sys
import time
from functools import partial
from multiprocessing import get_context

from tests.simulation.lives import live

_NIGHTS_A_YEAR = 365
_TOLD_EVERY = 60.0  # seconds


def main() -> int:
    asked = _arguments()
    nights = failures = 0
    began = told = time.monotonic()
    number = asked.seed
    with get_context("spawn").Pool(asked.processes) as pool:
        while True:
            seeds = range(number, number + asked.processes)
            for lived in pool.imap_unordered(partial(live, asked.lives), seeds):
                nights += lived.nights
                if lived.found:
                    failures += 1
                    _say(f"seed {lived.seed}:\n{lived.found}")
            number = seeds.stop
            now = time.monotonic()
            over = nights >= asked.years * _NIGHTS_A_YEAR
            if over or now - told >= _TOLD_EVERY:
                told, rate = now, nights / (now - began)
                _say(f"{nights} nights, {rate:.0f} a second, next seed {number}, failures: {failures}")
            if over:
                return min(failures, 1)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 (it is a command)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0, help="the first")
    parser.add_argument("--lives", type=int, default=20, help="diaries per seed")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
