"""The last step of Welcome: where the program lives."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.windows.accessibility import unnamed
from tests.windows.welcome.shown import Open, Welcome

# Offscreen Qt complains about the least size of a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_it_says_where_the_program_waits_and_when_it_speaks_next(welcome: Welcome) -> None:
    welcome.press("Begin tonight")
    assert welcome.says("CrampGuard waits here")
    assert welcome.says("This moon is now among the small icons beside the clock of your desktop")
    assert welcome.says("The next nudge comes at 13:30.")
    assert unnamed(welcome.window) == []


def test_return_leads_from_there_to_tonight(welcome: Welcome) -> None:
    welcome.press("Begin tonight")
    focus = QApplication.focusWidget()
    assert focus is welcome.button("Show tonight's list")
    welcome.press("Show tonight's list")
    assert (welcome.window.isVisible(), welcome.tonight_opened) == (False, 1)


def test_it_can_be_closed_without_opening_anything(welcome: Welcome) -> None:
    welcome.press("Begin tonight")
    welcome.press("Close")
    assert (welcome.window.isVisible(), welcome.tonight_opened) == (False, 0)


def test_without_a_tray_it_says_so_and_the_list_need_not(welcome: Welcome) -> None:
    welcome.has_tray = False
    welcome.press("Begin tonight")
    assert welcome.says("This desktop shows no tray icons. Nudges still arrive.")
    assert not welcome.says("waits here")
    assert not welcome.evening.engine.say_once("no tray")


def test_with_a_tray_the_list_may_still_have_to_say_that_there_is_none(welcome: Welcome) -> None:
    welcome.press("Begin tonight")
    assert welcome.evening.engine.say_once("no tray")


def test_the_preview_is_offered_there(welcome: Welcome) -> None:
    welcome.press("Begin tonight")
    welcome.press("Preview an evening")
    assert welcome.previews == 1


def test_times_there_are_as_they_were_just_chosen(open_at: Open) -> None:
    welcome = open_at(settings='[look]\nclock = "12"')
    welcome.press("Set up later")
    assert welcome.says("The next nudge comes at 1:30\u00a0pm.")
