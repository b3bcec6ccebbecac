"""What coincides: what is counted, when it moves, what may be claimed, and how rarely it deceives."""

import random
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import repeat
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit
from crampguard.routine.insights import (
    ERROR,
    Insight,
    Insights,
    Side,
    Tier,
    Verdict,
    insights,
    insights_json,
)
from crampguard.routine.localtime import DAY
from crampguard.routine.morning import Morning
from crampguard.routine.record import Record
from tests.insights_simulation import Nights, Rule, as_programmed, deceived, each_week, without_holm

MONDAY = date(2026, 11, 23)
SUNDAY = MONDAY + 6 * DAY
WEEK = timedelta(weeks=1)

STRETCH = Habit("stretch", "Leg stretch", lead=15)
DRINK = Habit("drink", "Drink something", lead=240)
OFF = Habit("off", "Warm shower", lead=90, enabled=False)

CRAMP, QUIET = Morning(cramp=True), Morning(cramp=False)

# What is known of a night: the morning, and the mark of one habit
Known = tuple[Morning | None, Answer | None]
DONE_CRAMP, DONE_QUIET = (CRAMP, Answer.DONE), (QUIET, Answer.DONE)
SKIPPED_CRAMP, SKIPPED_QUIET = (CRAMP, Answer.SKIPPED), (QUIET, Answer.SKIPPED)


def table(a: int, n: int, b: int, m: int) -> list[Known]:
    """A cramp on a of n nights with the habit, and on b of m nights without it."""
    return [*[DONE_CRAMP] * a, *[DONE_QUIET] * (n - a), *[SKIPPED_CRAMP] * b, *[SKIPPED_QUIET] * (m - b)]


def diary(nights: Iterable[Known], habit: Habit = STRETCH, first: date = MONDAY) -> list[Record]:
    """One night after the other."""
    return [
        Record(first + number * DAY, morning, {} if answer is None else {habit.id: answer})
        for number, (morning, answer) in enumerate(nights)
    ]


def together(*diaries: list[Record]) -> list[Record]:
    """Diaries of several habits over the same nights."""
    return [
        replace(records[0], marks={id_: mark for one in records for id_, mark in one.marks.items()})
        for records in zip(*diaries, strict=True)
    ]


def after(records: list[Record]) -> date:
    """The first night on which all of the records count."""
    return records[-1].night + (7 - records[-1].night.weekday()) * DAY


def seen(nights: Iterable[Known]) -> Insight:
    """What is told of a single habit when all nights count."""
    records = diary(nights)
    return insights(records, [STRETCH], after(records)).habits[0]


# What is counted


def test_the_json_is_that_of_the_contract() -> None:
    nights = [*table(3, 14, 7, 14), *[(CRAMP, None)] * 2, *[(QUIET, None)] * 11]
    records = diary(nights, first=date(2026, 10, 13))
    found = insights_json(insights(records, [STRETCH], date(2026, 11, 23)))
    (habit,) = found.pop("habits")
    assert found == {
        "through": "2026-11-22",
        "nights_recorded": 41,
        "cramp_nights": 12,
        "next_look": "2027-01-17",
    }
    assert habit.pop("interval") == pytest.approx([-0.556, 0.064], abs=0.0005)
    assert habit == {
        "habit": "stretch",
        "with": {"nights": 14, "cramps": 3},
        "without": {"nights": 14, "cramps": 7},
        "left_out": 13,
        "tier": "early",
        "difference": pytest.approx(-0.286, abs=0.0005),
        "p": pytest.approx(0.236, abs=0.0005),
        "p_holm": 1.0,
        "verdict": "too_early",
    }


def test_figures_without_ground_are_null_in_the_json() -> None:
    records = diary(table(3, 13, 7, 14))
    (habit,) = insights_json(insights(records, [STRETCH], after(records)))["habits"]
    assert [habit[key] for key in ("difference", "interval", "p", "p_holm")] == [None] * 4
    assert list(habit)[4:] == ["tier", "difference", "interval", "p", "p_holm", "verdict"]


def test_silence_is_neither_done_nor_skipped() -> None:
    found = seen([*table(1, 3, 2, 4), (CRAMP, None), (QUIET, None)])
    assert (found.done, found.skipped, found.left_out) == (Side(3, 1), Side(4, 2), 2)


def test_a_night_to_which_the_habit_did_not_belong_is_not_left_out() -> None:
    records = [replace(record, habits=("coffee",)) for record in diary([(QUIET, None)] * 3)]
    (found,) = insights(records, [STRETCH], after(records)).habits
    assert found.left_out == 0


