"""Collects what the doctor's page is made from: diary, settings and warning signs."""

from datetime import date

from crampguard.routine.insights import insights
from crampguard.routine.report import WEEKS, Report, first_night, report
from crampguard.routine.trial import trial_result
from crampguard.store.advice import advice
from crampguard.store.diary import Diary
from crampguard.store.history import records
from crampguard.store.learning import question, trial
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
    own_trial = trial(diary)
    return report(
        nights,
        settings.routine.habits,
        advice().signs,
        diary.signs(),
        settings.about_me,
        (first or first_night(began, last, weeks), last),
        tonight,
        insights(nights, settings.routine.habits, question(diary, tonight), tonight).question,
        None if own_trial is None else trial_result(own_trial, nights, tonight),
        settings.clock_style,
    )
