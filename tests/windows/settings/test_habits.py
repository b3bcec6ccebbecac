"""The page on habits: the list, the card of one, and own ones."""

import pytest

from crampguard.windows.settings.new_habit import free_id
from crampguard.windows.shared.duration import duration
from crampguard.windows.shared.time_field import TimeField
from tests.windows.settings.shown import FILE, HABITS, Shown, spoken

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_habit_keeps_its_title_when_it_is_emptied(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.type("Title", "")
    shown.named("What the nudge says").setFocus()
    assert shown.says("Please write something here. It stays “Caffeine cut-off”.")
    assert shown.text == FILE
    shown.habit("Cool bedroom")
    assert shown.says("Saved")


def test_a_hand_edit_moves_the_card_of_the_open_habit(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.evening.edit(FILE.replace("600", "540"))
    assert shown.slider().value() == 540
    assert shown.says("9 h, so at 13:30")
    assert shown.says("6 h, lowest")


def test_a_lead_below_what_studies_support_is_shown_and_said(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.evening.edit(FILE.replace("600", "120"))
    assert shown.slider().value() == 120
    assert shown.says("No study supports less than 6 h.")


def test_an_own_habit_is_added_changed_and_removed(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.press("Add your own")
    shown.press("Add")
    assert shown.says("A habit needs a title.")
    shown.type("Title", "Rest & read")
    shown.type("What the nudge says", "A page or two?")
    shown.press("Add")
    added = {"habits.rest_read.title": "Rest & read", "habits.rest_read.nudge": "A page or two?"}
    assert shown.changes() == added
    shown.press("Pop up")
    assert shown.changes() == added | {"habits.rest_read.notify": False}
    shown.type("What the nudge says", "")
    shown.named("Title").setFocus()
    assert shown.changes() == {"habits.rest_read.title": "Rest & read", "habits.rest_read.notify": False}
    shown.press("Remove this habit")
    shown.answer("Keep it")
    shown.press("Remove this habit")
    shown.answer("Remove it")
    assert shown.text == FILE
    assert not any(spoken(control).startswith("Rest & read") for control in shown.controls())


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Evening walk", "evening_walk_2"),
        ("Füße hoch!", "fusse_hoch"),
        ("10 squats", "own_10_squats"),
        ("散歩", "own"),
        ("Morning", "morning_2"),
        ("x" * 60, "x" * 36),
    ],
)
def test_an_own_habit_gets_an_id_that_the_file_allows(shown: Shown, title: str, id_: str) -> None:
    assert free_id(title, {"evening_walk"}) == id_
    shown.evening.engine.choose({f"habits.{id_}.title": title})
    assert id_ in [habit.id for habit in shown.evening.engine.settings.routine.habits]


def test_why_names_reasons_strength_and_sources(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.press("Why, and how sure")
    for text in ("We know of no trial on cramps.", "weak", "mixed", "If you cut down"):
        assert shown.says(text)
    for text in ("Leaving out caffeine", "Gardiner et al. (2023)"):
        assert not shown.says(text)
    shown.press("The long answer")
    for text in ("Leaving out caffeine", "Gardiner et al. (2023)"):
        assert shown.says(text)
    shown.habit("Evening walk")
    assert not shown.says("Leaving out caffeine")


def test_in_a_narrow_window_list_and_card_take_turns(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.window.resize(shown.window.minimumSize())
    assert not shown.slider().isVisible()
    shown.habit("Cool bedroom")
    assert shown.slider().isVisible()
    shown.press("All habits")
    assert not shown.slider().isVisible()


@pytest.mark.parametrize(("minutes", "words"), [(15, "15 min"), (540, "9 h"), (90, "1 h 30 min")])
def test_a_lead_in_words(minutes: int, words: str) -> None:
    assert duration(minutes) == words


# Own habits at a clock time

AT = "Or at this time"


def test_an_own_habit_can_be_put_at_a_clock_time(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.habit("Evening walk")
    assert shown.says("On evenings with your usual bedtime, 22:30")
    shown.enter(AT, "5 pm")
    assert shown.changes() == {"habits.evening_walk.lead": 330}
    assert shown.says("5 h 30 min, so at 17:00")
    field = shown.named(AT)
    assert isinstance(field, TimeField)
    assert field.text() == "17:00"


@pytest.mark.parametrize("typed", ["06:00", "23:00"])
def test_a_time_at_which_one_sleeps_is_refused(shown: Shown, typed: str) -> None:
    shown.window.open_page(HABITS)
    shown.habit("Evening walk")
    shown.enter(AT, typed)
    assert shown.changes() == {}
    assert shown.says(f"{typed} is not between getting up at 06:45 and going to bed at 22:30.")


def test_what_is_no_time_for_an_own_habit_is_said_and_gone_with_its_card(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.habit("Evening walk")
    shown.enter(AT, "soon")
    assert shown.says("“soon” is not a time.")
    shown.habit("Cool bedroom")
    shown.habit("Evening walk")
    assert not shown.says("is not a time")
    assert shown.changes() == {}


def test_an_own_habit_can_come_long_before_bed_and_one_of_ours_has_no_clock_time(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    assert not any(spoken(control) == AT for control in shown.controls())
    shown.habit("Evening walk")
    assert shown.slider().maximum() >= 12 * 60
