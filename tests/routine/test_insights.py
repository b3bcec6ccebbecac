"""The question and the counts: what is counted, when it moves, and how rarely it deceives."""

import random
import time
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import repeat
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit
from crampguard.routine.insights import (
    ERROR,
    LOOKS,
    Group,
    HabitCounts,
    Insights,
    Look,
    Question,
    QuestionResult,
    Side,
    Verdict,
    insights,
)
from crampguard.routine.localtime import DAY
from crampguard.routine.morning import Morning
from crampguard.routine.record import Record
from crampguard.routine.statistics import exact_test, newcombe
from tests.insights_simulation import CONTRAST, ROWS, Life, claim, share

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


# Looks


def pattern(nights: int) -> list[Known]:
    """A cramp on each night on which the habit was skipped: two nights, then two with the habit."""
    return [DONE_QUIET if number % 4 > 1 else SKIPPED_CRAMP for number in range(nights)]


def mixed(nights: int, seed: int = 1) -> list[Known]:
    """The habit comes and goes; cramps come half as often with it."""
    chance = random.Random(seed)  # noqa: S311 (no secret)

    def night() -> Known:
        done = chance.random() < 0.5
        cramp = chance.random() < (0.25 if done else 0.5)
        return CRAMP if cramp else QUIET, Answer.DONE if done else Answer.SKIPPED

    return [night() for _ in range(nights)]


def test_a_look_holds_the_figures_of_its_nights() -> None:
    (look,) = asked(mixed(100)).looks
    known = [(QUIET, None), *mixed(91)]
    sides = {}
    for answer in (Answer.DONE, Answer.SKIPPED):
        cramps = [morning is CRAMP for morning, mark in known if mark is answer]
        sides[answer] = Side(len(cramps), sum(cramps))
    done, not_done = sides[Answer.DONE], sides[Answer.SKIPPED]
    table = (done.cramps, done.nights, not_done.cramps, not_done.nights)
    p = exact_test(
        (one.done.cramps, one.done.nights, one.not_done.cramps, one.not_done.nights) for one in look.groups
    )
    assert asdict(look) == asdict(
        Look(
            91,
            MONDAY + 90 * DAY,
            done,
            not_done,
            done.rate - not_done.rate,
            newcombe(*table),
            p,
            min(1, 4 * p),
            Verdict.FEWER if 4 * p <= ERROR else Verdict.NO_CLEAR_PATTERN,
            look.groups,
            contradictory=False,
        )
    )


def test_groups_are_of_28_nights_and_of_the_night_before() -> None:
    first_block = [*[SKIPPED_CRAMP, DONE_QUIET] * 13, SKIPPED_QUIET, DONE_CRAMP]
    second = [*[DONE_QUIET] * 10, (None, Answer.DONE), DONE_CRAMP, *[DONE_QUIET] * 60]
    (look,) = asked([*first_block, *second]).looks
    block = MONDAY + 28 * DAY
    assert look.groups[:4] == (
        Group(MONDAY, cramp_before=False, done=Side(1, 1), not_done=Side(14, 13)),
        Group(MONDAY, cramp_before=True, done=Side(13, 0), not_done=Side(0, 0)),
        Group(block, cramp_before=False, done=Side(24, 0), not_done=Side(0, 0)),
        Group(block, cramp_before=True, done=Side(2, 0), not_done=Side(0, 0)),
    )


def test_a_night_whose_night_before_was_not_answered_is_recorded_but_not_compared() -> None:
    found = asked([DONE_QUIET, (None, Answer.DONE), SKIPPED_CRAMP, DONE_QUIET])
    assert (found.nights_recorded, found.done, found.not_done) == (3, Side(2, 0), Side(0, 0))


def test_the_first_night_is_compared_where_the_night_before_the_question_was_answered() -> None:
    question = asked([DONE_QUIET, SKIPPED_CRAMP])
    assert (question.done, question.not_done) == (Side(1, 0), Side(1, 1))
    alone = insights(diary([DONE_QUIET, SKIPPED_CRAMP]), [STRETCH], QUESTION, FAR).question
    assert (alone.done, alone.not_done) == (Side(0, 0), Side(1, 1))


def verdict(nights: list[Known], weeks: int) -> Verdict:
    """As told on the Monday after so many weeks."""
    return asked(nights, MONDAY + weeks * WEEK).verdict


def test_nothing_is_claimed_before_the_week_of_the_91st_recorded_night_is_over() -> None:
    nights = pattern(100)  # the 91st is the Sunday of week 13
    assert verdict(nights, 12) is Verdict.TOO_EARLY
    assert verdict(nights, 13) is Verdict.FEWER
    assert asked(nights, MONDAY + 13 * WEEK - DAY).verdict is Verdict.TOO_EARLY


def test_a_night_without_its_morning_puts_the_look_off() -> None:
    nights = [(None, Answer.DONE), *pattern(97)]
    assert verdict(nights, 13) is Verdict.TOO_EARLY
    assert verdict(nights, 14) is Verdict.FEWER
    assert asked(nights).looks[0].night == MONDAY + 91 * DAY


