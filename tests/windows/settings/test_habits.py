"""The page on habits: the list, the card of one, and own ones."""

import pytest

from crampguard.windows.settings.new_habit import free_id
from crampguard.windows.shared.duration import duration
from tests.windows.settings.driver import FILE, HABITS, SettingsDriver


def test_a_habit_keeps_its_title_when_it_is_emptied(shown: SettingsDriver) -> None:
    shown.window.open_page(HABITS)
    shown.type("Title", "")
    shown.named("What the nudge says").setFocus()
    assert shown.says("Please write something here. It stays “Caffeine cut-off”.")
    assert shown.text == FILE
    shown.click("Cool bedroom")
    assert shown.says("Saved")


def test_a_hand_edit_moves_the_card_of_the_open_habit(shown: SettingsDriver) -> None:
    shown.window.open_page(HABITS)
    shown.evening.edit(FILE.replace("600", "540"))
    assert shown.slider().value() == 540
    assert shown.says("9 h, so at 13:30")
    assert shown.says("6 h, lowest")


def test_a_lead_below_what_studies_support_is_shown_and_said(shown: SettingsDriver) -> None:
    shown.window.open_page(HABITS)
    shown.evening.edit(FILE.replace("600", "120"))
    assert shown.slider().value() == 120
    assert shown.says("No study supports less than 6 h.")


def test_an_own_habit_is_added_changed_and_removed(shown: SettingsDriver) -> None:
    shown.window.open_page(HABITS)
    shown.click("Add your own")
    shown.click("Add")
    assert shown.says("A habit needs a title.")
    shown.type("Title", "Rest & read")
    shown.type("What the nudge says", "A page or two?")
    shown.click("Add")
    added = {"habits.rest_read.title": "Rest & read", "habits.rest_read.nudge": "A page or two?"}
    assert shown.changes() == added
    shown.click("Pop up")
    assert shown.changes() == added | {"habits.rest_read.notify": False}
    shown.type("What the nudge says", "")
    shown.named("Title").setFocus()
    assert shown.changes() == {"habits.rest_read.title": "Rest & read", "habits.rest_read.notify": False}
    shown.click("Remove this habit")
    shown.answer("Keep it")
    shown.click("Remove this habit")
    shown.answer("Remove it")
    assert shown.text == FILE
    assert not shown.offers("Rest & read")


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
def test_an_own_habit_gets_an_id_that_the_file_allows(shown: SettingsDriver, title: str, id_: str) -> None:
    assert free_id(title, {"evening_walk"}) == id_
    shown.evening.engine.choose({f"habits.{id_}.title": title})
    assert id_ in [habit.id for habit in shown.evening.engine.settings.routine.habits]


def test_why_names_reasons_strength_and_sources(shown: SettingsDriver) -> None:
    shown.window.open_page(HABITS)
    shown.click("Why, and how sure")
    for text in ("We know of no trial on cramps.", "weak", "mixed", "If you cut down"):
        assert shown.says(text)
    for text in ("Leaving out caffeine", "Gardiner et al. (2023)"):
        assert not shown.says(text)
    shown.click("The long answer")
    for text in ("Leaving out caffeine", "Gardiner et al. (2023)"):
        assert shown.says(text)
    shown.click("Evening walk")
    assert not shown.says("Leaving out caffeine")


def test_in_a_narrow_window_list_and_card_take_turns(shown: SettingsDriver) -> None:
    shown.window.open_page(HABITS)
    shown.window.resize(shown.window.minimumSize())
    assert not shown.slider().isVisible()
    shown.click("Cool bedroom")
    assert shown.slider().isVisible()
    shown.click("All habits")
    assert not shown.slider().isVisible()


@pytest.mark.parametrize(("minutes", "words"), [(15, "15 min"), (540, "9 h"), (90, "1 h 30 min")])
def test_a_lead_in_words(minutes: int, words: str) -> None:
    assert duration(minutes) == words


# Own habits at a clock time

AT = "Or at this time"


def test_an_own_habit_can_be_put_at_a_clock_time(shown: SettingsDriver) -> None:
    shown.window.open_page(HABITS)
    shown.click("Evening walk")
    assert shown.says("On evenings with your usual bedtime, 22:30")
    shown.enter(AT, "5 pm")
    assert shown.changes() == {"habits.evening_walk.lead": 330}
    assert shown.says("5 h 30 min, so at 17:00")
    field = shown.field(AT)
    assert field.text() == "17:00"


@pytest.mark.parametrize("typed", ["06:00", "23:00"])
def test_a_time_at_which_one_sleeps_is_refused(shown: SettingsDriver, typed: str) -> None:
    shown.window.open_page(HABITS)
    shown.click("Evening walk")
    shown.enter(AT, typed)
    assert shown.changes() == {}
    assert shown.says(f"{typed} is not between getting up at 06:45 and going to bed at 22:30.")


def test_what_is_no_time_for_an_own_habit_is_said_and_gone_with_its_card(shown: SettingsDriver) -> None:
    shown.window.open_page(HABITS)
    shown.click("Evening walk")
    shown.enter(AT, "soon")
    assert shown.says("“soon” is not a time.")
    shown.click("Cool bedroom")
    shown.click("Evening walk")
    assert not shown.says("is not a time")
    assert shown.changes() == {}


def test_only_an_own_habit_has_a_clock_time_and_it_can_come_long_before_bed(
    shown: SettingsDriver,
) -> None:
    shown.window.open_page(HABITS)
    assert not shown.offers(AT)
    shown.click("Evening walk")
    assert shown.slider().maximum() >= 12 * 60
