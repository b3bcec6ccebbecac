"""The counts of all habits: what is counted, for which habits, and how quickly."""

import time
from collections.abc import Iterable
from datetime import date
from itertools import repeat

import pytest
from msgspec.structs import replace

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit
from crampguard.routine.insights import (
    HabitCounts,
    Question,
    Side,
    insights,
)
from crampguard.routine.localtime import DAY
from crampguard.routine.record import Record
from tests.routine.known_nights import (
    CRAMP,
    DONE_CRAMP,
    DONE_QUIET,
    DRINK,
    MONDAY,
    OFF,
    QUESTION,
    QUIET,
    SILENT,
    SKIPPED_CRAMP,
    SKIPPED_QUIET,
    STRETCH,
    SUNDAY,
    WEEK,
    after,
    counted,
    diary,
    late,
)

# The counts of all habits


def test_silence_is_neither_done_nor_not_done() -> None:
    nights = [DONE_CRAMP, DONE_QUIET, DONE_QUIET, SKIPPED_CRAMP, SKIPPED_QUIET, (CRAMP, None), SILENT]
    assert counted(diary(nights)) == HabitCounts(STRETCH, Side(3, 1), Side(2, 1), 2, 0)


def test_a_mark_made_when_the_night_was_over_is_told_but_not_compared() -> None:
    records = diary([DONE_CRAMP, DONE_QUIET, SKIPPED_CRAMP, SKIPPED_QUIET, SILENT])
    records = [*records[:2], *map(late, records[2:])]
    assert counted(records) == HabitCounts(STRETCH, Side(2, 1), Side(0, 0), 1, 2)


def test_a_night_to_which_the_habit_did_not_belong_is_not_unanswered() -> None:
    records = [replace(record, habits=("coffee",)) for record in diary([SILENT] * 3)]
    assert counted(records).unanswered == 0


def test_a_night_whose_morning_was_not_answered_is_not_recorded() -> None:
    records = diary([DONE_CRAMP, DONE_QUIET, SKIPPED_CRAMP, (None, Answer.DONE), (None, Answer.SKIPPED)])
    found = insights(records, [STRETCH], QUESTION, after(records))
    assert (found.nights_recorded, found.cramp_nights, found.question.nights_recorded) == (3, 2, 3)
    assert found.habits == (HabitCounts(STRETCH, Side(2, 1), Side(1, 1), 0, 0),)


def test_the_counts_hold_nights_before_the_question_began() -> None:
    records = diary([DONE_CRAMP] * 7)
    found = insights(records, [STRETCH], Question("stretch", SUNDAY), SUNDAY + DAY)
    assert (found.nights_recorded, found.habits[0].done) == (7, Side(7, 7))
    assert found.question.nights_recorded == 1


@pytest.mark.parametrize(
    ("tonight", "through", "nights"),
    [
        (SUNDAY, MONDAY - DAY, 0),  # Sunday's own morning cannot be answered yet
        (SUNDAY + DAY, SUNDAY, 7),
        (SUNDAY + 7 * DAY, SUNDAY, 7),
        (SUNDAY + 8 * DAY, SUNDAY + WEEK, 10),
    ],
)
def test_everything_moves_once_a_week(tonight: date, through: date, nights: int) -> None:
    found = insights(diary(repeat(DONE_CRAMP, 10)), [STRETCH], QUESTION, tonight)
    assert (found.through, found.nights_recorded, found.cramp_nights) == (through, nights, nights)
    assert found.question.nights_recorded == nights
    assert found.habits[0].done == Side(nights, nights)


# Which habits


def shown(records: list[Record], habits: Iterable[Habit], question: Question = QUESTION) -> list[str]:
    return [one.habit.id for one in insights(records, habits, question, MONDAY + WEEK).habits]


def test_habits_come_in_the_order_of_the_evening() -> None:
    bed = Habit("bed", "Bedtime", lead=15)
    assert shown([], [STRETCH, bed, DRINK]) == ["drink", "bed", "stretch"]


def test_a_habit_that_is_off_has_its_place_only_where_it_has_a_mark_or_is_the_question() -> None:
    assert shown([], [STRETCH, OFF]) == ["stretch"]
    assert shown(diary([DONE_QUIET], OFF), [STRETCH, OFF]) == ["off", "stretch"]
    assert shown(diary([(None, Answer.SKIPPED)], OFF), [STRETCH, OFF]) == ["off", "stretch"]
    assert shown([], [STRETCH, OFF], Question("off", MONDAY)) == ["off", "stretch"]


def test_a_deleted_habit_stays_under_its_id() -> None:
    records = diary([DONE_QUIET], Habit("evening_walk"))
    assert shown(records, [STRETCH]) == ["stretch", "evening_walk"]
    found = insights([], [STRETCH], Question("evening_walk", MONDAY), MONDAY)
    assert found.question.habit == found.habits[-1].habit == Habit("evening_walk", "evening_walk")


# How long it takes


def test_fifty_years_of_ten_habits_are_quick() -> None:
    habits = [Habit(f"habit_{number}") for number in range(10)]
    marks = {habit.id: Answer.DONE for habit in habits}, {habit.id: Answer.SKIPPED for habit in habits}
    records = [
        Record(
            MONDAY + number * DAY,
            CRAMP if number % 7 < 3 else QUIET,
            marks[number % 3 > 0],
            timely=marks[number % 3 > 0],
        )
        for number in range(18_262)
    ]
    started = time.process_time()
    found = insights(records, habits, Question("habit_0", MONDAY), after(records))
    assert time.process_time() - started < 1
    assert found.nights_recorded > 18_000
    assert len(found.question.looks) == 4
