"""Ctrl+C and SIGTERM for a program whose main thread is busy elsewhere, such as in a loop."""

import contextlib
import os
import signal
from collections.abc import Callable, Iterator

from crampguard.desktop.meanwhile import meanwhile


@contextlib.contextmanager
def stopping_on_signals(end: Callable[[], object]) -> Iterator[None]:
    """Ctrl+C and SIGTERM call it, on a thread of its own, instead of interrupting what is in progress."""
    ours, theirs = os.pipe()
    if hasattr(os, "set_blocking"):  # Windows has it from Python 3.12 on, and does without it
        os.set_blocking(theirs, False)

    def wait() -> None:
        while os.read(ours, 1):  # the number of the signal
            end()

    with contextlib.ExitStack() as stack:
        stack.callback(os.close, ours)
        stack.enter_context(meanwhile(wait, stop=lambda: os.close(theirs)))
        signal.set_wakeup_fd(theirs)
        stack.callback(signal.set_wakeup_fd, -1)
        for number in (signal.SIGINT, signal.SIGTERM):
            stack.callback(signal.signal, number, signal.signal(number, lambda *_: None))
        yield
