"""The words for the question and the counts: what was counted, and never more than that shows."""

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace

from crampguard.routine.habits import Habit, Kind
from crampguard.routine.insight_words import (
    as_text,
    comparison_words,
    counts_note,
    counts_words,
    details,
    group_words,
    headline,
    limits,
    looks_words,
    new_question_words,
    next_look_words,
    passed_words,
    question_began_words,
    question_text,
    stricter_words,
    through_words,
)
from crampguard.routine.insights import (
    Group,
    HabitCounts,
    Insights,
    Look,
    NextLook,
    QuestionResult,
    Side,
    Verdict,
)
from tests.reading_grade import grade

STRETCH = Habit("stretch", "Bedtime leg stretch")
COFFEE = Habit("coffee", "Last coffee", Kind.ABSTAIN)
OWN = Habit("tea", "Tea {hot}\n& 100 %")

EARLY = QuestionResult(
    STRETCH,
    date(2026, 6, 1),
    41,
    Verdict.TOO_EARLY,
    (),
    NextLook(91, date(2026, 9, 6)),
    Side(14, 3),
    Side(9, 4),
    None,
)
LOOK = Look(
    91,
    date(2026, 8, 30),
    Side(51, 12),
    Side(31, 14),
    -0.2163,
    (-0.41, -0.01),
    0.03,
    0.12,
    Verdict.NO_CLEAR_PATTERN,
    (
        Group(date(2026, 6, 1), cramp_before=True, done=Side(9, 4), not_done=Side(3, 2)),
        Group(date(2026, 6, 1), cramp_before=False, done=Side(12, 1), not_done=Side(0, 0)),
    ),
    contradictory=False,
)


def looked(verdict: Verdict, habit: Habit = STRETCH) -> QuestionResult:
    """After the first look."""
    looks = (replace(LOOK, verdict=verdict),)
    return replace(EARLY, habit=habit, nights_recorded=120, verdict=verdict, looks=looks)


def passed(done: Side, not_done: Side) -> QuestionResult:
    """After a first look with too little to compare."""
    next_look = NextLook(182, date(2026, 12, 6))
    return replace(EARLY, nights_recorded=120, next_look=next_look, done=done, not_done=not_done, passed=91)


OVER = replace(EARLY, nights_recorded=800, next_look=None, passed=728)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (EARLY, "Too early to say: 41 of 91 nights."),
        (passed(Side(90, 9), Side(4, 1)), "Too early to say: 120 of 182 nights."),
        (OVER, "Too little to compare for the habit you ask about: Bedtime leg stretch."),
        (
            looked(Verdict.NO_CLEAR_PATTERN),
            "No clear pattern for the habit you ask about: Bedtime leg stretch.",
        ),
        (looked(Verdict.FEWER), "One habit goes with fewer cramps: Bedtime leg stretch."),
        (looked(Verdict.MORE), "One habit goes with more cramps: Bedtime leg stretch."),
        (looked(Verdict.FEWER, OWN), "One habit goes with fewer cramps: Tea {hot} & 100 %."),
    ],
)
def test_one_sentence_comes_first(question: QuestionResult, words: str) -> None:
    assert headline(question) == words


COUNTED = "Bedtime leg stretch: on 51 nights with it you had a cramp on 12; on 31 nights without it on 14."
KEPT_TO = (
    "Last coffee: on 51 nights when you kept to it you had a cramp on 12; on 31 nights when you did not, "
    "on 14."
)
CHANCE = "That can easily be chance. It does not show that the habit does nothing."
PATTERN = "Chance alone seldom does that. It does not show that the habit is the reason."


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (EARLY, "Bedtime leg stretch: nights that can be compared so far, 14 done and 9 not done."),
        (looked(Verdict.NO_CLEAR_PATTERN), f"{COUNTED} {CHANCE}"),
        (looked(Verdict.FEWER), f"{COUNTED} {PATTERN}"),
        (looked(Verdict.MORE, COFFEE), f"{KEPT_TO} {PATTERN}"),
    ],
)
def test_the_counts_follow_and_how_little_they_show(question: QuestionResult, words: str) -> None:
    assert comparison_words(question) == words


def test_counts_that_like_nights_contradict_are_said_to_be_contradicted() -> None:
    looks = (replace(LOOK, contradictory=True),)
    told = comparison_words(replace(looked(Verdict.NO_CLEAR_PATTERN), looks=looks))
    assert told == f"{COUNTED} But nights that are alike say the opposite, so no pattern is clear."


@pytest.mark.parametrize(
    ("done", "not_done", "words"),
    [
        (
            Side(90, 9),
            Side(4, 1),
            "only 4 nights count on which it was not done. There is no need to leave it",
        ),
        (Side(90, 9), Side(1, 1), "only 1 night counts on which it was not done."),
        (
            Side(3, 1),
            Side(80, 9),
            "only 3 nights count on which it was done. A tick counts if you make it in",
        ),
        (Side(3, 1), Side(0, 0), "Only what you answer before the night counts."),
        (
            Side(40, 1),
            Side(40, 0),
            "It takes 5 nights with a cramp, and so far there is 1. That is good news.",
        ),
        (Side(40, 9), Side(40, 0), "By now there is enough."),
    ],
)
def test_a_look_that_was_passed_over_says_what_it_lacks(done: Side, not_done: Side, words: str) -> None:
    told = passed_words(passed(done, not_done))
    assert told.startswith("At 91 nights there was too little to compare. ")
    assert words in told


