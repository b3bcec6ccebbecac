"""What may happen to the diary of an evening: it is broken, or another program writes."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date

from crampguard.routine.checklist import Mark
from crampguard.store.diary import Diary
from tests.moved_clock import Evening


def break_diary(evening: Evening) -> None:
    """From now on nothing can be written. Permissions would not do: root writes everywhere."""
    evening.diary.database._db.execute("PRAGMA query_only = ON")


def mend_diary(evening: Evening) -> None:
    evening.diary.database._db.execute("PRAGMA query_only = OFF")


def lose_marks(evening: Evening) -> None:
    """Now it cannot be read either."""
    evening.diary.database._db.execute("ALTER TABLE marks RENAME TO lost")


@contextmanager
def locked(evening: Evening) -> Iterator[None]:
    """Another program writes meanwhile, for longer than anybody waits."""
    with closing(Diary(evening.diary.database.path)) as other, other.transaction():
        yield


def mark_of(evening: Evening, night: date, habit: str) -> Mark | None:
    return evening.diary.remembered(night).marks.get(habit)
