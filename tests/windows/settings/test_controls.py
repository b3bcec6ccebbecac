"""Each control of the settings changes its key, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from crampguard.routine.schedule import WEEKDAYS
from tests.windows.driver import Key
from tests.windows.settings.driver import (
    ABOUT_YOU,
    CONDITIONS,
    FILE,
    HABITS,
    MEDICINES,
    NUDGES,
    SLEEP,
    SettingsDriver,
    comments,
)


def move_lead(shown: SettingsDriver) -> None:
    shown.slider().setFocus()
    shown.press(Key.Key_Right)
    shown.window.hide()  # what waits to be saved is not lost


def another_nudge(shown: SettingsDriver) -> None:
    shown.type("What the nudge says", "No more coffee & tea")
    shown.named("Title").setFocus()


Act = Callable[[SettingsDriver], None]


def statin_with_cramps(shown: SettingsDriver) -> None:
    shown.click("I take a statin")
    shown.click(
        "Did your cramps begin or grow worse after you started the statin, "
        "or do your muscles hurt by day?: Yes"
    )


CONTROLS: dict[str, tuple[int, Act, dict[str, Any]]] = {
    "to bed": (
        SLEEP,
        lambda s: s.type("To bed Wednesday", "23:15"),
        {"schedule.wednesday.bedtime": "23:15"},
    ),
    "get up": (SLEEP, lambda s: s.type("Get up Sunday", "08:00"), {"schedule.sunday.wake": "08:00"}),
    "switch": (
        HABITS,
        lambda s: s.click("Cool bedroom on or off"),
        {"habits.cool_bedroom.enabled": False},
    ),
    "lead": (HABITS, move_lead, {"habits.caffeine_cutoff.lead": 605}),
    "pop up": (HABITS, lambda s: s.click("Pop up"), {"habits.caffeine_cutoff.notify": False}),
    "useful for": (
        HABITS,
        lambda s: s.enter("How long a pop-up makes sense", "90"),
        {"habits.caffeine_cutoff.useful_for": 90},
    ),
    "days": (
        HABITS,
        lambda s: s.click("On these evenings: Saturday"),
        {"habits.caffeine_cutoff.days": [day for day in WEEKDAYS if day != "saturday"]},
    ),
    "nudge": (HABITS, another_nudge, {"habits.caffeine_cutoff.nudge": "No more coffee & tea"}),
    "snooze": (NUDGES, lambda s: s.enter("Time until it comes again", "20"), {"nudges.snooze": 20}),
    "own pop-up": (
        NUDGES,
        lambda s: s.click("Show nudges in a window of CrampGuard"),
        {"nudges.own_popup": True},
    ),
    "discreet": (NUDGES, lambda s: s.click("Keep notifications discreet"), {"nudges.discreet": True}),
    "fluids": (
        ABOUT_YOU,
        lambda s: s.click("I have been told to limit what I drink"),
        {"about_me.fluid_limit": True},
    ),
    "statin": (ABOUT_YOU, lambda s: s.click("I take a statin"), {"about_me.statin": True}),
    "cramps with a statin": (
        ABOUT_YOU,
        statin_with_cramps,
        {"about_me.statin": True, "about_me.statin_cramps": "yes"},
    ),
    "cramps began": (
        ABOUT_YOU,
        lambda s: s.write("When your cramps began", "last winter", leave_for=MEDICINES),
        {"about_me.cramps_began": "last winter"},
    ),
    "urge to move": (
        ABOUT_YOU,
        lambda s: s.write("Do you feel an urge to move your legs at rest?", "no", leave_for=MEDICINES),
        {"about_me.urge_to_move": "no"},
    ),
    "pregnant": (
        ABOUT_YOU,
        lambda s: s.write("Are you pregnant? Since when?", "no", leave_for=MEDICINES),
        {"about_me.pregnant": "no"},
    ),
    "alcohol": (
        ABOUT_YOU,
        lambda s: s.write("How much alcohol do you drink in a week?", "none", leave_for=MEDICINES),
        {"about_me.alcohol": "none"},
    ),
    "medicines": (
        ABOUT_YOU,
        lambda s: s.write(MEDICINES, "Water tablet\nsince spring", leave_for=CONDITIONS),
        {"about_me.medicines": "Water tablet\nsince spring"},
    ),
    "conditions": (
        ABOUT_YOU,
        lambda s: s.write(CONDITIONS, 'A "stiff" knee', leave_for=MEDICINES),
        {"about_me.conditions": 'A "stiff" knee'},
    ),
}


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_writes_its_key_and_leaves_all_else_as_it_is(shown: SettingsDriver, control: str) -> None:
    page, act, changes = CONTROLS[control]
    shown.window.open_page(page)
    act(shown)
    assert shown.changes() == changes
    assert comments(shown.text) == comments(FILE)


def test_typing_in_a_text_saves_itself_when_it_rests(shown: SettingsDriver, qtbot: QtBot) -> None:
    shown.window.open_page(HABITS)
    shown.type("Title", "Last coffee")
    assert shown.changes() == {}
    qtbot.waitUntil(lambda: shown.changes() == {"habits.caffeine_cutoff.title": "Last coffee"})


def test_a_value_set_back_to_its_default_leaves_the_file(shown: SettingsDriver) -> None:
    shown.window.open_page(HABITS)
    shown.click("Cool bedroom on or off")
    shown.click("Cool bedroom on or off")
    shown.click("On these evenings: Saturday")
    shown.click("On these evenings: Saturday")
    assert shown.changes() == {}


def test_delete_clears_the_evening_that_has_the_keyboard_and_no_other(shown: SettingsDriver) -> None:
    shown.window.open_page(HABITS)
    shown.press(Key.Key_Delete, on="On these evenings: Saturday")
    assert shown.changes() == {
        "habits.caffeine_cutoff.days": ["monday", "tuesday", "wednesday", "thursday", "friday", "sunday"]
    }


def test_own_words_have_a_way_back(shown: SettingsDriver) -> None:
    shown.window.open_page(HABITS)
    shown.type("Title", "Last coffee")
    another_nudge(shown)
    shown.click("Back to the original")
    assert shown.changes() == {}
    field = shown.field("Title")
    assert field.text() == "Caffeine cut-off"


def test_up_and_down_step_through_the_minutes(shown: SettingsDriver) -> None:
    shown.window.open_page(NUDGES)
    shown.press(Key.Key_Up, on="Time until it comes again")
    assert shown.changes() == {"nudges.snooze": 16}


@pytest.mark.parametrize("typed", ["0", "121", "soon", ""])
def test_minutes_outside_their_rule_are_refused(shown: SettingsDriver, typed: str) -> None:
    shown.window.open_page(NUDGES)
    shown.type("Time until it comes again", typed)
    shown.named("To the habits").setFocus()
    assert shown.text == FILE
    assert shown.says("Please use whole minutes from 1 to 120. It stays 15 min.")


def test_sounds_are_a_choice_and_late_ones_another(shown: SettingsDriver) -> None:
    shown.click("Nudges")
    late = "Also in the last hour before bed"
    assert not shown.offers(late)
    shown.click("A soft sound with each notification")
    assert shown.evening.engine.settings.sound
    shown.click(late)
    assert shown.evening.engine.settings.sound_late
