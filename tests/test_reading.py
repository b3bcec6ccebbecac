"""How hard the words are to read: signs and first help under school year 6, all else at 8 at most."""

from collections.abc import Iterator

import pytest

from crampguard.store.advice import advice
from crampguard.store.catalogue import catalogue
from tests.reading_grade import grade, syllables

ADVICE = advice()


def urgent() -> Iterator[tuple[str, str]]:
    """A name and a paragraph: what is read in a hurry, or in pain."""
    for sign in ADVICE.signs:
        yield f"{sign.id} says", sign.says
        yield f"{sign.id} answers", f"{sign.label}. {sign.says}"
        if sign.morning:
            yield f"{sign.id} morning", sign.morning
    for step in ADVICE.first_help:
        yield step.says, step.says
    yield "first help", " ".join(f"{step.title}. {step.says}".lstrip(". ") for step in ADVICE.first_help)


def at_leisure() -> Iterator[tuple[str, str]]:
    yield "what a cramp is", ADVICE.cramp
    for topic in (*ADVICE.told_apart, *ADVICE.causes, *ADVICE.asked):
        yield topic.id, f"{topic.title}. {topic.says} {topic.caution} {topic.ask}"
        yield f"{topic.id} says", topic.says
        for care in filter(None, (topic.caution, topic.caution_fluid_limit)):
            yield f"{topic.id} care", care
    for habit in catalogue():
        for name in ("nudge", "nudge_fluid_limit", "short", "why", "caution", "caution_short"):
            if text := getattr(habit, name):
                yield f"{habit.id} {name}", text


@pytest.mark.parametrize(("name", "text"), list(urgent()))
def test_signs_and_first_help_are_read_with_ease_in_school_year_six(name: str, text: str) -> None:
    assert grade(text) < 6, name


@pytest.mark.parametrize(("name", "text"), list(at_leisure()))
def test_all_else_is_read_with_ease_in_school_year_eight(name: str, text: str) -> None:
    assert grade(text) <= 8, name


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(
            ("cramp", 1),
            ("times", 1),
            ("moved", 1),
            ("started", 2),
            ("little", 2),
            ("changes", 2),
            ("being", 2),
        ),
        *(
            ("urine", 2),
            ("careful", 2),
            ("doctor", 2),
            ("medicine", 3),
            ("trial", 2),
            ("idea", 3),
            ("area", 3),
        ),
        *(
            ("emergency", 4),
            ("pharmacist", 3),
            ("magnesium", 4),
            ("dialysis", 4),
            ("meditation", 4),
            ("18", 2),
        ),
        *(("diuretics", 4), ("antidepressants", 5), ("physiotherapy", 6), ("idiopathic", 5), ("quinine", 2)),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_tells_plain_words_from_hard_ones() -> None:
    """The first sentence of a textbook, and the same said plainly."""
    hard = "Nocturnal muscular contractions necessitate immediate professional evaluation if persistent."
    assert grade(hard) > 16
    assert grade("See a doctor if a cramp does not stop.") < 3
