"""The trial: what the coin's nights say, when it ends, and how rarely it deceives."""

import random
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampguard.routine.checklist import Answer
from crampguard.routine.insights import Side
from crampguard.routine.localtime import DAY
from crampguard.routine.morning import Morning
from crampguard.routine.record import Record
from crampguard.routine.trial import (
    ENOUGH,
    LONGEST,
    TRIAL_HABITS,
    Trial,
    TrialResult,
    TrialVerdict,
    holds,
    trial_result,
)
from crampguard.store.catalogue import catalogue
from tests.insights_simulation import Life, share, trial_ends

FIRST = date(2026, 11, 23)
WITH, WITHOUT = True, False
CRAMP, QUIET = True, False

Night = tuple[bool, bool | None]
"""What the coin said, and whether there was a cramp; None: not answered."""

DECIDED: list[Night] = [(WITH, QUIET), (WITHOUT, CRAMP)] * 5


def made(nights: Sequence[Night], marks: Sequence[Answer | None] = ()) -> tuple[Trial, list[Record]]:
    """One night after the other, all with a coin."""
    known = [*marks, *[None] * (len(nights) - len(marks))]
    records = [
        Record(
            FIRST + number * DAY, None if cramp is None else Morning(cramp), {"stretch": mark} if mark else {}
        )
        for number, ((_coin, cramp), mark) in enumerate(zip(nights, known, strict=True))
    ]
    coins = {record.night: coin for record, (coin, _cramp) in zip(records, nights, strict=True)}
    return Trial("stretch", FIRST, None, coins), records


def said(nights: Sequence[Night], marks: Sequence[Answer | None] = ()) -> TrialResult:
    """What is said when all nights are over."""
    trial, records = made(nights, marks)
    return trial_result(trial, records, FIRST + len(nights) * DAY)


def test_the_habits_of_a_trial_are_in_the_catalogue() -> None:
    assert set(TRIAL_HABITS) <= {habit.id for habit in catalogue()}


# The e-value


@pytest.mark.parametrize(
    ("nights", "e_value"),
    [
        ([], 1),
        ([(WITHOUT, CRAMP)], 1.240962),
        ([(WITH, CRAMP)], 0.759038),
        ([(WITH, QUIET)], 1.120481),
        ([(WITH, CRAMP), (WITH, QUIET), (WITHOUT, CRAMP), (WITHOUT, QUIET)], 0.746238),
    ],
)
def test_the_e_value_is_the_known_one(nights: list[Night], e_value: float) -> None:
    assert said(nights).e_value == pytest.approx(e_value, abs=5e-7)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=200), st.booleans())
def test_a_coin_that_was_not_thrown_yet_is_worth_nothing_on_average(nights: list[Night], cramp: bool) -> None:
    """Cramp or not, the mean over both sides of the coin is the e-value before it."""
    before = said(nights)
    if before.verdict is TrialVerdict.RUNNING:
        after = [said([*nights, (coin, cramp)]).e_value for coin in (WITH, WITHOUT)]
        assert sum(after) / 2 == pytest.approx(before.e_value, rel=1e-9)


def test_two_years_of_bad_luck_are_no_error() -> None:
    assert said([(WITH, CRAMP), (WITHOUT, QUIET), (WITHOUT, CRAMP), (WITH, QUIET)] * 182).e_value >= 0


# Which nights count


def test_ten_clear_nights_decide_it() -> None:
    assert said(DECIDED[:9]).verdict is TrialVerdict.RUNNING
    found = said(DECIDED)
    assert found.e_value >= ENOUGH
    assert (found.verdict, found.nights) == (TrialVerdict.FEWER, 10)
    assert (found.with_, found.without) == (Side(5, 0), Side(5, 5))


def test_more_cramps_with_the_habit_are_told_as_well() -> None:
    assert said([(WITH, CRAMP), (WITHOUT, QUIET)] * 50).verdict is TrialVerdict.MORE


def test_the_night_that_decides_is_the_last_that_counts() -> None:
    assert said([*DECIDED, *[(WITH, CRAMP)] * 60]) == said(DECIDED)


def test_a_night_without_its_morning_is_passed_over() -> None:
    gaps: list[Night] = [night for each in DECIDED for night in (each, (WITH, None))]
    assert said(gaps) == said(DECIDED)


def test_nights_without_a_coin_or_outside_the_trial_do_not_count() -> None:
    trial, records = made(DECIDED)
    coins = {**trial.coins, FIRST - DAY: WITH, FIRST + 10 * DAY: WITH}
    longer = [Record(FIRST - DAY, Morning(CRAMP)), *records, Record(FIRST + 10 * DAY, Morning(CRAMP))]
    until = FIRST + 10 * DAY
    found = trial_result(Trial("stretch", FIRST, until, coins), longer, FIRST + 99 * DAY)
    assert (found.nights, found.verdict) == (10, TrialVerdict.FEWER)
    fewer = trial_result(Trial("stretch", FIRST, None, {FIRST: WITH}), records, FIRST + 99 * DAY)
    assert fewer.nights == 1


