"""Which warning signs a morning raises, at both sides of each threshold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

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
    assert raised(ordinary, (), statin=False) == ()
    assert raised(CRAMP, (), statin=False) == ()


def test_a_night_without_a_cramp_raises_nothing_whatever_came_before() -> None:
    assert raised(Morning(False), before(*[True] * 6), statin=True) == ()


@pytest.mark.parametrize(
    ("morning", "sign", "matches"),
    [
        (replace(CRAMP, minutes=10), "long_cramp", False),
        (replace(CRAMP, minutes=11), "long_cramp", True),
        (replace(CRAMP, pain=8), "severe", False),
        (replace(CRAMP, pain=8, minutes=5), "severe", False),
        (replace(CRAMP, pain=8, minutes=6), "severe", True),
        (replace(CRAMP, pain=7, minutes=6), "severe", False),
        (replace(CRAMP, pain=8, sore=True), "severe", True),
        (replace(CRAMP, pain=8, sore=False), "severe", False),
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
    assert (sign in raised(morning, (), statin=False)) is matches


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
    assert ("disturbed" in raised(CRAMP, earlier, statin=False)) is matches


def test_on_a_statin_every_cramp_raises_its_sign() -> None:
    assert raised(CRAMP, (), statin=True) == ("statin",)


def test_the_most_urgent_come_first() -> None:
    everything = Morning(True, count=3, minutes=11, pain=8, awake=45, triggers=("new medicine",))
    assert raised(everything, (), statin=True) == (
        *("long_cramp", "severe", "statin"),
        *("disturbed", "several", "new_medicine"),
    )


def sign(id_: str, urgency: Urgency, says_statin: str = "") -> Sign:
    return Sign(id_, urgency, f"{id_}.", id_, says_statin, morning=f"Hint {id_}.")


ADVICE = Advice(
    first_help=(),
    signs=(
        sign("long_cramp", Urgency.SAME_DAY),
        sign("statin", Urgency.SAME_DAY, "As you take a statin."),
        sign("disturbed", Urgency.VISIT),
        sign("several", Urgency.VISIT),
    ),
    causes=(),
)


@pytest.mark.parametrize(
    ("morning", "statin", "hint"),
    [
        (CRAMP, False, ""),
        (replace(CRAMP, awake=45), False, "Hint disturbed."),
        (replace(CRAMP, awake=45, count=3), False, "Hint disturbed. Hint several."),
        (replace(CRAMP, awake=45, minutes=11), False, "Hint long_cramp."),
        (replace(CRAMP, awake=45, minutes=11), True, "Hint long_cramp. Hint statin."),
    ],
)
def test_in_place_the_card_hints_at_the_most_urgent_only(morning: Morning, statin: bool, hint: str) -> None:
    assert ADVICE.place_hint(morning, statin) == hint


def test_someone_on_a_statin_reads_the_sign_about_it_first_and_as_their_own() -> None:
    usual, on_statin = ADVICE.of(Urgency.SAME_DAY), ADVICE.of(Urgency.SAME_DAY, statin=True)
    assert [sign.id for sign in usual] == ["long_cramp", "statin"]
    assert [sign.id for sign in on_statin] == ["statin", "long_cramp"]
    assert on_statin[0].sentence(statin=True) == "As you take a statin."
    assert on_statin[0].sentence(statin=False) == "statin."
    assert on_statin[1].sentence(statin=True) == "long_cramp."
