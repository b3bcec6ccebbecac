"""A night of the user's own trial: with the habit it is an evening like any other, without it not open."""

import pytest

from crampguard.routine.actions import ActionKind
from crampguard.routine.checklist import State
from crampguard.routine.closing import left_open
from crampguard.routine.words import state_words
from tests.routine.builders import COOL, STRETCH, evening, remembered

WITH, WITHOUT = (remembered(drawn={"stretch": side}) for side in (True, False))


@pytest.mark.parametrize("now", ["12:00", "22:15", "22:40", "02:00"])
def test_without_it_the_habit_neither_pops_up_nor_is_open(now: str) -> None:
    tonight = evening(now, STRETCH, known=WITHOUT)
    (item,) = tonight.items
    assert (item.state, item.pops_up_at, item.waiting) == (State.PAST, None, False)
    assert left_open(tonight.items) == []
    assert tonight.progress == (0, 0)
    assert tonight.next_up() is None
    assert tonight.foremost is None


@pytest.mark.parametrize("now", ["12:00", "22:40"])
def test_whoever_does_it_anyway_says_so(now: str) -> None:
    tonight = evening(now, STRETCH, known=WITHOUT)
    (offer,) = tonight.offers(tonight.items[0])
    assert (offer.action.kind, offer.label) == (ActionKind.DONE, "I did it anyway")
    done = evening(now, STRETCH, known=remembered(done=["stretch"], drawn={"stretch": False}))
    assert (done.items[0].state, state_words(done, done.items[0])) == (State.DONE, "")


def test_with_it_the_evening_goes_as_ever() -> None:
    for now in ("12:00", "22:15"):
        plain, tonight = evening(now, STRETCH), evening(now, STRETCH, known=WITH)
        assert tonight.items[0].state is plain.items[0].state
        assert tonight.offers(tonight.items[0]) == plain.offers(plain.items[0])
        assert tonight.next_up() == plain.next_up()


def test_the_list_says_what_chance_decided() -> None:
    for known, words in ((WITH, "tonight with it"), (WITHOUT, "tonight without it")):
        tonight = evening("12:00", STRETCH, known=known)
        assert state_words(tonight, tonight.items[0]) == words


def test_the_notification_says_what_chance_decided() -> None:
    with_it = evening("22:15", STRETCH, known=remembered(told=["stretch"], drawn={"stretch": True})).notice
    assert with_it is not None
    assert with_it.body == "Three minutes. Your trial: tonight with it. Hold a wall."
    without = evening(
        "21:30", COOL, STRETCH, known=remembered(told=["cool"], drawn={"stretch": False})
    ).notice
    assert without is not None
    assert without.body == "Air the room.\nYour trial: tonight without “Leg stretch”."


def test_a_snooze_from_before_the_trial_began_ends_with_it() -> None:
    known = remembered(snoozed={"stretch": "22:40"}, drawn={"stretch": False})
    assert evening("22:30", STRETCH, known=known).items[0].pops_up_at is None
