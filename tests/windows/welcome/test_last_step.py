"""The last step of Welcome: where the program lives."""

from PySide6.QtWidgets import QApplication

from tests.windows.welcome.driver import OpenWelcome, WelcomeDriver


def test_it_says_where_the_program_waits_and_when_it_speaks_next(welcome: WelcomeDriver) -> None:
    welcome.click("Begin tonight")
    assert welcome.says("CrampGuard waits here")
    assert welcome.says("This moon is now among the small icons beside the clock of your desktop")
    assert welcome.says("The next nudge comes at 13:30.")
    assert welcome.unnamed() == []


def test_return_leads_from_there_to_tonight(welcome: WelcomeDriver) -> None:
    welcome.click("Begin tonight")
    focus = QApplication.focusWidget()
    assert focus is welcome.button("Show tonight's list")
    welcome.click("Show tonight's list")
    assert (welcome.window.isVisible(), welcome.opened) == (False, ["tonight"])


def test_it_can_be_closed_without_opening_anything(welcome: WelcomeDriver) -> None:
    welcome.click("Begin tonight")
    welcome.click("Close")
    assert (welcome.window.isVisible(), welcome.opened) == (False, [])


def test_without_a_tray_it_says_so_and_the_list_need_not(welcome: WelcomeDriver) -> None:
    welcome.has_tray = False
    welcome.click("Begin tonight")
    assert welcome.says("This desktop shows no tray icons. Nudges still arrive.")
    assert not welcome.says("waits here")
    assert not welcome.evening.engine.say_once("no tray")


def test_with_a_tray_the_list_may_still_have_to_say_that_there_is_none(welcome: WelcomeDriver) -> None:
    welcome.click("Begin tonight")
    assert welcome.evening.engine.say_once("no tray")


def test_the_preview_is_offered_there(welcome: WelcomeDriver) -> None:
    welcome.click("Begin tonight")
    welcome.click("Preview an evening")
    assert welcome.previews == 1


def test_times_there_are_as_they_were_just_chosen(open_at: OpenWelcome) -> None:
    welcome = open_at(settings='[look]\nclock = "12"')
    welcome.click("Set up later")
    assert welcome.says("The next nudge comes at 1:30\u00a0pm.")
