"""A thread for as long as a with block: what waits for news while the main thread is busy."""

import contextlib
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def meanwhile(wait: Callable[[], None], stop: Callable[[], object]) -> Iterator[None]:
    """Runs wait() on a thread of its own. At the end of the block stop() has to make it return."""
    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join()
