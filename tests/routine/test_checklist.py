"""The checklist: how an item stands, by the clock and by what is remembered."""

from datetime import timedelta

import pytest

from crampguard.routine.checklist import Claim, Pause, Remembered, State
from crampguard.routine.habits import Habit
from tests.routine.builders import (
    ALL,
    BEDDING,
    COFFEE,
    NIGHT,
    SNOOZE,
    STRETCH,
    at,
    evening,
    item,
    remembered,
)

NOTHING = Remembered()
DONE = remembered(done=["stretch"])
SKIPPED = remembered(skipped=["stretch"])
CLEARED = remembered(cleared=["stretch"])
SNOOZED = remembered(snoozed={"stretch": "22:40"})


# States


@pytest.mark.parametrize(
    ("now", "known", "state"),
    [
        ("06:45", NOTHING, State.LATER),
        ("22:14:59", NOTHING, State.LATER),
        ("22:15", NOTHING, State.DUE),
        ("23:29:59", NOTHING, State.DUE),
        ("23:30", NOTHING, State.PAST),
        ("03:00", NOTHING, State.PAST),
        # Snoozed until its time has come, then due again.
        ("22:20", SNOOZED, State.SNOOZED),
        ("22:39:59", SNOOZED, State.SNOOZED),
        ("22:40", SNOOZED, State.DUE),
        ("23:30", SNOOZED, State.PAST),
        ("23:30", remembered(snoozed={"stretch": "23:45"}), State.PAST),
        # An answer holds at any time, before and after.
        ("07:00", DONE, State.DONE),
        ("22:15", DONE, State.DONE),
        ("03:00", DONE, State.DONE),
        ("22:15", SKIPPED, State.SKIPPED),
        ("03:00", SKIPPED, State.SKIPPED),
        ("22:20", remembered(done=["stretch"], snoozed={"stretch": "22:40"}), State.DONE),
        # A mark taken back is no answer.
        ("07:00", CLEARED, State.LATER),
        ("22:15", CLEARED, State.DUE),
        ("03:00", CLEARED, State.PAST),
        ("22:20", remembered(cleared=["stretch"], snoozed={"stretch": "22:40"}), State.SNOOZED),
        # Being told changes nothing about the state.
        ("22:15", remembered(told=["stretch"]), State.DUE),
        ("22:15", remembered(silent=["stretch"]), State.DUE),
    ],
)
def test_the_state_of_an_item(now: str, known: Remembered, state: State) -> None:
    assert item(now, STRETCH, known).state is state


def test_the_items_are_in_the_order_of_the_plan() -> None:
    ids = [one.habit.id for one in evening("12:00", *reversed(ALL)).items]
    assert ids == ["coffee", "alcohol", "drink", "cool", "bedding", "stretch"]


def test_what_is_remembered_of_one_habit_says_nothing_about_another() -> None:
    known = remembered(done=["stretch"], told=["stretch"], snoozed={"stretch": "22:40"})
    other = item("22:15", BEDDING, known)
    assert (other.state, other.claim, other.snoozed_until, other.marked_at) == (State.DUE, None, None, None)


@pytest.mark.parametrize(("known", "marked"), [(DONE, True), (SKIPPED, True), (CLEARED, False)])
def test_only_an_answer_has_the_time_of_its_mark(known: Remembered, marked: bool) -> None:
    assert item("22:15", STRETCH, known).marked_at == (NIGHT.wake if marked else None)


def test_an_answered_item_is_no_longer_snoozed() -> None:
    known = remembered(done=["stretch"], snoozed={"stretch": "22:40"})
    assert item("22:20", STRETCH, known).snoozed_until is None


def test_how_often_a_nudge_was_told_comes_from_memory() -> None:
    assert item("22:15", STRETCH, remembered(times_told={"stretch": 2})).times_told == 2
    assert item("22:15", STRETCH).times_told == 0


# Pop-ups


@pytest.mark.parametrize(
    ("habit", "now", "known", "pops_up_at"),
    [
        (STRETCH, "12:00", NOTHING, "22:15"),
        (STRETCH, "22:20", NOTHING, "22:15"),
        (STRETCH, "23:30", NOTHING, None),
        (STRETCH, "12:00", DONE, None),
        (STRETCH, "12:00", SKIPPED, None),
        (STRETCH, "12:00", CLEARED, "22:15"),
        (STRETCH, "22:20", remembered(told=["stretch"]), None),
        (STRETCH, "22:20", remembered(silent=["stretch"]), None),
        (STRETCH, "22:20", SNOOZED, "22:40"),
        (STRETCH, "22:45", SNOOZED, "22:40"),
        (STRETCH, "23:30", SNOOZED, None),
        (BEDDING, "12:00", NOTHING, None),
        (BEDDING, "22:20", NOTHING, None),
        (BEDDING, "22:20", remembered(snoozed={"bedding": "22:40"}), "22:40"),
        (COFFEE, "12:00", NOTHING, "13:30"),
        (COFFEE, "15:30", NOTHING, None),
    ],
)
def test_when_an_item_asks_to_be_told(
    habit: Habit, now: str, known: Remembered, pops_up_at: str | None
) -> None:
    assert item(now, habit, known).pops_up_at == (None if pops_up_at is None else at(pops_up_at))