def test_a_night_whose_morning_was_not_answered_is_not_recorded() -> None:
    records = diary([*table(1, 3, 2, 4), (None, Answer.DONE), (None, Answer.SKIPPED)])
    found = insights(records, [STRETCH], after(records))
    assert (found.nights_recorded, found.cramp_nights) == (7, 3)
    assert (found.habits[0].done, found.habits[0].skipped, found.habits[0].left_out) == (
        Side(3, 1),
        Side(4, 2),
        0,
    )


@pytest.mark.parametrize(
    ("tonight", "through", "nights"),
    [
        (SUNDAY, MONDAY - DAY, 0),  # Sunday's own morning cannot be answered yet
        (SUNDAY + DAY, SUNDAY, 7),
        (SUNDAY + 7 * DAY, SUNDAY, 7),
        (SUNDAY + 8 * DAY, SUNDAY + WEEK, 10),
    ],
)
def test_the_counts_move_once_a_week(tonight: date, through: date, nights: int) -> None:
    found = insights(diary(repeat(DONE_CRAMP, 10)), [STRETCH], tonight)
    assert (found.through, found.nights_recorded, found.cramp_nights) == (through, nights, nights)
    assert found.habits[0].done == Side(nights, nights)


def test_the_order_of_the_records_means_nothing() -> None:
    records = diary(table(10, 60, 30, 60))
    assert insights(reversed(records), [STRETCH], after(records)) == insights(
        records, [STRETCH], after(records)
    )


# Which habits


def shown(records: list[Record], habits: Iterable[Habit], tonight: date = MONDAY + WEEK) -> list[str]:
    return [one.habit.id for one in insights(records, habits, tonight).habits]


def test_habits_come_in_the_order_of_the_evening() -> None:
    bed = Habit("bed", "Bedtime", lead=15)
    assert shown([], [STRETCH, bed, DRINK]) == ["drink", "bed", "stretch"]


def test_a_habit_that_is_off_has_its_place_only_where_it_has_a_mark() -> None:
    assert shown([], [STRETCH, OFF]) == ["stretch"]
    assert shown(diary([DONE_QUIET], OFF), [STRETCH, OFF]) == ["off", "stretch"]
    assert shown(diary([(None, Answer.SKIPPED)], OFF), [STRETCH, OFF]) == ["off", "stretch"]


def test_a_deleted_habit_stays_under_its_id_because_it_was_tried() -> None:
    records = diary([DONE_QUIET], Habit("evening_walk"))
    assert shown(records, [STRETCH]) == ["stretch", "evening_walk"]
    assert insights(records, [STRETCH], MONDAY + WEEK).habits[-1].habit.title == "evening_walk"


# How much the nights carry


@pytest.mark.parametrize(
    ("nights", "tier"),
    [
        ([], Tier.COUNTS),
        (table(3, 14, 2, 13), Tier.COUNTS),
        (table(3, 14, 2, 14), Tier.EARLY),
        (table(3, 14, 1, 14), Tier.COUNTS),
        (table(0, 18, 5, 10), Tier.EARLY),
        (table(0, 90, 5, 9), Tier.COUNTS),
        (table(5, 9, 5, 90), Tier.COUNTS),
        (table(5, 35, 5, 20), Tier.EARLY),
        (table(5, 36, 5, 20), Tier.FULL),
        (table(5, 20, 5, 36), Tier.FULL),
        (table(5, 90, 5, 19), Tier.EARLY),
        (table(2, 60, 2, 60), Tier.COUNTS),
    ],
)
def test_the_tier_follows_from_nights_sides_and_cramps(nights: list[Known], tier: Tier) -> None:
    # Silence, with or without a cramp, carries nothing.
    assert seen([*nights, *[(CRAMP, None)] * 9]).tier is tier


def test_holm_counts_the_habits_in_tier_full_only() -> None:
    strong, weak = table(10, 50, 21, 50), table(20, 50, 20, 50)
    early = [*table(5, 90, 1, 9), (QUIET, None)]
    alone = insights(diary(strong), [STRETCH], MONDAY + 20 * WEEK).habits[0].figures
    assert alone
    assert alone.p_holm == alone.p

    others = [Habit(f"habit_{number}") for number in range(4)]
    diaries = [diary(nights, habit) for nights, habit in zip([weak, weak, early, early], others, strict=True)]
    found = insights(together(diary(strong), *diaries), [STRETCH, *others], MONDAY + 20 * WEEK)
    by_id = {one.habit.id: one for one in found.habits}
    assert by_id["habit_3"].tier is Tier.COUNTS
    assert by_id["stretch"].figures == replace(alone, p_holm=3 * alone.p)


