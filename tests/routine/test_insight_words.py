"""The words for what coincides: what was counted, and never more than that shows."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from crampguard.routine.habits import Habit, Kind
from crampguard.routine.insight_words import (
    as_text,
    figures_words,
    left_out_words,
    limits,
    look_words,
    sentence,
    short_words,
    through_words,
)
from crampguard.routine.insights import Figures, Insight, Insights, Side, Tier, Verdict

STRETCH = Habit("stretch", "Bedtime leg stretch")
COFFEE = Habit("coffee", "Last coffee", Kind.ABSTAIN)

EARLY = Insight(
    STRETCH, Side(14, 3), Side(14, 7), 13, Tier.EARLY, Figures(-0.2857, (-0.556, 0.064), p=0.23646)
)
FULL = Insight(
    STRETCH, Side(64, 8), Side(60, 27), 11, Tier.FULL, Figures(-0.325, (-0.46, -0.17), 0.00006, 0.0006)
)
COUNTS = Insight(COFFEE, Side(34, 10), Side(2, 0), 5, Tier.COUNTS, None)

ALL = [replace(one, verdict=verdict) for one, verdict in product((EARLY, FULL, COUNTS), Verdict)]

INSIGHTS = Insights(date(2026, 11, 22), 41, 12, None, date(2027, 1, 17), (COUNTS, EARLY))


@pytest.mark.parametrize(
    ("insight", "words"),
    [
        (COUNTS, "Counts only yet"),
        (EARLY, "Early: no clear pattern"),
        (FULL, "Early: no clear pattern"),
        (replace(FULL, verdict=Verdict.NO_CLEAR_PATTERN), "No clear pattern"),
        (replace(FULL, verdict=Verdict.FEWER), "Coincides with fewer"),
        (replace(FULL, verdict=Verdict.MORE), "Coincides with more"),
    ],
)
def test_a_row_in_a_few_words(insight: Insight, words: str) -> None:
    assert short_words(insight) == words


COUNTED = (
    "Bedtime leg stretch: "
    "on nights you did it you had a cramp on 8 of 64; on nights you skipped it, 27 of 60."
)


@pytest.mark.parametrize(
    ("verdict", "meaning"),
    [
        (
            Verdict.TOO_EARLY,
            "With this few nights that can easily be chance. It does not show that this is the reason.",
        ),
        (Verdict.NO_CLEAR_PATTERN, "No clear pattern yet. It may still help."),
        (
            Verdict.FEWER,
            "At the last look it coincided with fewer cramps. That does not show that it is the reason.",
        ),
        (
            Verdict.MORE,
            "At the last look it coincided with more cramps. That does not show that it is the reason.",
        ),
    ],
)
def test_a_sentence_tells_both_sides_and_how_little_they_show(verdict: Verdict, meaning: str) -> None:
    assert sentence(replace(FULL, verdict=verdict)) == f"{COUNTED} {meaning}"


def test_a_habit_of_leaving_out_is_kept_to() -> None:
    assert sentence(COUNTS).startswith(
        "Last coffee: on nights you kept to it you had a cramp on 10 of 34; on nights you did not, 0 of 2. "
    )


@pytest.mark.parametrize(
    "sides", [(Side(0, 0), Side(9, 2)), (Side(9, 2), Side(0, 0)), (Side(0, 0), Side(0, 0))]
)
def test_one_side_alone_is_no_comparison(sides: tuple[Side, Side]) -> None:
    done, skipped = sides
    told = sentence(replace(COUNTS, done=done, skipped=skipped))
    assert told == "Last coffee: there are no nights to compare yet."


def test_a_title_of_the_users_own_is_told_as_it_stands() -> None:
    own = replace(EARLY, habit=Habit("tea", "Tea {hot} & 100 %"))
    assert sentence(own).startswith("Tea {hot} & 100 %: on nights ")


@pytest.mark.parametrize("insight", ALL)
def test_nothing_is_called_a_cause_or_given_a_chance_to_help(insight: Insight) -> None:
    told = f"{sentence(insight)} {figures_words(insight)} {short_words(insight)}".lower()
    for word in ("because", "cause", "works", "probab", "likely", "prevent", "cure", "should", "!", "%)"):
        assert word not in told
    assert "reason" not in told or "not show" in told


def test_figures_are_points_with_an_interval_and_no_word_of_statistics() -> None:
    assert figures_words(COUNTS) == ""
    assert figures_words(EARLY) == "A cramp on 21 % and 50 % of nights: -29 points (95 % interval -56 to +6)."
    assert figures_words(FULL) == "A cramp on 12 % and 45 % of nights: -32 points (95 % interval -46 to -17)."


def test_what_was_left_out_is_told_aloud() -> None:
    assert left_out_words(EARLY, INSIGHTS) == "Left out for want of an answer: 13 of 41 nights."
    one = replace(INSIGHTS, nights_recorded=1)
    assert left_out_words(replace(EARLY, left_out=1), one) == "Left out for want of an answer: 1 of 1 night."


def test_how_far_the_figures_reach_and_when_patterns_are_looked_for() -> None:
    assert through_words("Sunday 22 November") == "Up to Sunday 22 November; moves once a week."
    assert "91, 182, 364 and 728 recorded nights, next on 17 January" in look_words("17 January")
    assert "91, 182, 364 and 728 recorded nights; what was found stands" in look_words(None)


@pytest.mark.parametrize(
    "confounder", ["travel together", "hot days", "hard days", "stretch tonight", "bad week"]
)
def test_what_the_figures_cannot_tell_is_named(confounder: str) -> None:
    assert confounder in limits()


# In a terminal


def test_the_text_has_a_row_for_each_habit_and_the_limits() -> None:
    claim = replace(FULL, habit=Habit("walk", "Two\nlines"), verdict=Verdict.FEWER)
    lines = as_text(replace(INSIGHTS, habits=(COUNTS, EARLY, claim)))
    assert lines[0] == "41 nights recorded, 12 with a cramp. Up to 2026-11-22; moves once a week."
    assert lines[3:6] == [
        "Last coffee              10 of 34  0 of 2    5                            Counts only yet",
        "Bedtime leg stretch      3 of 14   7 of 14   13         -29 (-56 to +6)   Early: no clear pattern",
        "Two lines                8 of 64   27 of 60  11         -32 (-46 to -17)  Coincides with fewer",
    ]
    assert [sentence(one) in "\n".join(lines) for one in (EARLY, claim)] == [False, True]
    assert limits() in lines
    assert lines[-1] == look_words("2027-01-17")


def test_a_first_evening_has_words_too() -> None:
    lines = as_text(Insights(date(2026, 11, 22), 0, 0, None, date(2027, 2, 21), ()))
    assert lines[0].startswith("0 nights recorded, 0 with a cramp.")
