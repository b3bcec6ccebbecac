"""The looks at the question: what they compare, what they say, and when the next one comes."""

import random
from itertools import repeat

import pytest
from msgspec.structs import asdict

from crampguard.routine.checklist import Answer
from crampguard.routine.insights import (
    ERROR,
    LOOKS,
    Group,
    Look,
    Question,
    Side,
    Verdict,
    insights,
)
from crampguard.routine.localtime import DAY
from crampguard.routine.statistics import exact_test, newcombe
from tests.insights_simulation import Life
from tests.routine.known_nights import (
    CRAMP,
    DONE_CRAMP,
    DONE_QUIET,
    FAR,
    MONDAY,
    QUESTION,
    QUIET,
    SILENT,
    SKIPPED_CRAMP,
    SKIPPED_QUIET,
    STRETCH,
    SUNDAY,
    WEEK,
    Known,
    asked,
    diary,
)

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