def test_a_night_counts_when_it_is_over() -> None:
    trial, records = made(DECIDED)
    assert trial_result(trial, records, FIRST + 9 * DAY).nights == 9


@given(
    st.lists(st.tuples(st.booleans(), st.none() | st.booleans()), max_size=60),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_records_means_nothing(nights: list[Night], chance: random.Random) -> None:
    trial, records = made(nights)
    found = trial_result(trial, records, FIRST + len(nights) * DAY)
    chance.shuffle(records)
    assert trial_result(trial, records, FIRST + len(nights) * DAY) == found


@given(
    st.lists(st.tuples(st.booleans(), st.booleans()), max_size=60),
    st.lists(st.sampled_from([*list(Answer)[:2], None]), max_size=60),
)
def test_what_was_done_changes_how_often_it_was_kept_to_and_nothing_else(
    nights: list[Night], marks: list[Answer | None]
) -> None:
    with_marks, without = said(nights, marks[: len(nights)]), said(nights)
    assert (with_marks.e_value, with_marks.with_, with_marks.verdict) == (
        without.e_value,
        without.with_,
        without.verdict,
    )


# Kept to


@pytest.mark.parametrize(
    ("coin", "mark", "kept_to"),
    [
        (WITH, Answer.DONE, 1),
        (WITH, Answer.SKIPPED, 0),
        (WITH, None, None),
        (WITHOUT, Answer.DONE, 0),
        (WITHOUT, Answer.SKIPPED, 1),
        (WITHOUT, None, 1),
    ],
)
def test_whether_a_night_was_kept_to(coin: bool, mark: Answer | None, kept_to: float | None) -> None:
    assert said([(coin, QUIET)], [mark]).kept_to == kept_to


def test_kept_to_is_the_share_of_the_nights_that_tell() -> None:
    nights: list[Night] = [(WITH, QUIET), (WITH, QUIET), (WITHOUT, CRAMP), (WITHOUT, None)]
    assert said(nights, [Answer.DONE, None, Answer.DONE, Answer.SKIPPED]).kept_to == 0.5


# How it ends


def test_a_trial_that_was_stopped_says_so_unless_it_was_decided() -> None:
    trial, records = made(DECIDED)
    stopped = Trial(trial.habit, FIRST, FIRST + 9 * DAY, trial.coins)
    found = trial_result(stopped, records, FIRST + 9 * DAY)
    assert (found.verdict, found.nights, found.until) == (TrialVerdict.STOPPED, 9, stopped.until)
    late = Trial(trial.habit, FIRST, FIRST + 20 * DAY, trial.coins)
    assert trial_result(late, records, FIRST + 20 * DAY).verdict is TrialVerdict.FEWER


def test_after_two_years_it_ends_by_itself() -> None:
    nights: list[Night] = [(WITH, QUIET), (WITHOUT, QUIET)] * 400
    trial, records = made(nights)
    last = FIRST + LONGEST * DAY
    assert trial_result(trial, records, last - DAY).verdict is TrialVerdict.RUNNING
    found = trial_result(trial, records, last + 30 * DAY)
    assert (found.verdict, found.nights, found.until) == (TrialVerdict.STOPPED, LONGEST, None)


def test_tonight_has_a_coin_while_the_trial_runs() -> None:
    trial, records = made(DECIDED)
    assert [holds(trial, records, FIRST + number * DAY) for number in (-1, 0, 9, 10)] == [
        False,
        True,
        True,
        False,
    ]
    stopped = Trial("stretch", FIRST, FIRST + 5 * DAY, trial.coins)
    assert not holds(stopped, records, FIRST + 5 * DAY)
    assert holds(trial, [], FIRST + (LONGEST - 1) * DAY)
    assert not holds(trial, [], FIRST + LONGEST * DAY)


# How rarely it deceives


@pytest.mark.slow
@pytest.mark.parametrize("persistence", [0, 0.7])
def test_a_habit_that_does_nothing_deceives_one_user_in_twenty_at_most(persistence: float) -> None:
    """Two years, a look each day. tests.insights_simulation does the same for two thousand users."""
    life = Life(persistence=persistence)
    assert share([trial_ends(life, 1, seed) for seed in range(400)]) <= 1 / ENOUGH


@pytest.mark.slow
def test_a_habit_that_halves_the_cramps_is_found_within_half_a_year_by_most() -> None:
    ends = [trial_ends(Life(0.4, ratio=0.5), 1, seed) for seed in range(100)]
    assert share(ends, within=183) > 0.6
