"""Writes an export in the format of its ending: answers as JSON or CSV, moments as a calendar."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path

from msgspec.structs import replace

from crampguard.i18n import _
from crampguard.routine.habits import Habit
from crampguard.routine.nights import date_of
from crampguard.routine.plan import Routine
from crampguard.routine.question import MORNING
from crampguard.routine.writing import listing
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.store.places import write_for_user
from crampguard.store.transfer import ENDINGS
from crampguard.store.transfer.answers import Answers, read_answers
from crampguard.store.transfer.json_out import answers_json
from crampguard.store.transfer.table import as_csv


def export_to(path: Path, diary: Diary, routine: Routine, now: datetime, zone: tzinfo) -> None:
    """Writes the file completely or not at all, private to its user, replacing one that exists.

    StoreError where that fails, or the ending is not one of ENDINGS.
    """
    write_for_user(path, _content(path, diary, routine, now, zone))


def _content(path: Path, diary: Diary, routine: Routine, now: datetime, zone: tzinfo) -> bytes:
    match path.suffix.lower():
        case ".json":
            return answers_json(_answers(diary), routine.habits, now, zone)
        case ".csv":
            return as_csv(_answers(diary), routine.habits)
        case ".ics":
            from crampguard.store.transfer.moments import as_calendar  # the import takes 0.2 s

            known = replace(routine, habits=(*routine.habits, *_deleted_habits(diary, routine)))
            return as_calendar(known, date_of(now, routine.schedule, zone), now)
        case _other:
            endings = listing(ENDINGS)
            raise StoreError(_("{file} does not end in {endings}").format(file=path, endings=endings))


def _answers(diary: Diary) -> Answers:
    with diary.snapshot():
        return read_answers(diary)


def _deleted_habits(diary: Diary, routine: Routine) -> Iterator[Habit]:
    """Habits that were shown or answered once and are no longer in the settings."""
    there = {habit.id for habit in routine.habits}
    for (id_,) in diary.database.rows(
        "SELECT habit FROM marks UNION SELECT habit FROM claims ORDER BY habit"
    ):
        if id_ not in there and id_ != MORNING:
            yield Habit(id_, title=id_, enabled=False)
