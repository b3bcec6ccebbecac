"""Good night: which answers it gives, and what is said before."""

import pytest

from crampguard.routine.checklist import Answer
from crampguard.routine.closing import closing_answer, closing_words, left_open
from crampguard.routine.habits import REGULAR_BEDTIME, Habit
from tests.routine.builders import COFFEE, COOL, NIGHT, STRETCH, at, evening, item, remembered

BED = Habit(REGULAR_BEDTIME, "Regular bedtime", lead=0, useful_for=45)


def test_only_what_is_to_be_done_and_has_no_answer_is_left_open() -> None:
    found = evening("22:30", COFFEE, COOL, STRETCH, known=remembered(skipped=["cool"]))
    assert [left.habit.id for left in left_open(found.items)] == ["stretch"]


def test_the_morning_question_is_nothing_that_good_night_answers() -> None:
    tonight = evening("22:30", STRETCH, answered_at=None)
    assert [left.habit.id for left in left_open(tonight.all_items)] == ["stretch"]


@pytest.mark.parametrize(
    ("now", "answer"),
    [
        ("21:59", Answer.SKIPPED),
        ("22:00", Answer.DONE),
        ("22:30", Answer.DONE),
        ("23:00", Answer.DONE),
        ("23:01", Answer.SKIPPED),
        ("02:00", Answer.SKIPPED),
    ],
)
def test_a_regular_bedtime_is_done_within_half_an_hour_of_it(now: str, answer: Answer) -> None:
    assert closing_answer(item(now, BED), NIGHT.bedtime, at(now)) is answer


def test_everything_else_counts_as_not_done() -> None:
    assert closing_answer(item("22:30", STRETCH), NIGHT.bedtime, at("22:30")) is Answer.SKIPPED


def test_the_words_name_what_counts_as_not_done_and_not_the_bedtime_itself() -> None:
    one = evening("22:30", STRETCH, BED)
    assert closing_words(one.items) == "Still open: Leg stretch. Good night counts it as not done."
    two = evening("22:30", COOL, STRETCH, BED)
    assert closing_words(two.items) == (
        "Still open: Cool bedroom, Leg stretch. Good night counts them as not done."
    )
    none = evening("22:30", STRETCH, BED, known=remembered(done=["stretch"]))
    assert closing_words(none.items) == "Good night closes the evening. Nothing pops up until the morning."
