"""Writes a file for elsewhere; its ending says which: answers as JSON or CSV, moments as a calendar."""

from datetime import datetime, tzinfo
from pathlib import Path

from crampguard.i18n import _
from crampguard.routine.nights import date_of
from crampguard.routine.plan import Routine
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.store.places import hand_out
from crampguard.store.transfer import ENDINGS
from crampguard.store.transfer.answers import Answers, answers
from crampguard.store.transfer.json_out import as_json
from crampguard.store.transfer.table import as_csv


def export_to(path: Path, diary: Diary, routine: Routine, now: datetime, zone: tzinfo) -> None:
    """Writes the file whole or not at all, for its user alone, in the place of one that is there.

    StoreError where that cannot be done, or the ending is none of ENDINGS.
    """
    hand_out(path, _content(path, diary, routine, now, zone))


def _content(path: Path, diary: Diary, routine: Routine, now: datetime, zone: tzinfo) -> bytes:
    match path.suffix.lower():
        case ".json":
            return as_json(_answers(diary), routine.habits, now, zone)
        case ".csv":
            return as_csv(_answers(diary), routine.habits)
        case ".ics":
            from crampguard.store.transfer.moments import as_calendar  # 0.2 s that only this one costs

            return as_calendar(routine, date_of(now, routine.schedule, zone), now)
        case _other:
            endings = ", ".join(ENDINGS)
            raise StoreError(_("{file} does not end in {endings}").format(file=path, endings=endings))


def _answers(diary: Diary) -> Answers:
    with diary.snapshot():
        return answers(diary)
