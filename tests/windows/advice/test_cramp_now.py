"""The window for a cramp that is there now: first help, and the time that is kept."""

from contextlib import closing

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import Cramp
from crampguard.store.advice import advice
from crampguard.store.diary import Diary
from crampguard.windows.shared import theme
from tests.moved_clock import at
from tests.windows.advice.driver import CrampNowDriver
from tests.windows.conftest import Look
from tests.windows.driver import Key


def test_first_help_is_shown_and_the_time_is_kept_for_the_morning(cramp: CrampNowDriver) -> None:
    cramp.begin()
    for step in advice().first_help:
        assert cramp.says(step.says)
    assert cramp.says("03:10 is kept for the morning.")
    assert cramp.kept() == (Cramp(at("2026-11-23 03:10")),)


def test_the_next_cramp_has_its_own_time(cramp: CrampNowDriver) -> None:
    cramp.begin()
    cramp.window.close()
    cramp.evening.move_to(at("2026-11-23 04:25"))
    cramp.begin()
    assert cramp.says("04:25 is kept for the morning.")
    assert len(cramp.kept()) == 2


def test_it_counts_the_minutes_until_one_says_that_it_is_over(cramp: CrampNowDriver) -> None:
    cramp.begin()
    assert not cramp.says("so far")
    cramp.evening.move_to(at("2026-11-23 03:14"))
    cramp.window._minute.timeout.emit()
    assert cramp.says("4 minutes so far.")
    cramp.click("It is over")
    assert cramp.says("It lasted 4 minutes.")
    assert not cramp.offers("It is over")
    assert cramp.kept() == (Cramp(at("2026-11-23 03:10"), at("2026-11-23 03:14")),)


def test_opened_again_while_a_cramp_goes_on_it_is_the_same_cramp(cramp: CrampNowDriver) -> None:
    cramp.begin()
    cramp.evening.move_to(at("2026-11-23 03:12"))
    cramp.begin()
    assert len(cramp.kept()) == 1


def test_return_says_that_it_is_over_and_then_closes(cramp: CrampNowDriver) -> None:
    cramp.begin()
    cramp.press(Key.Key_Return)
    assert cramp.says("It lasted less than a minute.")
    cramp.press(Key.Key_Return)
    assert cramp.window.isHidden()


def test_where_the_time_cannot_be_kept_first_help_is_shown_all_the_same(cramp: CrampNowDriver) -> None:
    cramp.diary.close()
    cramp.begin()
    assert cramp.says("Straighten your knee.", "The time could not be kept: ")


def test_a_time_that_cannot_be_saved_now_is_saved_later(cramp: CrampNowDriver) -> None:
    began = cramp.evening.clock.now()
    with closing(Diary(cramp.diary.database.path)) as other, other.transaction():
        cramp.begin()
        assert cramp.says("The time is kept here and saved as soon as it can be")
    cramp.evening.move_by(minutes=2)
    assert cramp.kept() == (Cramp(began),)


def test_it_names_when_to_call_and_leads_to_see_someone(cramp: CrampNowDriver) -> None:
    cramp.begin()
    assert cramp.says("call your doctor today", "call your emergency number now")
    cramp.click("When to see a doctor")
    assert cramp.opened == ["advice"]


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Return, Key.Key_Space])
def test_any_key_that_means_enough_closes_it(cramp: CrampNowDriver, qtbot: QtBot, key: Key) -> None:
    cramp.begin()
    cramp.button("Close").setFocus()
    cramp.press(key)
    qtbot.waitUntil(cramp.window.isHidden)


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_it_is_dark_in_every_theme_and_its_words_can_be_read(
    cramp: CrampNowDriver, look: Look, roles: theme.Roles
) -> None:
    look(roles, 11)
    cramp.begin()
    picture = cramp.picture()
    assert picture.pixelColor(2, 2).name().upper() == theme.DARK.window
    step = cramp.window.findChildren(QLabel)[0]
    colours = {
        picture.pixelColor(x, y).lightness()
        for x in range(step.x(), step.x() + step.width())
        for y in range(step.y(), step.y() + step.height())
    }
    assert max(colours) > 200


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("points", [11, 22])
def test_no_word_is_cut_at_any_size(
    cramp: CrampNowDriver, look: Look, roles: theme.Roles, points: float
) -> None:
    look(roles, points)
    cramp.begin()
    assert cramp.cut() == []
