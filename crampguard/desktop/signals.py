"""Ctrl+C and SIGTERM for a program whose main thread is busy elsewhere, such as in a loop."""

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def stopping_on_signals(end: Callable[[], object]) -> Iterator[None]:
    """Ctrl+C and SIGTERM call it, on a thread of its own, instead of interrupting what is in progress."""
    ours, theirs = os.pipe()
    if hasattr(os, "set_blocking"):  # Windows has it from Python 3.12 on, and does without it
        os.set_blocking(theirs, False)

    def wait() -> None:
        while os.read(ours, 1):  # the number of the signal
            end()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    numbers = (signal.SIGINT, signal.SIGTERM)
    signal.set_wakeup_fd(theirs)
    before = [signal.signal(number, lambda *_: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
        signal.set_wakeup_fd(-1)
        os.close(theirs)
        thread.join()
        os.close(ours)
