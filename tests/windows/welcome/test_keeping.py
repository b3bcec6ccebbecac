"""What "Begin tonight" keeps, and that nothing is kept before."""

from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crampguard.engine import Outcome
from tests.windows.welcome.shown import BED_WEEK, FakeLogin, Open, Welcome

# Offscreen Qt complains about the least size of a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_statin_and_what_goes_with_it_are_kept(welcome: Welcome) -> None:
    welcome.press("I take a statin")
    welcome.press("Yes")
    welcome.press("Begin tonight")
    assert welcome.written["about_me"] == {"statin": True, "statin_cramps": "yes"}


def test_nothing_is_written_before_begin(welcome: Welcome) -> None:
    before = welcome.file
    welcome.enter(BED_WEEK, "23:00")
    welcome.switch("Alcohol cut-off").click()
    welcome.press("I have been told to limit what I drink")
    assert welcome.file == before
    assert not welcome.login.enabled
    welcome.press("Set up later")
    assert welcome.says("CrampGuard waits here")
    assert (welcome.file, welcome.login.enabled) == (before, False)
    assert len(welcome.evening.engine.tonight.items) == 10


def test_escape_is_set_up_later(welcome: Welcome) -> None:
    before = welcome.file
    welcome.switch("Alcohol cut-off").click()
    QTest.keyClick(welcome.window, Qt.Key.Key_Escape)
    assert welcome.says("CrampGuard waits here")
    QTest.keyClick(welcome.window, Qt.Key.Key_Escape)
    assert not welcome.window.isVisible()
    assert (welcome.file, welcome.tonight_opened) == (before, 0)


def test_begin_writes_once(welcome: Welcome, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[object] = []
    choose = welcome.evening.engine.choose

    def count(changes: Mapping[str, Any]) -> Outcome:
        chosen.append(changes)
        return choose(changes)

    monkeypatch.setattr(welcome.evening.engine, "choose", count)
    welcome.enter(BED_WEEK, "23:00")
    welcome.switch("Alcohol cut-off").click()
    welcome.press("Begin tonight")
    assert len(chosen) == 1


def test_the_defaults_need_no_writing(welcome: Welcome) -> None:
    before = welcome.file
    welcome.press("Begin tonight")
    assert welcome.says("CrampGuard waits here")
    assert welcome.file == before


def test_what_cannot_be_saved_is_said_and_the_window_stays(welcome: Welcome) -> None:
    broken = "[schedule\n"
    welcome.evening.settings.write_text(broken, encoding="utf-8")
    welcome.switch("Alcohol cut-off").click()
    welcome.press("Begin tonight")
    assert any(note.startswith("Not saved: ") for note in welcome.notes())
    assert not welcome.says("CrampGuard waits here")
    assert (welcome.file, welcome.login.enabled) == (broken, False)


def test_start_at_login_is_kept_at_begin(welcome: Welcome) -> None:
    welcome.press("Begin tonight")
    assert welcome.login.enabled


def test_start_at_login_can_be_declined(open_at: Open) -> None:
    welcome = open_at(login=FakeLogin(enabled=True))
    welcome.press("Start when I log in")
    welcome.press("Begin tonight")
    assert not welcome.login.enabled


def test_where_start_at_login_is_not_there_a_sentence_says_so(open_at: Open) -> None:
    welcome = open_at(login=FakeLogin(why_not="not there yet on this system"))
    tick = welcome.button("Start when I log in")
    assert (tick.isChecked(), tick.isEnabled()) == (False, False)
    assert welcome.says("Not possible here: not there yet on this system.")
    welcome.press("Begin tonight")
    assert not welcome.login.enabled


def test_start_at_login_that_fails_is_said_and_the_rest_is_kept(open_at: Open) -> None:
    welcome = open_at(login=FakeLogin(fails=True))
    welcome.switch("Alcohol cut-off").click()
    welcome.press("Begin tonight")
    assert welcome.notes() == ["All is saved but start at login: Read-only file system"]
    assert welcome.written["habits"] == {"alcohol_cutoff": {"enabled": False}}
    assert not welcome.button("Start when I log in").isChecked()
    welcome.press("Begin tonight")
    assert welcome.says("CrampGuard waits here")
