"""The evening's open items, asked for after the answer."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
)

from crampguard.routine.checklist import State
from tests.answers import by
from tests.windows.accessibility import spoken
from tests.windows.morning.shown import SATURDAY, Opener, Shown

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


NIGHT_OF_NO_CRAMP, NIGHT_OF_A_CRAMP = ("No cramp",), ("Cramp…", "Save")


def rows(shown: Shown) -> list[str]:
    """The habits that are asked about."""
    names = [spoken(button)[0] for button in shown.visible(QAbstractButton)]
    return [name.partition(":")[0] for name in names if name.endswith((": Did not", ": Not quite"))]


@pytest.mark.parametrize("presses", [NIGHT_OF_NO_CRAMP, NIGHT_OF_A_CRAMP], ids=["no cramp", "cramp"])
def test_after_either_answer_the_open_items_are_asked_for_and_nothing_is_chosen(
    shown: Shown, presses: tuple[str, ...]
) -> None:
    by(shown.engine).done("stretch", SATURDAY)
    by(shown.engine).skip("hydrate", SATURDAY)
    shown.open()
    for button in presses:
        shown.press(button)
    assert len(rows(shown)) == 8
    assert "Bedtime leg stretch" not in rows(shown)
    assert shown.chosen() == set()
    shown.click("Cool bedroom: Did")
    shown.click("Loosen bedding: Did not")
    shown.click("Caffeine cut-off: Kept to it")
    shown.click("Alcohol cut-off: Not quite")
    states = {"cool_bedroom", "loose_bedding", "caffeine_cutoff", "alcohol_cutoff", "wind_down"}
    assert {habit: shown.state(habit) for habit in states} == {
        "cool_bedroom": State.DONE,
        "loose_bedding": State.SKIPPED,
        "caffeine_cutoff": State.DONE,
        "alcohol_cutoff": State.SKIPPED,
        "wind_down": State.PAST,
    }
    shown.click("Cool bedroom: Did")
    assert shown.state("cool_bedroom") is State.PAST
    shown.press("Close")
    assert not shown.window.isVisible()


@pytest.mark.parametrize("presses", [NIGHT_OF_NO_CRAMP, NIGHT_OF_A_CRAMP], ids=["no cramp", "cramp"])
def test_an_evening_that_good_night_closed_is_not_asked_about(
    opened: Opener, presses: tuple[str, ...]
) -> None:
    shown = opened(good_night="2026-11-21 22:20")
    shown.open()
    for button in presses:
        shown.press(button)
    assert shown.says("That is all.")
    assert rows(shown) == []
    assert not shown.says("What about the evening before?")


def test_i_did_all_answers_what_has_no_answer_and_each_can_be_taken_back(shown: Shown) -> None:
    by(shown.engine).skip("hydrate", SATURDAY)
    shown.open()
    shown.press("No cramp")
    shown.click("Cool bedroom: Did not")
    shown.press("I did all of it")
    skipped = {"hydrate", "cool_bedroom"}
    habits = {item.habit.id for item in shown.engine.view(SATURDAY).items}
    assert {habit for habit in habits if shown.state(habit) is State.SKIPPED} == skipped
    assert {habit for habit in habits if shown.state(habit) is State.DONE} == habits - skipped
    assert "Caffeine cut-off: Kept to it" in shown.chosen()
    shown.click("Caffeine cut-off: Kept to it")
    assert shown.state("caffeine_cutoff") is State.PAST


def test_an_item_answered_elsewhere_is_shown_so_and_stays_in_its_place(shown: Shown) -> None:
    shown.open()
    shown.press("No cramp")
    before = rows(shown)
    by(shown.engine).skip("cool_bedroom", SATURDAY)
    assert "Cool bedroom: Did not" in shown.chosen()
    assert rows(shown) == before


def test_another_night_is_asked_about_anew(shown: Shown) -> None:
    friday = date(2026, 11, 20)
    shown.open()
    shown.press("No cramp")
    shown.press("I did all of it")
    shown.press("Close")
    shown.open(friday)
    shown.press("No cramp")
    assert shown.chosen() == set()
    shown.click("Cool bedroom: Did not")
    assert (shown.state("cool_bedroom"), shown.state("cool_bedroom", friday)) == (State.DONE, State.SKIPPED)


def test_the_items_by_keyboard(shown: Shown) -> None:
    shown.open()
    shown.press("No cramp")
    shown.named("Cool bedroom: Did").setFocus()
    shown.keys(Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Right)
    assert shown.state("cool_bedroom") is State.DONE
    assert shown.state("wind_down") is State.SKIPPED
    shown.keys(Qt.Key.Key_Return)
    assert not shown.window.isVisible()


def test_where_nothing_is_open_that_is_all(shown: Shown) -> None:
    for item in shown.engine.view(SATURDAY).items:
        by(shown.engine).done(item.habit.id, SATURDAY)
    shown.open()
    shown.press("No cramp")
    assert rows(shown) == []
    assert shown.says("That is all.")