def test_a_look_takes_in_no_night_after_its_last() -> None:
    nights = mixed(91)
    look = asked(nights).looks[0]
    assert asked([*nights, *[SKIPPED_CRAMP] * 60]).looks == (look,)
    assert asked([*nights, *[DONE_CRAMP] * 60]).looks == (look,)


def test_between_two_looks_the_verdict_stands_whatever_the_counts_do() -> None:
    contrary = [DONE_CRAMP if number % 4 > 1 else SKIPPED_QUIET for number in range(91)]
    nights = [*pattern(91), *contrary]
    told = [verdict(nights, week) for week in range(12, 27)]
    assert told == [Verdict.TOO_EARLY, *[Verdict.FEWER] * 13, Verdict.NO_CLEAR_PATTERN]


def test_there_are_four_looks_and_no_more() -> None:
    found = asked(mixed(1000))
    assert tuple(look.at_nights for look in found.looks) == LOOKS
    assert [look.night for look in found.looks] == [MONDAY + (count - 1) * DAY for count in LOOKS]
    assert found.next_look is None


@pytest.mark.parametrize(
    ("nights", "happens"),
    [
        ([*[DONE_QUIET] * 9, *[SKIPPED_CRAMP] * 82], False),
        ([*[DONE_QUIET] * 10, *[SKIPPED_CRAMP] * 81], True),
        ([*[DONE_CRAMP] * 82, *[SKIPPED_QUIET] * 9], False),
        ([*[DONE_CRAMP] * 81, *[SKIPPED_QUIET] * 10], True),
        ([*[DONE_CRAMP] * 4, *[DONE_QUIET] * 40, *[SKIPPED_QUIET] * 47], False),
        ([*[DONE_CRAMP] * 3, *[DONE_QUIET] * 40, *[SKIPPED_CRAMP] * 2, *[SKIPPED_QUIET] * 46], True),
    ],
)
def test_a_look_takes_ten_nights_on_each_side_and_five_cramps(nights: list[Known], happens: bool) -> None:
    found = asked(nights)
    assert (len(found.looks), found.passed) == ((1, None) if happens else (0, 91))
    assert found.verdict is not Verdict.TOO_EARLY or not happens


def test_a_look_that_was_passed_over_does_not_hide_the_one_before_or_after() -> None:
    nights: list[Known] = [*[SILENT] * 91, *pattern(91)]
    assert asked(nights[:91]).passed == 91
    found = asked(nights)
    assert (found.verdict, found.passed, [look.at_nights for look in found.looks]) == (
        Verdict.FEWER,
        None,
        [182],
    )


@pytest.mark.parametrize("more", [False, True])
def test_the_verdict_goes_by_the_difference(more: bool) -> None:
    flipped = {CRAMP: QUIET, QUIET: CRAMP}
    nights = [(flipped[morning] if more else morning, mark) for morning, mark in pattern(91) if morning]
    found = asked(nights)
    assert found.verdict is (Verdict.MORE if more else Verdict.FEWER)
    assert found.looks[0].difference == pytest.approx(1 if more else -1)


def test_a_habit_that_follows_cramps_is_not_blamed_for_those_that_follow() -> None:
    chance = random.Random(3)  # noqa: S311
    nights: list[Known] = []
    cramp = False
    for _ in range(364):
        done = chance.random() < (0.9 if cramp else 0.2)
        cramp = chance.random() < (0.7 if cramp else 0.15)
        nights.append((CRAMP if cramp else QUIET, Answer.DONE if done else Answer.SKIPPED))
    look = asked(nights).looks[-1]
    assert look.interval[0] > 0.2
    assert look.verdict is Verdict.NO_CLEAR_PATTERN


def test_a_habit_that_helps_on_bad_nights_is_never_told_to_go_with_more_cramps() -> None:
    """It is done after cramps, and cramps come in runs: all nights together show more with it."""
    life = Life(0.4, 0.3, ratio=0.6, persistence=0.7, after_cramp=0.5)
    contradictory = 0
    for seed in range(10):
        records = life.records(random.Random(seed))  # noqa: S311
        looks = insights(records, [STRETCH], QUESTION, FAR).question.looks
        assert Verdict.MORE not in {look.verdict for look in looks}
        contradictory += any(look.contradictory and look.difference > 0 for look in looks)
    assert contradictory > 5


# When the next look comes


@pytest.mark.parametrize(
    ("nights", "at_nights", "weeks_to_go"),
    [
        (0, 91, 13),
        (1, 91, 13),
        (7, 91, 12),
        (90, 91, 1),
        (91, 182, 13),
        (181, 182, 1),
        (182, 364, 26),
        (727, 728, 1),
    ],
)
def test_the_next_look_comes_when_it_was_told_if_every_night_is_recorded(
    nights: int, at_nights: int, weeks_to_go: int
) -> None:
    tonight = MONDAY + nights * DAY
    found = insights(diary(repeat(DONE_QUIET, nights)), [STRETCH], QUESTION, tonight)
    assert found.question.next_look is not None
    assert found.question.next_look.at_nights == at_nights
    assert found.question.next_look.expected.weekday() == 6
    last = MONDAY + (at_nights - 1) * DAY
    assert last <= found.question.next_look.expected <= last + 6 * DAY


