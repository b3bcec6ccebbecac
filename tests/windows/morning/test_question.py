"""The question: one click or key, left alone, and about the right night."""

from contextlib import closing
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from crampguard.store.diary import Diary
from tests.answers import by
from tests.moved_clock import at
from tests.windows.conftest import Begin
from tests.windows.driver import Key, spoken
from tests.windows.morning.driver import CRAMP, NO_CRAMP, SATURDAY, SUNDAY, MorningDriver, OpenMorning


def test_it_asks_about_the_night_with_its_dates(shown: MorningDriver) -> None:
    shown.open()
    assert shown.says("How was the night?")
    assert shown.says("Saturday 21 to Sunday 22 November")


def test_no_cramp_is_one_click(shown: MorningDriver) -> None:
    shown.open()
    shown.click("No cramp")
    assert shown.recorded() == NO_CRAMP


def test_a_stray_key_answers_nothing(shown: MorningDriver) -> None:
    shown.open()
    shown.press(Key.Key_Return, Key.Key_Space)
    assert shown.recorded() is None
    assert shown.window.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
def test_no_cramp_by_keyboard(shown: MorningDriver, key: Key) -> None:
    shown.open()
    shown.press(Key.Key_Tab, key)
    assert shown.recorded() == NO_CRAMP


def test_not_now_records_nothing_and_the_question_waits_on(shown: MorningDriver) -> None:
    shown.open()
    shown.click("Not now")
    assert not shown.window.isVisible()
    assert shown.recorded() is None
    assert shown.engine.tonight.asks


def test_an_answer_given_elsewhere_meanwhile_is_said(shown: MorningDriver) -> None:
    shown.open()
    by(shown.engine).morning(NO_CRAMP, SATURDAY)
    assert shown.says("Recorded: no cramp.")


def test_an_answer_that_cannot_be_saved_now_is_saved_later(shown: MorningDriver) -> None:
    shown.open()
    with closing(Diary(shown.diary.database.path)) as other, other.transaction():
        shown.click("No cramp")
        assert shown.says("Not saved: ")
        assert shown.button("No cramp").isVisible()
    shown.engine.refresh()
    answered = shown.diary.morning(SATURDAY)
    assert answered is not None
    assert answered.morning == NO_CRAMP


def test_a_diary_that_cannot_be_read_meanwhile_does_no_harm(shown: MorningDriver) -> None:
    shown.open()
    shown.diary.close()
    shown.engine.refresh()
    shown.click("No cramp")
    assert shown.says("Not saved: ")
    assert shown.button("No cramp").isVisible()


def test_after_midnight_it_is_the_night_one_lies_in(opened: OpenMorning) -> None:
    shown = opened("2026-11-22 03:00")
    shown.open()
    shown.click("No cramp")
    assert shown.recorded() == NO_CRAMP


def test_a_window_left_open_over_the_day_still_answers_for_its_night(opened: OpenMorning) -> None:
    shown = opened("2026-11-22 03:00")
    shown.open()
    shown.evening.move_to(at("2026-11-23 09:00"))
    shown.click("No cramp")
    assert (shown.recorded(SATURDAY), shown.recorded(SUNDAY)) == (NO_CRAMP, None)


def test_any_past_night_can_be_opened(shown: MorningDriver) -> None:
    shown.evening.move_to(at("2026-12-01 09:00"))
    shown.open(SATURDAY, cramp=True)
    assert shown.says("The cramp that night")
    assert shown.says("Saturday 21 to Sunday 22 November")
    shown.click("Save")
    assert shown.recorded() == CRAMP
    shown.open(date(2026, 11, 30))
    assert shown.says("Monday 30 November to Tuesday 1 December")


def test_a_night_that_is_not_yet_is_refused_in_the_window(shown: MorningDriver) -> None:
    shown.open(date(2026, 11, 25))
    shown.click("No cramp")
    assert shown.says("Not saved: the night of 2026-11-25 has not begun")
    assert shown.recorded(date(2026, 11, 25)) is None


@pytest.mark.parametrize(("zone", "night"), [("Europe/Berlin", "2026-10-24"), ("Pacific/Apia", "2011-12-29")])
def test_the_times_of_a_night_in_which_clocks_change_or_a_date_is_skipped(
    qtbot: QtBot, begin: Begin, zone: str, night: str
) -> None:
    where, day = ZoneInfo(zone), date.fromisoformat(night)
    shown = MorningDriver(qtbot, begin(f"{night} 12:00", zone=where))
    shown.open(day, cramp=True)
    shown.named("About when").setFocus()
    shown.press(Key.Key_End)
    name = spoken(shown.named("About when"))[0]
    ends = shown.engine.view(day).night.ends.astimezone(where)
    assert name == f"About when: {ends:%H:%M}"
    shown.press("0230", Key.Key_Return)
    morning = shown.recorded(day)
    assert morning is not None
    assert morning.time == time(2, 30)
