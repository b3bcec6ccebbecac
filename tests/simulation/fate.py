"""When a program is killed: between any two of its writes and calls, and nothing is cleaned up."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crampguard.store.database import Database
from crampguard.store.diary import Diary


class Killed(BaseException):
    """kill -9."""


class Fate:
    """Counts the moments of one program until its last. commits: the transactions that reached the diary."""

    def __init__(self) -> None:
        self.moments_left: int | None = None
        self.commits = 0

    def pass_by(self) -> None:
        if self.moments_left is not None:
            self.moments_left -= 1
            if self.moments_left < 0:
                raise Killed

    @contextmanager
    def spared(self) -> Iterator[None]:
        """Within, no time passes: it is the test that looks."""
        left, self.moments_left = self.moments_left, None
        yield
        self.moments_left = left


class MortalDiary(Diary):
    """The diary of a program that may be killed before and after each of its statements."""

    def __init__(self, path: Path, fate: Fate) -> None:
        super().__init__(path)
        self.database.close()
        self.database = MortalDatabase(path, fate)


class MortalDatabase(Database):
    def __init__(self, path: Path, fate: Fate) -> None:
        super().__init__(path)
        self._db.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug here
        self._fate = fate
        self._writes = False

    def run(self, sql: str, *values: object) -> None:
        self._fate.pass_by()
        super().run(sql, *values)
        if sql.startswith("BEGIN"):
            self._writes = sql == "BEGIN IMMEDIATE"
        if sql == "COMMIT":
            self._fate.commits += self._writes
        self._fate.pass_by()
