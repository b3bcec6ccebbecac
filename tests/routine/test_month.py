"""The nights of a month and its weeks, from their records."""

from collections.abc import Mapping
from datetime import UTC, date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit
from crampguard.routine.month import (
    STEPS,
    WEEKS,
    NightSummary,
    Week,
    When,
    add_months,
    answers,
    month_end,
    night_summaries,
    span,
    weeks,
)
from crampguard.routine.morning import Morning
from crampguard.routine.record import Record
from tests.routine.builders import ALL, COFFEE, COOL, STRETCH

TONIGHT = date(2026, 11, 22)  # a Sunday
BEGAN = date(2026, 11, 4)
MONDAY, SUNDAY = 0, 6
DONE, SKIPPED = Answer.DONE, Answer.SKIPPED
EVERYTHING: Any = {habit.id: DONE for habit in ALL}
CRAMP, NONE = Morning(cramp=True), Morning(cramp=False)


def seen(records: Mapping[date, Record], habits: tuple[Habit, ...] = ALL) -> dict[date, NightSummary]:
    """November, by date."""
    found = night_summaries(date(2026, 11, 1), date(2026, 11, 30), records, habits, TONIGHT, BEGAN, UTC)
    return {summary.night: summary for summary in found}


def record(day: int, morning: Morning | None = None, **marks: Answer) -> dict[date, Record]:
    night = date(2026, 11, day)
    return {night: Record(night, morning, marks, tuple(habit.id for habit in ALL))}


def test_the_routine_stands_in_the_order_of_the_evening() -> None:
    said = answers(tonight(coffee=DONE, stretch=SKIPPED), [STRETCH, COOL, COFFEE], TONIGHT)
    assert said == ((COFFEE, DONE), (COOL, None), (STRETCH, SKIPPED))


def test_the_routine_of_tonight_is_what_is_planned_that_weekday_and_what_was_marked() -> None:
    off, mondays = replace(COOL, enabled=False), replace(STRETCH, days=frozenset({0}))
    habits = [COFFEE, off, mondays]
    assert answers(tonight(), habits, TONIGHT) == ((COFFEE, None),)
    assert answers(tonight(cool=DONE), habits, TONIGHT) == ((COFFEE, None), (off, DONE))
    with_deleted = answers(tonight(walk=DONE), [COFFEE], TONIGHT)
    assert [habit.id for habit, _answer in with_deleted] == ["coffee", "walk"]


def test_the_routine_of_a_past_night_is_what_belonged_to_it_whatever_is_planned_now() -> None:
    night = Record(date(2026, 11, 20), None, {"stretch": DONE}, ("stretch", "cool"))
    now = [COFFEE, STRETCH, replace(COOL, enabled=False)]
    assert [(habit.id, said) for habit, said in answers(night, now, TONIGHT)] == [
        ("cool", None),
        ("stretch", DONE),
    ]
    assert answers(replace(night, habits=None), now, TONIGHT) == ((STRETCH, DONE),)
    assert answers(Record(night.night), now, TONIGHT) == ()


def tonight(**marks: Answer) -> Record:
    return Record(TONIGHT, None, marks)


@pytest.mark.parametrize(
    ("done", "of", "shade"), [(0, 0, 0), (0, 9, 0), (1, 9, 1), (4, 9, 2), (6, 9, 3), (8, 9, 3), (9, 9, STEPS)]
)
def test_only_all_of_the_routine_has_the_darkest_shade_and_only_none_has_no_shade(
    done: int, of: int, shade: int
) -> None:
    assert NightSummary(TONIGHT, When.PAST, True, None, done, of).shade == shade


def test_a_night_at_a_glance() -> None:
    nights = seen(record(14, CRAMP, coffee=DONE, cool=DONE, stretch=SKIPPED))
    assert nights[date(2026, 11, 14)] == NightSummary(date(2026, 11, 14), When.PAST, True, CRAMP, 2, len(ALL))
    assert nights[date(2026, 11, 13)] == NightSummary(date(2026, 11, 13), When.PAST, False, None, 0, 0)


def test_a_night_on_which_nothing_was_answered_has_its_routine_and_is_not_recorded() -> None:
    assert seen(record(13))[date(2026, 11, 13)] == NightSummary(
        date(2026, 11, 13), When.PAST, False, None, 0, len(ALL)
    )


def test_nights_before_the_first_record_and_after_tonight_are_none_without_a_record() -> None:
    whens = {night.day: summary.when for night, summary in seen({}).items()}
    assert (whens[3], whens[4], whens[21]) == (When.BEFORE, When.PAST, When.PAST)
    assert (whens[22], whens[23]) == (When.TONIGHT, When.LATER)


def test_a_date_that_the_zone_skipped_is_no_night() -> None:
    first, last = date(2011, 12, 26), date(2012, 1, 1)
    found = night_summaries(first, last, {}, ALL, TONIGHT, first, ZoneInfo("Pacific/Apia"))
    assert [summary.night.day for summary in found] == [26, 27, 28, 29, 31, 1]


def test_a_week_counts_nights_mornings_and_cramps_since_the_first_record() -> None:
    nights = seen(
        record(4, CRAMP, **EVERYTHING)
        | record(5, NONE, **EVERYTHING)
        | record(7, coffee=SKIPPED)
        | record(8, CRAMP)
    )
    assert weeks(nights.values(), MONDAY) == (
        Week(date(2026, 11, 2), nights=5, answered=3, cramps=2, routine=2.0),
        Week(date(2026, 11, 9), nights=7, answered=0, cramps=0, routine=0),
        Week(date(2026, 11, 16), nights=6, answered=0, cramps=0, routine=0),
    )


def test_weeks_begin_with_the_day_they_begin_with_where_the_user_lives() -> None:
    firsts = [week.first for week in weeks(seen(record(14, CRAMP)).values(), SUNDAY)]
    assert firsts == [date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 15)]
    first, last = span(TONIGHT, TONIGHT, SUNDAY)
    assert (first.weekday(), last.weekday()) == (SUNDAY, 5)


def test_the_routine_of_a_week_is_seven_when_every_night_all_of_it_was_done() -> None:
    nights = {day: found for number in range(9, 16) for day, found in record(number, **EVERYTHING).items()}
    assert weeks(seen(nights).values(), MONDAY)[1].routine == 7


def test_without_any_habit_a_week_has_no_routine() -> None:
    assert weeks(seen(record(14, NONE), habits=()).values(), MONDAY)[1].routine == 0


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)), st.dates(date(1970, 3, 1), date(2100, 1, 1)))
def test_what_is_read_is_the_month_and_the_weeks_before_its_end(month: date, tonight: date) -> None:
    month = min(month, month_end(tonight))
    first, last = span(month, tonight, MONDAY)
    assert (first.weekday(), last.weekday()) == (MONDAY, SUNDAY)
    assert first <= month.replace(day=1)
    assert last >= month_end(month)
    assert last - first < timedelta(weeks=WEEKS + 6)
    found = night_summaries(first, last, {}, (), tonight, date.min, UTC)
    assert len(weeks(found, MONDAY)) == WEEKS


@pytest.mark.parametrize(
    ("day", "step", "reached"),
    [
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
    ],
)
def test_another_month_keeps_the_day_or_takes_the_last_one(day: date, step: int, reached: date) -> None:
    assert add_months(day, step) == reached
