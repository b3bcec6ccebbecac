"""What the card is filled in with: "cramp now", and an answer that is there."""

from datetime import time, timedelta

import pytest
from PySide6.QtWidgets import (
    QLineEdit,
)

from crampguard.routine.morning import Cramp, Leg, Morning
from tests.answers import by
from tests.moved_clock import at
from tests.windows.accessibility import spoken
from tests.windows.morning.shown import CRAMP, FULL, NO_CRAMP, SATURDAY, Opener, Shown

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_cramp_now_fills_in_how_many_and_when_and_says_so(opened: Opener) -> None:
    shown = opened(cramps=("2026-11-22 03:12", "2026-11-22 04:40"))
    shown.open()
    assert shown.says("From Cramp now, 03:12, 04:40")
    assert shown.chosen() == {"How many: 2"}
    assert spoken(shown.named("About when"))[0] == "About when: 03:12"
    shown.press("Save")
    assert shown.recorded() == Morning(cramp=True, count=2, time=time(3, 12))


def test_what_cramp_now_filled_in_can_be_changed_and_taken_back(opened: Opener) -> None:
    shown = opened(cramps=("2026-11-22 03:12",))
    shown.open()
    shown.click("How many: 1")
    shown.press("03:12")
    shown.press("Save")
    assert shown.recorded() == CRAMP


def test_a_cramp_now_by_mistake_was_no_cramp_after_all(opened: Opener) -> None:
    shown = opened(cramps=("2026-11-22 03:12",))
    shown.open()
    shown.press("It was no cramp after all")
    assert shown.recorded() == NO_CRAMP


def test_an_answer_that_is_there_is_not_changed_by_cramp_now(opened: Opener) -> None:
    shown = opened(cramps=("2026-11-22 03:12",))
    by(shown.engine).morning(Morning(cramp=True, count=4), SATURDAY)
    shown.open()
    assert shown.chosen() == {"How many: 4"}
    assert not shown.says("From Cramp now")


# Correction


def test_a_night_that_was_answered_opens_filled_in(shown: Shown) -> None:
    by(shown.engine).morning(FULL, SATURDAY)
    before = shown.diary.morning(SATURDAY)
    shown.evening.move_by(hours=1)
    shown.open()
    assert shown.chosen() == {
        "How many: 2",
        "Leg: Left",
        "Where: Calf",
        "Lasted, minutes: 1 to 5",
        "Awake, minutes: 20",
        "Sore today: No",
        "Set off by: hot day",
        "Set off by: the long walk",
    }
    assert [e.text() for e in shown.visible(QLineEdit) if isinstance(e, QLineEdit)] == ["walking"]
    shown.press("Save")
    assert shown.diary.morning(SATURDAY) == before


@pytest.mark.parametrize(
    "kept",
    [
        FULL,
        Morning(cramp=True, count=7),
        Morning(cramp=True, minutes=4),
        Morning(cramp=True, minutes=45),
        Morning(cramp=True, minutes=0),
        Morning(cramp=True, awake=1),
        Morning(cramp=True, awake=33),
        Morning(cramp=True, awake=59),
        Morning(cramp=True, awake=200),
        Morning(cramp=True, time=time(3, 7)),
        Morning(cramp=True, time=time(3, 7, 30)),
        Morning(cramp=True, time=time(14, 0)),
        Morning(cramp=True, pain=0),
        Morning(cramp=True, triggers=("new shoes", "alcohol", "hot day")),
        Morning(cramp=True, eased="one\ntwo ", note=" three\n\nfour "),
    ],
)
def test_a_value_that_the_card_cannot_show_exactly_stays_as_it_is(shown: Shown, kept: Morning) -> None:
    by(shown.engine).morning(kept, SATURDAY)
    shown.open()
    shown.press("Save")
    assert shown.recorded() == kept


def test_another_class_of_it_is_its_usual_value(shown: Shown) -> None:
    by(shown.engine).morning(Morning(cramp=True, minutes=4, count=7, awake=33), SATURDAY)
    shown.open()
    assert shown.chosen() == {"How many: 5+", "Lasted, minutes: 1 to 5", "Awake, minutes: 33"}
    for name in ("Lasted, minutes: over 10", "How many: 3", "Awake, minutes: 60+"):
        shown.click(name)
    shown.press("Save")
    assert shown.recorded() == Morning(cramp=True, minutes=15, count=3, awake=60)


def test_it_was_no_cramp_after_all_keeps_the_note_and_nothing_of_the_cramp(shown: Shown) -> None:
    by(shown.engine).morning(FULL, SATURDAY)
    shown.open()
    shown.press("It was no cramp after all")
    assert shown.recorded() == Morning(cramp=False, sore=False, note=FULL.note)
    shown.press("Correct the answer")
    shown.press("Cramp…")
    shown.press("Save")
    assert shown.recorded() == FULL


def test_a_night_without_a_cramp_can_still_become_one(shown: Shown) -> None:
    by(shown.engine).morning(Morning(cramp=False, note="warm room"), SATURDAY)
    shown.open()
    assert shown.says("Recorded: no cramp.")
    shown.press("Cramp…")
    shown.click("Leg: Right")
    shown.press("Save")
    assert shown.recorded() == Morning(cramp=True, leg=Leg.RIGHT, note="warm room")


def test_how_long_the_first_cramp_lasted_is_filled_in_where_it_was_said_to_be_over(opened: Opener) -> None:
    shown = opened(cramps=("2026-11-22 03:12",))
    began = at("2026-11-22 03:12")
    shown.diary.put_cramp(SATURDAY, Cramp(began, began + timedelta(minutes=4)))
    shown.open()
    shown.press("Save")
    assert shown.recorded() == Morning(cramp=True, count=1, time=time(3, 12), minutes=4)
