"""The habits that ship: their numbers, and what their words may say."""

import re
from dataclasses import dataclass

import pytest

from crampguard.routine.habits import EVERY_DAY, Evidence, Habit, Kind
from crampguard.store.catalogue import catalogue

HABITS = catalogue()

every_habit = pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.id)


@dataclass(frozen=True)
class Row:
    """One line of the evidence table."""

    kind: Kind
    lead: int
    useful_for: int
    ask_from: int | None
    enabled: bool
    notify: bool
    evidence: tuple[Evidence, Evidence]
    lowest_lead: int | None = None


DO, ABSTAIN = Kind.DO, Kind.ABSTAIN
MIXED, WEAK, CONVENTION = Evidence.MIXED, Evidence.WEAK, Evidence.CONVENTION

TABLE = {
    "caffeine_cutoff": Row(ABSTAIN, 540, 120, 180, True, True, (WEAK, MIXED), 360),
    "hydrate": Row(DO, 240, 120, None, True, True, (WEAK, CONVENTION)),
    "alcohol_cutoff": Row(ABSTAIN, 240, 60, 120, True, True, (WEAK, CONVENTION)),
    "no_hard_exercise": Row(ABSTAIN, 240, 60, 120, True, False, (WEAK, MIXED), 60),
    "ease_overuse": Row(DO, 180, 120, None, True, False, (WEAK, CONVENTION)),
    "cool_bedroom": Row(DO, 60, 60, None, True, True, (WEAK, CONVENTION)),
    "wind_down": Row(DO, 60, 60, None, True, False, (WEAK, CONVENTION)),
    "loose_bedding": Row(DO, 15, 75, None, True, False, (CONVENTION, CONVENTION)),
    "stretch": Row(DO, 15, 75, None, True, True, (MIXED, MIXED)),
    "regular_bedtime": Row(DO, 0, 45, None, True, True, (WEAK, MIXED)),
    "warm_shower": Row(DO, 90, 60, None, False, True, (WEAK, MIXED)),
}


def test_the_catalogue_has_each_habit_of_the_evidence_once() -> None:
    assert sorted(habit.id for habit in HABITS) == sorted(TABLE)


@every_habit
def test_the_numbers_are_those_of_the_evidence(habit: Habit) -> None:
    assert habit.evidence is not None
    assert habit.evidence_timing is not None
    assert TABLE[habit.id] == Row(
        habit.kind,
        habit.lead,
        habit.useful_for,
        habit.ask_from,
        habit.enabled,
        habit.notify,
        (habit.evidence, habit.evidence_timing),
        habit.lowest_lead,
    )
    assert habit.days == EVERY_DAY


def test_they_come_in_the_order_of_an_evening() -> None:
    leads = [habit.lead for habit in HABITS]
    assert leads == sorted(leads, reverse=True)


@every_habit
def test_every_habit_says_what_why_and_on_what_ground(habit: Habit) -> None:
    assert habit.title
    assert habit.nudge
    assert 0 < len(habit.short) <= 130 < len(habit.why)
    assert habit.sources


@every_habit
def test_what_stands_in_a_notification_is_short_and_on_one_line(habit: Habit) -> None:
    assert len(habit.title) <= 24
    for text in (habit.title, habit.nudge, habit.nudge_fluid_limit, habit.caution_short):
        assert len(text) <= 100
        assert "\n" not in text


@every_habit
def test_texts_have_no_stray_space(habit: Habit) -> None:
    for text in words_of(habit):
        assert text == " ".join(text.split())


@every_habit
def test_a_short_caution_stands_for_a_whole_one(habit: Habit) -> None:
    assert bool(habit.caution) >= bool(habit.caution_short) >= habit.caution_always


def test_only_the_caution_about_fluids_comes_always() -> None:
    assert [habit.id for habit in HABITS if habit.caution_always] == ["hydrate"]


def test_for_a_fluid_limit_only_the_drink_has_other_words() -> None:
    (hydrate,) = [habit for habit in HABITS if habit.nudge_fluid_limit]
    assert hydrate.id == "hydrate"
    assert "limit" in hydrate.nudge_fluid_limit
    assert "have a drink" not in hydrate.nudge_fluid_limit.lower()


def words_of(habit: Habit) -> tuple[str, ...]:
    """Our own words; the titles of sources are theirs."""
    texts = (habit.title, habit.nudge, habit.nudge_fluid_limit, habit.short, habit.why, habit.caution)
    return tuple(text for text in (*texts, habit.caution_short) if text)


NEVER = [
    r"cur(e|es|ed|ing)\b",
    r"prevent",
    r"harmless",
    r"quinine|tonic",
    r"magnesium|potassium|calcium|vitamin",
    r"\d+ ?(ml|l|litres?|liters?|mg|g|glasses|cups)\b",
    r"should|must|have to\b",
    r"your cause|as much as you can",
    r"fail(s|ed)?\b|missed|forgot|bad\b|guilt|lazy|streak",
    r"guarantee|proven|definitely|always works",
    r"!",
    r"—|\.\.\.",
]


@pytest.mark.parametrize("pattern", NEVER)
@every_habit
def test_it_never_claims_scolds_or_doses(habit: Habit, pattern: str) -> None:
    for text in words_of(habit):
        assert not re.search(rf"(?<!\w)(?:{pattern})", text, re.IGNORECASE), text


@every_habit
def test_a_nudge_promises_nothing(habit: Habit) -> None:
    for text in (habit.title, habit.nudge, habit.nudge_fluid_limit):
        assert not re.search(r"\b(helps|works|stops|reduces|relieves|will)\b", text, re.IGNORECASE)
