"""What the doctor's page prints of the question and of the own trial: a line or two each, or nothing."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from crampguard.routine.about_me import AboutMe
from crampguard.routine.checklist import Answer
from crampguard.routine.clock import ClockStyle
from crampguard.routine.habits import Habit
from crampguard.routine.insights import Question, QuestionResult, Side, insights
from crampguard.routine.morning import Morning
from crampguard.routine.record import Record
from crampguard.routine.report import Report, report
from crampguard.routine.report_words import look_words, trial_words
from crampguard.routine.trial import TrialResult, TrialVerdict

FIRST, TONIGHT = date(2026, 1, 5), date(2026, 11, 23)
STRETCH = Habit("stretch", "Bedtime\nleg stretch", lead=15)
TRIAL = TrialResult(
    "stretch", date(2026, 6, 1), None, 90, Side(44, 9), Side(46, 18), 3.2041, TrialVerdict.RUNNING, 0.93
)


def question(nights: int) -> QuestionResult:
    """Done on two nights of three; a cramp on most of the others."""
    records = []
    for number in range(nights):
        done = number % 3 > 0
        marks = {"stretch": Answer.DONE if done else Answer.SKIPPED}
        morning = Morning(cramp=number % 7 == 1 if done else number % 4 < 3)
        records.append(Record(FIRST + timedelta(number), morning, marks, timely=marks))
    return insights(records, [STRETCH], Question("stretch", FIRST), TONIGHT).question


def page(found: QuestionResult, trial: TrialResult | None = None) -> Report:
    span = FIRST, TONIGHT - timedelta(1)
    return report([], [STRETCH], (), {}, AboutMe(), span, TONIGHT, found, trial, ClockStyle.HOURS_24)


def test_before_the_first_look_and_without_a_trial_nothing_is_said() -> None:
    empty = page(question(40))
    assert (look_words(empty), trial_words(empty)) == ("", "")


def test_the_last_look_is_told_with_its_figures() -> None:
    found = question(110)
    assert found.look is not None
    words = look_words(page(found))
    assert words.startswith("Tested: Bedtime leg stretch. Cramp nights: ")
    assert f"{found.look.done.cramps} of {found.look.done.nights} done" in words
    assert "(95 % interval -" in words
    assert words.endswith("Goes with fewer cramps, at 91 nights, 5 April 2026.")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (TrialVerdict.RUNNING, "Still running"),
        (TrialVerdict.STOPPED, "Ended without a clear result"),
        (TrialVerdict.FEWER, "Fewer cramps with it"),
        (TrialVerdict.MORE, "More cramps with it"),
    ],
)
def test_the_own_trial_is_told_whatever_came_of_it(verdict: TrialVerdict, words: str) -> None:
    assert trial_words(page(question(40), replace(TRIAL, verdict=verdict))) == (
        "Own trial, by coin: Bedtime leg stretch. Cramp nights: 9 of 44 with it, "
        f"18 of 46 without. {words}, e-value 3.2, since 1 June 2026."
    )


def test_a_trial_of_a_habit_that_no_longer_exists_has_its_id_as_title() -> None:
    assert "by coin: walk. Cramp nights" in trial_words(page(question(40), replace(TRIAL, habit="walk")))