# When something may be claimed


def pattern(nights: int) -> list[Known]:
    """A cramp on each night on which the habit was skipped, which is every other one."""
    return [DONE_QUIET if number % 2 else SKIPPED_CRAMP for number in range(nights)]


def contrary(nights: int) -> list[Known]:
    return [DONE_CRAMP if number % 2 else SKIPPED_QUIET for number in range(nights)]


def verdict(nights: list[Known], weeks: int) -> Verdict:
    """As told on the Monday after so many weeks."""
    return insights(diary(nights), [STRETCH], MONDAY + weeks * WEEK).habits[0].verdict


def test_foremost_is_what_coincides_else_what_has_most_to_compare() -> None:
    def found(done: int, skipped: int, verdict: Verdict = Verdict.TOO_EARLY) -> Insight:
        return Insight(STRETCH, Side(done, 1), Side(skipped, 1), 0, Tier.COUNTS, None, verdict)

    def foremost(*habits: Insight) -> int:
        return Insights(MONDAY, 0, 0, None, None, habits).foremost

    assert foremost(found(30, 2), found(9, 8), found(3, 30)) == 1
    assert foremost(found(9, 8), found(30, 2, Verdict.MORE)) == 1
    assert foremost(found(1, 1), found(1, 1)) == 0


def test_nothing_is_claimed_before_the_week_of_the_91st_recorded_night_is_over() -> None:
    nights = pattern(100)  # the 91st is the Sunday of week 13
    assert insights(diary(nights), [STRETCH], MONDAY + 12 * WEEK).habits[0].tier is Tier.FULL
    assert verdict(nights, 12) is Verdict.TOO_EARLY
    assert verdict(nights, 13) is Verdict.FEWER
    assert insights(diary(nights), [STRETCH], MONDAY + 13 * WEEK - DAY).habits[0].verdict is Verdict.TOO_EARLY


def test_a_night_without_its_morning_puts_the_look_off_by_a_week() -> None:
    nights = [(None, Answer.DONE), *pattern(97)]
    assert verdict(nights, 13) is Verdict.TOO_EARLY
    assert verdict(nights, 14) is Verdict.FEWER


def test_a_look_takes_in_the_whole_week_of_its_night() -> None:
    # The 91st recorded night is a Wednesday; the habit has its 20th night on the Sunday after it.
    nights = [*[(None, None)] * 3, *[SKIPPED_CRAMP] * 75, *[DONE_QUIET] * 20]
    assert diary(nights)[3 + 90].night.weekday() == 2
    assert verdict(nights, 14) is Verdict.FEWER
    assert verdict(nights[:-1], 14) is Verdict.TOO_EARLY


def test_between_two_looks_the_verdict_stands_whatever_the_counts_do() -> None:
    nights = [*pattern(91), *contrary(91)]
    told = [verdict(nights, week) for week in range(12, 27)]
    assert told == [Verdict.TOO_EARLY, *[Verdict.FEWER] * 13, Verdict.NO_CLEAR_PATTERN]


def test_a_habit_that_could_not_be_tested_at_a_look_waits_for_the_next() -> None:
    nights: list[Known] = [*[(QUIET, None)] * 91, *pattern(91)]
    records = diary(nights)
    assert insights(records, [STRETCH], MONDAY + 25 * WEEK).habits[0].tier is Tier.FULL
    assert verdict(nights, 25) is Verdict.TOO_EARLY
    assert verdict(nights, 26) is Verdict.FEWER


def test_after_the_fourth_look_nothing_is_claimed_anew() -> None:
    quiet: list[Known] = [(QUIET, None)] * 728
    assert verdict([*quiet[91:], *pattern(91)], 104) is Verdict.FEWER
    assert verdict([*quiet, *pattern(364)], 156) is Verdict.TOO_EARLY


@pytest.mark.parametrize(
    ("nights", "least_p", "largest_p", "told"),
    [
        (table(20, 45, 20, 46), 0.9, 1.0, Verdict.NO_CLEAR_PATTERN),
        (table(12, 45, 23, 46), ERROR / 4, ERROR, Verdict.NO_CLEAR_PATTERN),
        (table(10, 45, 23, 46), ERROR / 20, ERROR / 4, Verdict.FEWER),
        (table(23, 45, 10, 46), ERROR / 20, ERROR / 4, Verdict.MORE),
    ],
)
def test_a_claim_takes_a_p_of_a_quarter_of_five_percent(
    nights: list[Known], least_p: float, largest_p: float, told: Verdict
) -> None:
    found = seen(nights)
    assert found.figures
    assert least_p < found.figures.p <= largest_p
    assert found.verdict is told


