"""What windows cost: CPU of the first and the second opening, and the memory that stays."""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.inside import WINDOWS, inside, offscreen_env
from tests.benchmarks.table import Row

_RUNS = 3
_FIRST, _SECOND = 200.0, 60.0  # milliseconds


def opening() -> Iterator[Row]:
    for name in WINDOWS:
        first, second = _medians(f"open_{name}")
        yield Row(f"{name} opens", first, unit="ms", most=_FIRST)
        yield Row(f"{name} opens again", second, unit="ms", most=_SECOND)
    idle, closed, freed = _medians("memory")
    yield Row("memory (PSS), windows closed, to idle", closed, idle, "MiB")
    yield Row("memory (PSS), windows freed, to idle", freed, idle, "MiB")


def _medians(what: str) -> list[float]:
    return [statistics.median(figures) for figures in zip(*map(_figures, [what] * _RUNS), strict=True)]


def _figures(what: str) -> list[float]:
    with tempfile.TemporaryDirectory(prefix="cg-bench-") as folder:
        return inside(what, offscreen_env(Path(folder)))
