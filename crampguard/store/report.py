"""Collects what the doctor's page is made from: diary, settings and warning signs."""

from datetime import date

from crampguard.routine.report import WEEKS, Report, first_night, report
from crampguard.store.advice import advice
from crampguard.store.diary import Diary
from crampguard.store.history import records
from crampguard.store.learning import compared_in
from crampguard.store.settings import Settings


def report_of(
    diary: Diary,
    settings: Settings,
    tonight: date,
    last: date,
    first: date | None = None,
    weeks: int | None = WEEKS,
) -> Report:
    """The page for the nights up to `last`, from `first` on, or else of that many weeks (None: all).

    StoreError as the diary raises it.
    """
    nights = records(diary)
    began = nights[0].night if nights else None
    insights, trial = compared_in(nights, diary, settings.routine.habits, tonight)
    return report(
        nights,
        settings.routine.habits,
        advice().signs,
        diary.signs(),
        settings.about_me,
        (first or first_night(began, last, weeks), last),
        tonight,
        insights.question,
        trial,
        settings.clock_style,
    )