def test_what_convinces_of_one_habit_does_not_convince_of_one_among_ten() -> None:
    clear = table(10, 45, 23, 46)
    turned = [
        (morning, Answer.DONE if number % 2 else Answer.SKIPPED) for number, (morning, _) in enumerate(clear)
    ]
    others = [Habit(f"habit_{number}") for number in range(9)]
    records = together(diary(clear), *(diary(turned, habit) for habit in others))
    assert insights(diary(clear), [STRETCH], after(records)).habits[0].verdict is Verdict.FEWER
    among_ten = insights(records, [STRETCH, *others], after(records))
    assert {one.verdict for one in among_ten.habits} == {Verdict.NO_CLEAR_PATTERN}


@pytest.mark.parametrize(
    ("nights", "weeks_to_go"),
    [
        (0, 13),
        (1, 13),
        (7, 12),
        (41, 8),
        (90, 1),
        (91, 13),
        (97, 13),
        (181, 1),
        (182, 26),
        (727, 1),
        (728, None),
    ],
)
def test_the_next_look_is_the_earliest_that_can_be(nights: int, weeks_to_go: int | None) -> None:
    records = diary(repeat(DONE_QUIET, nights))
    tonight = MONDAY + (nights + 6) // 7 * WEEK
    found = insights(records, [STRETCH], tonight)
    assert found.nights_recorded == nights
    assert found.next_look == (None if weeks_to_go is None else found.through + weeks_to_go * WEEK)


def test_the_next_look_comes_when_it_was_told_if_every_night_is_recorded() -> None:
    records = diary([*[(None, Answer.DONE)] * 30, *repeat(DONE_QUIET, 740)])
    before = insights(records, [STRETCH], MONDAY + 5 * WEEK)
    for week in range(6, 110):
        now = insights(records, [STRETCH], MONDAY + week * WEEK)
        assert now.last_look == (before.next_look if now.through == before.next_look else before.last_look)
        before = now
    assert before.next_look is None


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.floats(0.2, 0.8), st.floats(0.2, 0.8))
def test_a_verdict_is_what_the_records_up_to_its_look_say(seed: int, with_: float, without: float) -> None:
    chance = random.Random(seed)  # noqa: S311 (no secret)

    def night() -> Known:
        done = chance.random() < 0.5
        cramp = chance.random() < (with_ if done else without)
        morning = Morning(cramp) if chance.random() < 0.95 else None
        return morning, Answer.DONE if done else Answer.SKIPPED

    records = diary(night() for _ in range(30 * 7))
    for week in range(1, 31):
        now = insights(records, [STRETCH], MONDAY + week * WEEK)
        known = [record for record in records if now.last_look and record.night <= now.last_look]
        then = insights(known, [STRETCH], MONDAY if now.last_look is None else now.last_look + DAY)
        assert now.habits[0].verdict is then.habits[0].verdict


# How rarely it deceives

USERS = 120


def share(rule: Rule, nights: Nights, users: int) -> float:
    return sum(deceived(rule, nights, seed) is not None for seed in range(users)) / users


def bound(users: int) -> float:
    """One in twenty, and two standard errors of so few users."""
    return ERROR + 2 * sqrt(ERROR * (1 - ERROR) / users)


@pytest.mark.slow
@pytest.mark.parametrize("persistence", [0.0, 0.3])
def test_ten_idle_habits_deceive_one_user_in_twenty_at_most(persistence: float) -> None:
    nights = Nights(persistence)
    assert share(as_programmed, nights, USERS) <= bound(USERS)
    assert share(without_holm, nights, USERS) > bound(USERS)


@pytest.mark.slow
def test_a_verdict_each_week_would_deceive_many() -> None:
    assert share(each_week, Nights(weeks=52), 40) > bound(40)


# How long it takes


def test_fifty_years_of_ten_habits_are_quick() -> None:
    habits = [Habit(f"habit_{number}") for number in range(10)]
    marks = {habit.id: Answer.DONE for habit in habits}, {habit.id: Answer.SKIPPED for habit in habits}
    records = [
        Record(MONDAY + number * DAY, CRAMP if number % 7 < 3 else QUIET, marks[number % 3 > 0])
        for number in range(18_262)
    ]
    started = time.process_time()
    found = insights(records, habits, after(records))
    assert time.process_time() - started < 1
    assert found.nights_recorded > 18_000
