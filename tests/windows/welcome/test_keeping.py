"""What "Begin tonight" keeps, and that nothing is kept before."""

from collections.abc import Mapping
from typing import Any

import pytest

from crampguard.engine import Outcome
from tests.windows.driver import Key
from tests.windows.fakes import FakeLogin
from tests.windows.welcome.driver import BED_WEEK, OpenWelcome, WelcomeDriver


def test_a_statin_and_what_goes_with_it_are_kept(welcome: WelcomeDriver) -> None:
    welcome.click("I take a statin")
    welcome.click("Yes")
    welcome.click("Begin tonight")
    assert welcome.written["about_me"] == {"statin": True, "statin_cramps": "yes"}


def test_nothing_is_written_before_begin(welcome: WelcomeDriver) -> None:
    before = welcome.file
    welcome.type(BED_WEEK, "23:00")
    welcome.click("Alcohol cut-off")
    welcome.click("I have been told to limit what I drink")
    assert welcome.file == before
    assert not welcome.login.enabled
    welcome.click("Set up later")
    assert welcome.says("CrampGuard waits here")
    assert (welcome.file, welcome.login.enabled) == (before, False)
    assert len(welcome.evening.engine.tonight.items) == 10


def test_escape_is_set_up_later(welcome: WelcomeDriver) -> None:
    before = welcome.file
    welcome.click("Alcohol cut-off")
    welcome.press(Key.Key_Escape)
    assert welcome.says("CrampGuard waits here")
    welcome.press(Key.Key_Escape)
    assert not welcome.window.isVisible()
    assert (welcome.file, welcome.opened) == (before, [])


def test_begin_writes_once(welcome: WelcomeDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[object] = []
    choose = welcome.evening.engine.choose

    def count(changes: Mapping[str, Any]) -> Outcome:
        chosen.append(changes)
        return choose(changes)

    monkeypatch.setattr(welcome.evening.engine, "choose", count)
    welcome.type(BED_WEEK, "23:00")
    welcome.click("Alcohol cut-off")
    welcome.click("Begin tonight")
    assert len(chosen) == 1


def test_the_defaults_need_no_writing(welcome: WelcomeDriver) -> None:
    before = welcome.file
    welcome.click("Begin tonight")
    assert welcome.says("CrampGuard waits here")
    assert welcome.file == before


def test_what_cannot_be_saved_is_said_and_the_window_stays(welcome: WelcomeDriver) -> None:
    broken = "[schedule\n"
    welcome.evening.settings.write_text(broken, encoding="utf-8")
    welcome.click("Alcohol cut-off")
    welcome.click("Begin tonight")
    assert any(note.startswith("Not saved: ") for note in welcome.notes())
    assert not welcome.says("CrampGuard waits here")
    assert (welcome.file, welcome.login.enabled) == (broken, False)


def test_start_at_login_is_kept_at_begin(welcome: WelcomeDriver) -> None:
    welcome.click("Begin tonight")
    assert welcome.login.enabled


def test_start_at_login_can_be_declined(open_at: OpenWelcome) -> None:
    welcome = open_at(login=FakeLogin(enabled=True))
    welcome.click("Start when I log in")
    welcome.click("Begin tonight")
    assert not welcome.login.enabled


def test_where_start_at_login_is_not_there_a_sentence_says_so(open_at: OpenWelcome) -> None:
    welcome = open_at(login=FakeLogin(why_not="not there yet on this system"))
    tick = welcome.button("Start when I log in")
    assert (tick.isChecked(), tick.isEnabled()) == (False, False)
    assert welcome.says("Not possible here: not there yet on this system.")
    welcome.click("Begin tonight")
    assert not welcome.login.enabled


def test_start_at_login_that_fails_is_said_and_the_rest_is_kept(open_at: OpenWelcome) -> None:
    welcome = open_at(login=FakeLogin(error=OSError(30, "Read-only file system")))
    welcome.click("Alcohol cut-off")
    welcome.click("Begin tonight")
    assert welcome.notes() == ["All is saved but start at login: Read-only file system"]
    assert welcome.written["habits"] == {"alcohol_cutoff": {"enabled": False}}
    assert not welcome.button("Start when I log in").isChecked()
    welcome.click("Begin tonight")
    assert welcome.says("CrampGuard waits here")
