"""The warning signs that the answer of a morning matches, with the nights before it."""

from datetime import date, tzinfo

from crampguard.routine.advice import NIGHTS_BEFORE, Sign
from crampguard.routine.localtime import date_before
from crampguard.routine.morning import Morning
from crampguard.store.advice import advice
from crampguard.store.diary import Diary
from crampguard.store.history import records


def raised_signs(diary: Diary, night: date, morning: Morning, zone: tzinfo) -> tuple[Sign, ...]:
    """The most urgent first. StoreError as the diary raises it."""
    last = first = date_before(night, zone)
    for _night in range(NIGHTS_BEFORE - 1):
        first = date_before(first, zone)
    return advice().raised(morning, records(diary, first, last))
