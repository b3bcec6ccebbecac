"""The lives of one seed: what the command does in each of its processes, and the test run in its own."""

import logging
import signal
import traceback
import zoneinfo
from dataclasses import dataclass

zoneinfo.reset_tzpath(to=())  # the zones of the tests, before anybody reads their names

from hypothesis import HealthCheck, seed, settings  # noqa: E402
from hypothesis.stateful import run_state_machine_as_test  # noqa: E402

from tests.simulation.evenings import Evenings  # noqa: E402

_LIVES = 10  # of one seed: less than a minute


@dataclass(frozen=True)
class Lived:
    """found: what went wrong, with the shortest story that leads to it; "" if nothing did."""

    seed: int
    nights: int
    found: str


def leave_interrupts_to_parent() -> None:
    """A process ends its lives whatever is pressed; Ctrl+C goes to all processes of a terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def live(number: int) -> Lived:
    """A few diaries from beginning to end. The same seed tells the same stories."""
    before = Evenings.nights
    rules = settings(
        max_examples=_LIVES,
        stateful_step_count=50,
        database=None,
        derandomize=False,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    found = ""
    logging.disable()  # a worry of the program is found in its state
    machine = type("Seeded", (Evenings,), {})  # a seed is kept on the class
    try:
        run_state_machine_as_test(seed(number)(machine), settings=rules)
    except Exception as error:
        story = getattr(error, "__notes__", [])
        found = "\n".join([*story, *traceback.format_tb(error.__traceback__)[-5:], repr(error)])
    finally:
        logging.disable(logging.NOTSET)
    return Lived(number, Evenings.nights - before, found)
