"""What was lived so far, kept in a file that survives whatever ends the command."""

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.simulation.lives import Lived

_NIGHTS_A_YEAR = 365.25


class Record:
    """A row for each seed that is over. Without a folder it is kept in memory only."""

    def __init__(self, folder: Path | None) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / "lived.sqlite3" if folder else ":memory:", isolation_level=None)
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS lived (seed INTEGER PRIMARY KEY, nights INTEGER, found TEXT)"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def add(self, lived: Lived) -> None:
        row = (lived.seed, lived.nights, lived.found)
        self._db.execute("INSERT OR REPLACE INTO lived VALUES (?, ?, ?)", row)

    def years(self) -> float:
        (nights,) = self._db.execute("SELECT total(nights) FROM lived").fetchone()
        return float(nights) / _NIGHTS_A_YEAR

    def failed(self) -> list[int]:
        return [
            seed for (seed,) in self._db.execute("SELECT seed FROM lived WHERE found != '' ORDER BY seed")
        ]

    def missing_seeds(self) -> Iterator[int]:
        """All seeds from 0 on that are not over yet."""
        there = {seed for (seed,) in self._db.execute("SELECT seed FROM lived")}
        return (seed for seed in itertools.count() if seed not in there)
