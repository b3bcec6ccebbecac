"""Nights of a diary in short, for the tests of the question and the counts."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec.structs import replace

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit
from crampguard.routine.insights import (
    HabitCounts,
    Question,
    QuestionResult,
    insights,
)
from crampguard.routine.localtime import DAY
from crampguard.routine.morning import Morning
from crampguard.routine.record import Record

MONDAY = date(2026, 11, 23)
SUNDAY = MONDAY + 6 * DAY
WEEK = timedelta(weeks=1)
FAR = MONDAY + 300 * WEEK

STRETCH = Habit("stretch", "Leg stretch", lead=15)
DRINK = Habit("drink", "Drink something", lead=240)
OFF = Habit("off", "Warm shower", lead=90, enabled=False)
QUESTION = Question("stretch", MONDAY)

CRAMP, QUIET = Morning(cramp=True), Morning(cramp=False)

# What is known of a night: the morning, and the mark of one habit
Known = tuple[Morning | None, Answer | None]
DONE_CRAMP, DONE_QUIET = (CRAMP, Answer.DONE), (QUIET, Answer.DONE)
SKIPPED_CRAMP, SKIPPED_QUIET = (CRAMP, Answer.SKIPPED), (QUIET, Answer.SKIPPED)
SILENT: Known = (QUIET, None)


def diary(nights: Iterable[Known], habit: Habit = STRETCH, first: date = MONDAY) -> list[Record]:
    """One night after the other, each mark made in time."""
    return [
        Record(first + number * DAY, morning, marks, timely=marks)
        for number, (morning, answer) in enumerate(nights)
        for marks in ({} if answer is None else {habit.id: answer},)
    ]


def late(record: Record) -> Record:
    """The same night with its marks made when it was over."""
    return replace(record, timely={})


def after(records: list[Record]) -> date:
    """The first night on which all of the records count."""
    return records[-1].night + (7 - records[-1].night.weekday()) * DAY


def asked(nights: Iterable[Known], tonight: date = FAR) -> QuestionResult:
    """What is said of the stretch, asked about since Monday; the night before was quiet."""
    records = [Record(MONDAY - DAY, QUIET), *diary(nights)]
    return insights(records, [STRETCH], QUESTION, tonight).question


def counted(records: list[Record], habits: Iterable[Habit] = (STRETCH,)) -> HabitCounts:
    return insights(records, habits, QUESTION, after(records)).habits[-1]
