"""Lives through years of evenings: python -m tests.simulation --years 1000 --jobs 2 --state FOLDER.

A seed is a handful of lives. Each seed that is over is written to the state folder, so Ctrl+C, a crash or a
second night lose nothing: started again with the same folder, it goes on until so many years were lived in
all. Begin a new folder after a change of the program. A failure names its seed and the shortest story that
leads to it; --seed tells that one again.
"""

import argparse
import itertools
import signal
import sys
import time
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path
from threading import Event

from tests.simulation.lives import Lived, leave_interrupts_to_parent, live
from tests.simulation.record import Record

_TOLD_EVERY = 60.0  # seconds
_HOUR = 3600.0  # seconds


def main() -> int:
    asked = _arguments()
    if asked.seed is not None:
        lived = live(asked.seed)
        _say(lived.found or f"seed {lived.seed}: {lived.nights} nights, as the rules say")
        return 1 if lived.found else 0
    with Record(asked.state) as record:
        _live_on(record, asked.years, asked.jobs)
        failed = record.failed()
        _say(f"{record.years():.1f} years were lived in all. Failed: {', '.join(map(str, failed)) or 'none'}")
        return 1 if failed else 0


def _live_on(record: Record, years: float, jobs: int) -> None:
    """Until so many years are on record, or Ctrl+C. The lives under way then are still lived to their end."""
    stopped = Event()
    before = signal.signal(signal.SIGINT, lambda *_: stopped.set())
    began = told = time.monotonic()
    at_first = record.years()
    seeds, running = record.missing_seeds(), set[Future[Lived]]()
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=leave_interrupts_to_parent) as pool:
        while True:
            if record.years() < years and not stopped.is_set():
                running |= {pool.submit(live, seed) for seed in itertools.islice(seeds, jobs - len(running))}
            if not running:
                break
            ended, running = wait(running, return_when=FIRST_COMPLETED)
            for lived in map(Future.result, ended):
                record.add(lived)
                if lived.found:
                    _say(f"seed {lived.seed}:\n{lived.found}")
            now = time.monotonic()
            if now - told >= _TOLD_EVERY:
                told, rate = now, (record.years() - at_first) / (now - began) * _HOUR
                _say(f"{record.years():.1f} years, {rate:.0f} an hour, failed: {len(record.failed())}")
    signal.signal(signal.SIGINT, before)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 (it is a command)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument(
        "--years", type=float, default=10, help="on record when it ends, those before included"
    )
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--state", type=Path, metavar="FOLDER", help="where it is kept; without, nowhere")
    parser.add_argument("--seed", type=int, help="only this one, and nothing is kept")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
