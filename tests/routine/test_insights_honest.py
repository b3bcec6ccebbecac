"""Whatever the diary: what never changes a verdict, and how rarely one deceives."""

import random
from collections.abc import Iterable
from datetime import date
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from crampguard.routine.checklist import Answer
from crampguard.routine.insights import (
    ERROR,
    Insights,
    insights,
)
from crampguard.routine.localtime import DAY
from crampguard.routine.morning import Morning
from crampguard.routine.record import Record
from tests.insights_simulation import CONTRAST, ROWS, Life, claim, share
from tests.routine.known_nights import (
    DRINK,
    FAR,
    MONDAY,
    QUESTION,
    STRETCH,
    WEEK,
)

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
