"""The words for the trial, and for what came of it."""

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace

from crampguard.routine.habits import Habit
from crampguard.routine.insights import Side
from crampguard.routine.trial import TrialResult, TrialVerdict
from crampguard.routine.trial_words import (
    kept_to_words,
    no_trial_words,
    trial_began_words,
    trial_counts,
    trial_details,
    trial_headline,
    trial_offer,
    trial_stopped_words,
    trial_text,
)
from tests.reading_grade import grade

STRETCH = Habit("stretch", "Bedtime leg stretch")
RUNNING = TrialResult(
    "stretch",
    date(2026, 6, 1),
    None,
    90,
    Side(44, 9),
    Side(46, 18),
    3.2041,
    TrialVerdict.RUNNING,
    0.93,
)
STOPPED = replace(RUNNING, until=date(2026, 9, 1), verdict=TrialVerdict.STOPPED)
FEWER = replace(RUNNING, verdict=TrialVerdict.FEWER)
COUNTED = "Nights with a cramp, as the coin said: 9 of 44 with it, 18 of 46 without it."


@pytest.mark.parametrize(
    ("trial", "words"),
    [
        (RUNNING, "Your trial is going on, and it is too early to say: Bedtime leg stretch."),
        (FEWER, "In your trial there were fewer cramps with this habit: Bedtime leg stretch."),
        (
            replace(RUNNING, verdict=TrialVerdict.MORE),
            "In your trial there were more cramps with this habit: Bedtime leg stretch.",
        ),
        (STOPPED, "You stopped your trial before there was a clear result: Bedtime leg stretch."),
        (
            replace(STOPPED, until=None),
            "Your trial ended after two years without a clear result: Bedtime leg stretch.",
        ),
    ],
)
def test_one_sentence_comes_first(trial: TrialResult, words: str) -> None:
    assert trial_headline(trial, STRETCH) == words


def test_only_a_result_is_called_more_than_coincidence() -> None:
    assert trial_counts(FEWER) == (f"{COUNTED} Chance chose the nights, so this is more than coincidence.")
    for trial in (RUNNING, STOPPED):
        assert trial_counts(trial) == f"{COUNTED} That can still be chance."


def test_how_often_it_was_kept_to_is_told_where_it_is_known() -> None:
    told = "You did as the coin said on 93 % of the nights of which that is known."
    assert kept_to_words(RUNNING) == told
    assert kept_to_words(replace(RUNNING, kept_to=None)) == ""


def test_the_text_has_everything_and_the_figures_last() -> None:
    assert trial_text(FEWER, STRETCH) == [
        trial_headline(FEWER, STRETCH),
        trial_counts(FEWER),
        kept_to_words(FEWER),
        "Since 2026-06-01; 90 nights count.",
        trial_details(FEWER),
    ]
    assert trial_details(FEWER).startswith("E-value 3.20; the trial is decided at 20.")
    assert "" not in trial_text(replace(RUNNING, kept_to=None), STRETCH)


def every_text() -> Iterator[str]:
    for trial in (RUNNING, STOPPED, FEWER, replace(STOPPED, until=None)):
        yield from trial_text(trial, STRETCH)
    yield from (trial_offer(), no_trial_words(), trial_stopped_words(STRETCH))
    yield trial_began_words(STRETCH, "6 May")


@pytest.mark.parametrize("text", list(every_text()))
def test_the_words_claim_no_cause_and_are_read_with_ease_in_school_year_eight(text: str) -> None:
    for word in ("because", " cause", "works", "probab", "likely", "cure", "should", "helps", "!"):
        assert word not in text.lower()
    assert grade(text) <= 8