@pytest.mark.parametrize(
    ("now", "known", "on_show"),
    [
        ("22:20", remembered(told=["stretch"]), True),
        ("22:20", NOTHING, False),
        ("22:20", remembered(silent=["stretch"]), False),
        ("22:20", remembered(heard=["stretch"]), False),
        ("22:20", remembered(told=["stretch"], done=["stretch"]), False),
        ("22:20", remembered(told=["stretch"], skipped=["stretch"]), False),
        ("22:20", remembered(told=["stretch"], cleared=["stretch"]), True),
        ("22:20", remembered(told=["stretch"], snoozed={"stretch": "22:40"}), False),
        ("22:10", remembered(told=["stretch"]), False),
        ("23:30", remembered(told=["stretch"]), False),
    ],
)
def test_the_notification_shows_what_is_due_told_and_unanswered(
    now: str, known: Remembered, on_show: bool
) -> None:
    assert item(now, STRETCH, known).on_show is on_show


# Heads-ups


@pytest.mark.parametrize(
    ("now", "known", "waiting"),
    [
        ("13:29", NOTHING, False),
        ("13:30", NOTHING, True),
        ("13:30", remembered(told=["coffee"]), True),
        ("13:30", remembered(heard=["coffee"]), False),
        ("13:30", remembered(done=["coffee"]), False),
        ("15:30", NOTHING, False),
    ],
)
def test_a_heads_up_wants_the_user_until_it_is_heard(now: str, known: Remembered, waiting: bool) -> None:
    assert item(now, COFFEE, known).waiting is waiting


def test_something_to_do_wants_the_user_until_it_is_answered() -> None:
    assert item("22:20", STRETCH, remembered(heard=["stretch"])).waiting
    assert not item("22:20", STRETCH, DONE).waiting
    assert not item("22:20", STRETCH, SNOOZED).waiting


@pytest.mark.parametrize(
    ("habit", "now", "known", "asking"),
    [
        (COFFEE, "19:29:59", NOTHING, False),
        (COFFEE, "19:30", NOTHING, True),
        (COFFEE, "03:00", NOTHING, True),
        (COFFEE, "19:30", remembered(heard=["coffee"]), True),
        (COFFEE, "19:30", remembered(cleared=["coffee"]), True),
        (COFFEE, "19:30", remembered(done=["coffee"]), False),
        (COFFEE, "19:30", remembered(skipped=["coffee"]), False),
        (STRETCH, "22:20", NOTHING, False),
    ],
)
def test_a_heads_up_asks_from_its_time_on_until_it_is_answered(
    habit: Habit, now: str, known: Remembered, asking: bool
) -> None:
    assert item(now, habit, known).asking(at(now)) is asking


# Snooze


@pytest.mark.parametrize(
    ("until", "offered"),
    [("22:15", False), ("22:16", True), ("23:29", True), ("23:30", False), ("23:45", False)],
)
def test_a_snooze_ends_while_the_nudge_is_useful(until: str, offered: bool) -> None:
    assert item("22:15", STRETCH).can_snooze(at(until)) is offered


def test_what_is_answered_cannot_be_snoozed() -> None:
    assert not item("22:15", STRETCH, DONE).can_snooze(at("22:15") + SNOOZE)
    assert not item("22:15", STRETCH, SKIPPED).can_snooze(at("22:15") + SNOOZE)
    assert item("22:15", STRETCH, CLEARED).can_snooze(at("22:15") + SNOOZE)


# Pause


def test_a_pause_holds_until_its_end() -> None:
    pause = Pause(at("20:00"), at("21:00"))
    assert pause.holds(at("20:59:59"))
    assert not pause.holds(at("21:00"))


def test_a_pause_without_an_end_holds_for_good() -> None:
    assert Pause(at("20:00"), None).holds(at("20:00") + timedelta(days=3650))


def test_a_claim_is_unheard_at_first() -> None:
    assert not Claim(None).acknowledged