def test_nothing_is_said_of_looks_that_were_not_passed_over() -> None:
    assert passed_words(EARLY) == passed_words(looked(Verdict.FEWER)) == ""


def test_how_far_it_is_to_the_next_look() -> None:
    assert next_look_words(EARLY, "Sunday 6 September") == (
        "41 of 91 nights on the way to the next look. It comes about Sunday 6 September, if you answer your "
        "mornings as you did so far."
    )
    assert next_look_words(OVER, "") == "The last look, at 728 nights, is over. What it found stands."
    assert "only at 91, 182, 364 and 728 nights." in looks_words()
    assert through_words("Sunday 22 November") == "Up to Sunday 22 November; moves once a week."


def test_the_details_are_for_those_who_want_them() -> None:
    assert details(LOOK, "30 August") == [
        "The look at 91 nights, up to 30 August.",
        "A cramp on 24 % of nights done and 45 % of nights not done: -22 points (95 % interval -41 to -1).",
        "Nights are compared with nights like them: of the same 28 days, and with or without a cramp the "
        "night before. 1 such group has nights on both sides.",
        "Exact test within the groups: p 0.030; times four, for four looks, 0.120. A pattern is clear "
        "up to 0.05.",
    ]
    assert "p under 0.001" in details(replace(LOOK, p=1e-9), "30 August")[-1]


def test_a_group_says_which_nights_are_in_it() -> None:
    after, without = (group_words(group, "1 June") for group in LOOK.groups)
    assert after == "From 1 June, after a night with a cramp: 4 of 9 done, 2 of 3 not done"
    assert without == "From 1 June, after a night without a cramp: 1 of 12 done, 0 of 0 not done"


@pytest.mark.parametrize(
    "confounder", ["travel together", "hot days", "hard days", "stretch tonight", "bad week"]
)
def test_what_the_figures_cannot_tell_is_named(confounder: str) -> None:
    assert confounder in limits()


def test_another_question_is_warned_of_and_told() -> None:
    assert "a new count begins tonight" in new_question_words(EARLY)
    assert "“Bedtime leg stretch”" in new_question_words(EARLY)
    assert question_began_words(OWN, "2026-11-29") == (
        "You now ask about: Tea {hot} & 100 %. The count begins with the night of 2026-11-29."
    )


def every_text() -> Iterator[str]:
    for verdict in Verdict:
        question = looked(verdict)
        yield headline(question)
        yield comparison_words(question)
    for done, not_done in (((90, 9), (4, 1)), ((3, 1), (80, 9)), ((3, 1), (0, 0)), ((40, 1), (40, 0))):
        yield passed_words(passed(Side(*done), Side(*not_done)))
    yield from (headline(OVER), next_look_words(EARLY, "6 May"), next_look_words(OVER, ""), looks_words())
    yield from (limits(), counts_note(), stricter_words(), new_question_words(EARLY))
    yield from (question_began_words(STRETCH, "6 May"), comparison_words(EARLY))


@pytest.mark.parametrize("text", list(every_text()))
def test_nothing_is_called_a_cause_or_given_a_chance_to_help(text: str) -> None:
    told = text.lower()
    for word in (
        "because of",
        " cause",
        "works",
        "probab",
        "likely",
        "prevent",
        "cure",
        "should",
        "helps",
        "!",
    ):
        assert word not in told
    assert "reason" not in told or "not show" in told


@pytest.mark.parametrize("text", list(every_text()))
def test_the_words_are_read_with_ease_in_school_year_eight(text: str) -> None:
    assert grade(text) <= 8


# In a terminal


COUNTS = (
    HabitCounts(COFFEE, Side(34, 10), Side(2, 0), 5, 0),
    HabitCounts(OWN, Side(14, 3), Side(14, 7), 9, 4),
)


def test_one_habit_as_one_listens_to_it() -> None:
    assert counts_words(COUNTS[1]) == (
        "Tea {hot} & 100 %: nights with a cramp, 3 of 14 done and 7 of 14 not done; 9 without an answer, 4 "
        "answered later."
    )


def test_the_text_has_the_sentence_first_a_row_for_each_habit_and_the_limits() -> None:
    lines = as_text(Insights(date(2026, 11, 22), 41, 12, EARLY, COUNTS))
    assert lines[:3] == question_text(EARLY)
    assert lines[0] == "Too early to say: 41 of 91 nights."
    assert lines[4:7] == [
        "nights with a cramp, of nights  done      not done  no answer  answered later",
        "Last coffee                     10 of 34  0 of 2    5          0",
        "Tea {hot} & 100 %               3 of 14   7 of 14   9          4",
    ]
    assert limits() in lines
    assert lines[-1] == "41 nights recorded, 12 with a cramp. Up to 2026-11-22; moves once a week."


def test_the_text_has_the_details_of_the_last_look() -> None:
    lines = as_text(Insights(date(2026, 11, 22), 120, 40, looked(Verdict.FEWER), COUNTS))
    assert set(details(LOOK, "2026-08-30")) <= set(lines)
    assert lines[0] == headline(looked(Verdict.FEWER))
