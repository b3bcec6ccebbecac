"""Waiting for another process: ask again until the answer comes, and say what was missing when it does not.

Tests of other processes cannot know when something happens, only that it must. A fixed sleep is too long on a
fast machine and too short on a busy one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

INTERVAL = 0.01
PATIENCE = 4  # times as long as a quiet machine takes: this one may be doing much else


class StillWaitingError(AssertionError):
    """What a test waited for did not come."""


def wait_until(
    predicate: Callable[[], T],
    timeout: float = 10.0,
    what: str | Callable[[], str] = "",
    *,
    ignoring: tuple[type[Exception], ...] = (),
) -> T:
    """Call `predicate` until it returns something true, and return that.

    `timeout` is in seconds on a quiet machine; on a busy one it may take PATIENCE times as long.
    `what` names the awaited thing for the failure message; a callable is asked only when it failed.
    """
    timeout *= PATIENCE
    deadline = time.monotonic() + timeout
    while True:
        seen: object
        try:
            answer = predicate()
        except ignoring as error:
            seen = error
        else:
            if answer:
                return answer
            seen = answer
        if time.monotonic() >= deadline:
            name = what() if callable(what) else what
            raise StillWaitingError(
                f"waited {timeout:g} s for {name or repr(predicate)}; last seen: {seen!r}"
            )
        time.sleep(INTERVAL)


def quickest(action: Callable[[], object], times: int = 3) -> float:
    """The seconds that the quickest of some calls takes: a busy machine holds up one of them, a fault all."""

    def took() -> float:
        began = time.monotonic()
        action()
        return time.monotonic() - began

    return min(took() for _time in range(times))


def stays(predicate: Callable[[], object], seconds: float, what: str = "") -> None:
    """Fail as soon as `predicate` is no longer true within `seconds`: for what must NOT happen."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not predicate():
            raise AssertionError(f"did not stay for {seconds:g} s: {what or predicate!r}")
        time.sleep(INTERVAL)
