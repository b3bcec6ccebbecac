"""Which warning signs a morning raises, at both sides of each threshold."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from crampguard.routine.about_me import AboutMe
from crampguard.routine.advice import Advice, Sign, Urgency, raised
from crampguard.routine.morning import Morning
from crampguard.routine.record import Record

CRAMP = Morning(cramp=True)
NIGHT = date(2026, 11, 22)


def before(*cramps: bool | None) -> list[Record]:
    """The nights before, the last one first; None is a night without a morning."""
    nights = enumerate(cramps, start=1)
    return [
        Record(NIGHT - timedelta(days=ago), None if cramp is None else Morning(cramp))
        for ago, cramp in nights
    ]


def test_an_ordinary_cramp_raises_nothing() -> None:
    ordinary = Morning(True, count=1, minutes=4, pain=6, awake=20, sore=True, triggers=("hot day",))
    assert raised(ordinary, ()) == ()
    assert raised(CRAMP, ()) == ()


def test_a_night_without_a_cramp_raises_nothing_whatever_came_before() -> None:
    assert raised(Morning(False), before(*[True] * 6)) == ()


@pytest.mark.parametrize(
    ("morning", "sign", "matches"),
    [
        (replace(CRAMP, minutes=10), "long_cramp", False),
        (replace(CRAMP, minutes=11), "long_cramp", True),
        (replace(CRAMP, pain=8), "severe", False),
        (replace(CRAMP, pain=8, minutes=5), "severe", False),
        (replace(CRAMP, pain=8, minutes=6), "severe", True),
        (replace(CRAMP, pain=7, minutes=6), "severe", False),
        (replace(CRAMP, pain=8, sore=True), "severe", False),
        (replace(CRAMP, pain=10, minutes=5, sore=True), "severe", False),  # soreness belongs to a cramp
        (replace(CRAMP, count=2), "several", False),
        (replace(CRAMP, count=3), "several", True),
        (replace(CRAMP, awake=44), "disturbed", False),
        (replace(CRAMP, awake=45), "disturbed", True),
        (replace(CRAMP, triggers=("hot day", "new medicine")), "new_medicine", True),
        (replace(CRAMP, triggers=("hot day",)), "new_medicine", False),
    ],
)
def test_each_answer_raises_its_sign_from_its_threshold_on(
    morning: Morning, sign: str, matches: bool
) -> None:
    assert (sign in raised(morning, ())) is matches


@pytest.mark.parametrize(
    ("earlier", "matches"),
    [
        (before(True, False, None, False), False),
        (before(None, None, None), False),
        (before(True, True), True),
        (before(False, False, False, True, None, True), True),
    ],
)
def test_cramps_on_three_of_seven_nights_disturb_sleep(earlier: Sequence[Record], matches: bool) -> None:
    assert ("disturbed" in raised(CRAMP, earlier)) is matches


def test_a_full_answer_raises_the_most_urgent_first() -> None:
    everything = Morning(True, count=3, minutes=11, pain=8, awake=45, triggers=("new medicine",))
    assert raised(everything, ()) == ("long_cramp", "severe", "disturbed", "several", "new_medicine")


def sign(id_: str, urgency: Urgency, **more: Any) -> Sign:
    return Sign(id_, urgency, f"{id_}.", id_, (), morning=f"Hint {id_}.", **more)


ADVICE = Advice(
    cramp="",
    cramp_sources=(),
    first_help=(),
    first_help_sources=(),
    signs=(
        sign("long_cramp", Urgency.SAME_DAY),
        sign("statin", Urgency.SAME_DAY, about="statin"),
        sign("disturbed", Urgency.VISIT),
        sign("several", Urgency.VISIT),
        sign("statin_cramps", Urgency.VISIT, about="cramps_with_statin"),
    ),
    told_apart=(),
    causes=(),
    asked=(),
)


@pytest.mark.parametrize(
    ("morning", "hint"),
    [
        (CRAMP, ""),
        (replace(CRAMP, awake=45), "Hint disturbed."),
        (replace(CRAMP, awake=45, count=3), "Hint disturbed. Hint several."),
        (replace(CRAMP, awake=45, minutes=11), "Hint long_cramp."),
    ],
)
def test_in_place_the_card_hints_at_the_most_urgent_only(morning: Morning, hint: str) -> None:
    assert ADVICE.place_hint(morning) == hint


@pytest.mark.parametrize(
    ("about_me", "same_day", "visit"),
    [
        (AboutMe(), ["long_cramp", "statin"], ["disturbed", "several", "statin_cramps"]),
        (AboutMe(statin=True), ["statin", "long_cramp"], ["disturbed", "several", "statin_cramps"]),
        (
            AboutMe(statin=True, statin_cramps="yes"),
            ["statin", "long_cramp"],
            ["statin_cramps", "disturbed", "several"],
        ),
        (  # answered before the tick was taken back
            AboutMe(statin_cramps="yes"),
            ["long_cramp", "statin"],
            ["disturbed", "several", "statin_cramps"],
        ),
    ],
)
def test_the_signs_about_a_statin_come_first_for_those_they_are_about(
    about_me: AboutMe, same_day: list[str], visit: list[str]
) -> None:
    assert [sign.id for sign in ADVICE.of(Urgency.SAME_DAY, about_me)] == same_day
    assert [sign.id for sign in ADVICE.of(Urgency.VISIT, about_me)] == visit