def test_whoever_records_every_other_night_waits_twice_as_long() -> None:
    found = insights(diary([DONE_QUIET, (None, None)] * 28), [STRETCH], QUESTION, MONDAY + 8 * WEEK)
    assert found.question.nights_recorded == 28
    assert found.question.next_look is not None
    assert found.question.next_look.expected == found.through + 18 * WEEK  # 63 nights more, 126 days


def test_whoever_hardly_records_is_not_told_of_the_next_century() -> None:
    found = insights(diary([DONE_QUIET]), [STRETCH], QUESTION, MONDAY + 500 * WEEK)
    assert found.question.next_look is not None
    assert found.question.next_look.expected == found.through + 90 * WEEK


def test_a_question_that_begins_tonight_counts_from_tonight() -> None:
    tonight = SUNDAY + 3 * DAY
    found = insights(diary([DONE_CRAMP] * 9), [STRETCH], Question("stretch", tonight), tonight)
    assert found.question.nights_recorded == 0
    assert found.question.next_look is not None
    assert tonight + 90 * DAY <= found.question.next_look.expected < tonight + 97 * DAY


# Whatever the diary


@st.composite
def diaries(draw: st.DrawFn) -> list[Record]:
    """Some 100 nights with gaps, of two habits, some marks late; begun up to three weeks before Monday."""
    chance = random.Random(draw(st.integers(0, 10**6)))  # noqa: S311
    first = MONDAY - draw(st.integers(0, 21)) * DAY
    answered, in_time = draw(st.floats(0.5, 1)), draw(st.floats(0.3, 1))
    made = []
    for number in range(draw(st.integers(1, 200))):
        marks = {
            id_: chance.choice(list(Answer)[:2]) for id_ in ("stretch", "drink") if chance.random() < 0.9
        }
        timely = {id_: mark for id_, mark in marks.items() if chance.random() < in_time}
        morning = Morning(chance.random() < 0.4) if chance.random() < answered else None
        made.append(Record(first + number * DAY, morning, marks, timely=timely))
    return made


def told(records: Iterable[Record], tonight: date = FAR) -> Insights:
    return insights(records, [STRETCH, DRINK], QUESTION, tonight)


@given(diaries(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_means_nothing(records: list[Record], chance: random.Random) -> None:
    shuffled = records.copy()
    chance.shuffle(shuffled)
    assert told(shuffled) == told(records)


@given(diaries())
def test_marks_made_when_the_night_was_over_never_change_a_figure(records: list[Record]) -> None:
    without = [replace(record, marks=record.timely) for record in records]
    turned = [
        replace(record, marks={**dict.fromkeys(record.marks, Answer.SKIPPED), **record.timely})
        for record in records
    ]
    assert told(without).question == told(records).question == told(turned).question
    sides = [(one.done, one.not_done) for one in told(records).habits]
    assert [(one.done, one.not_done) for one in told(without).habits] == sides


@given(diaries())
def test_nights_before_the_question_began_never_change_it(records: list[Record]) -> None:
    """Only whether the very last of them had a cramp groups the first night."""
    since = [record for record in records if record.night >= MONDAY - DAY]
    assert told(since).question == told(records).question
    unmarked = [
        replace(record, marks={}, timely={}) if record.night < MONDAY else record for record in records
    ]
    assert told(unmarked).question == told(records).question


@given(diaries())
def test_every_recorded_night_of_a_habit_is_in_one_place(records: list[Record]) -> None:
    found = told(records)
    for one in found.habits:
        places = one.done.nights + one.not_done.nights + one.unanswered + one.answered_later
        assert places == found.nights_recorded


@settings(max_examples=25)
@given(diaries())
def test_a_verdict_is_what_the_records_up_to_its_look_say(records: list[Record]) -> None:
    for week in range(1, 31):
        now = told(records, MONDAY + week * WEEK).question
        looks = tuple(look for look in told(records).question.looks if look.night < MONDAY + week * WEEK)
        assert now.looks == looks
        for look in looks:
            assert told([one for one in records if one.night <= look.night]).question.looks[-1] == look


# How rarely it deceives

USERS = 100


def bound(users: int) -> float:
    """One in twenty, and two standard errors of so few users."""
    return ERROR + 2 * sqrt(ERROR * (1 - ERROR) / users)


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_habit_that_does_nothing_deceives_one_user_in_twenty_at_most(row: tuple[str, Life]) -> None:
    _name, life = row
    assert share([claim(life, seed)[0] for seed in range(USERS)]) <= bound(USERS)


@pytest.mark.slow
def test_marks_made_in_the_morning_would_deceive_many() -> None:
    assert share([claim(CONTRAST.life, seed)[0] for seed in range(30)]) > bound(30)


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
