"""Evenings on the profile in tmp_path, each closed when its test ends."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.moved_clock import Evening, at, evening

Opener = Callable[..., Evening]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Opens the profile: opened("2026-11-22 21:35"). Opened again, it is a second process or a restart."""
    with ExitStack() as stack:

        def open_(now: str, settings: str = "") -> Evening:
            found = evening(tmp_path, at(now), settings)
            stack.callback(found.diary.close)
            return found

        yield open_


@pytest.fixture
def watched(opened: Opener) -> Opener:
    """The program watched since noon of that date; what it told so far is forgotten."""

    def watch(now: str, settings: str = "") -> Evening:
        found = opened(f"{now.split()[0]} 12:00", settings)
        found.start()
        found.move_to(at(now))
        found.told.clear()
        found.alarm.times_set = 0
        return found

    return watch


@pytest.fixture
def restarted(opened: Opener) -> Callable[[Evening, str], Evening]:
    """Ends the program, and starts it again at that time."""

    def restart(before: Evening, now: str) -> Evening:
        before.diary.close()
        after = opened(now)
        after.start()
        return after

    return restart
