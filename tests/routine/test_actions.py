"""What an item offers, decided in one place for every surface."""

from datetime import date

import pytest

from crampguard.routine.actions import (
    Action,
    ActionKind,
    offers,
    question_offers,
    quieter_offers,
    record_offers,
    tick,
)
from crampguard.routine.checklist import Remembered
from crampguard.routine.habits import Habit
from tests.routine.builders import COFFEE, COOL, NIGHT, STRETCH, at, item, remembered
from tests.routine.builders import SNOOZE as SNOOZE_SPAN

DAY = NIGHT.date


def kinds(habit: Habit, now: str, known: Remembered | None = None) -> list[ActionKind]:
    found = offers(item(now, habit, known), DAY, at(now), SNOOZE_SPAN)
    return [offer.action.kind for offer in found]


DONE, SKIP, SNOOZE, UNDO = ActionKind.DONE, ActionKind.SKIP, ActionKind.SNOOZE, ActionKind.UNDO


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("12:00", [DONE, SKIP]),
        ("21:30", [DONE, SNOOZE, SKIP]),
        ("22:14", [DONE, SNOOZE, SKIP]),
        ("22:15", [DONE, SKIP]),
        ("22:30", [DONE, SKIP]),
    ],
)
def test_something_to_do_can_be_snoozed_only_while_due_and_in_time(
    now: str, expected: list[ActionKind]
) -> None:
    assert kinds(COOL, now) == expected


@pytest.mark.parametrize("known", [remembered(done=["cool"]), remembered(skipped=["cool"])])
def test_what_is_answered_can_be_taken_back(known: Remembered) -> None:
    assert kinds(COOL, "21:40", known) == [UNDO]


def test_a_heads_up_offers_ok_while_it_waits_and_its_tick_only_later() -> None:
    assert kinds(COFFEE, "12:00") == []
    assert kinds(COFFEE, "13:45") == [ActionKind.ACKNOWLEDGE]
    assert kinds(COFFEE, "16:00") == []
    assert kinds(COFFEE, "19:30") == [DONE, SKIP]


def test_the_stretch_offers_its_guide_first_and_only_that_as_the_first_choice() -> None:
    found = offers(item("22:20", STRETCH), DAY, at("22:20"), SNOOZE_SPAN)
    assert [offer.action.kind for offer in found] == [ActionKind.GUIDE, DONE, SNOOZE, SKIP]
    assert [offer.primary for offer in found] == [True, False, False, False]


def test_every_action_names_the_night_it_is_about() -> None:
    found = [
        *offers(item("22:20", STRETCH), DAY, at("22:20"), SNOOZE_SPAN),
        *question_offers(DAY),
        *record_offers(COFFEE, DAY),
        *quieter_offers("cool", DAY),
    ]
    assert {offer.action.night for offer in found} == {DAY}
    assert all(offer.label for offer in found)


def test_only_actions_that_open_a_window_say_so() -> None:
    opening = {kind for kind in ActionKind if Action(kind, date(2026, 11, 22)).opens}
    assert opening == {ActionKind.OPEN, ActionKind.GUIDE, ActionKind.CRAMP}


def test_a_click_ticks_unticks_and_leaves_alone_what_is_asked_for_later() -> None:
    assert tick(item("12:00", COOL), DAY, at("12:00")) == Action(DONE, DAY, ("cool",))
    done = item("21:40", COOL, remembered(done=["cool"]))
    assert tick(done, DAY, at("21:40")) == Action(UNDO, DAY, ("cool",))
    assert tick(item("12:00", COFFEE), DAY, at("12:00")) is None
    assert tick(item("19:30", COFFEE), DAY, at("19:30")) == Action(DONE, DAY, ("coffee",))


def test_labels_of_past_answers_fit_the_kind_of_habit() -> None:
    assert [offer.label for offer in record_offers(COFFEE, DAY)] == ["Kept to it", "Not quite"]
    assert [offer.label for offer in record_offers(COOL, DAY)] == ["Did", "Did not"]
