"""What the settings window says about the file, and how it follows a hand edit."""

import tomllib

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
)

from crampguard.windows.shared.fields import LineField
from tests.windows.settings.shown import ABOUT_YOU, FILE, Shown

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_file_that_cannot_be_written_is_said(shown: Shown) -> None:
    shown.evening.settings.write_text("[schedule\n", encoding="utf-8")
    shown.window.open_page(ABOUT_YOU)
    shown.press("I take a statin")
    assert shown.says("Not saved: ")
    assert shown.text == "[schedule\n"
    tick = shown.named("I take a statin")
    assert isinstance(tick, QAbstractButton)
    assert not tick.isChecked()
    shown.evening.edit(FILE)
    shown.press("I take a statin")
    assert shown.says("Saved")


def test_a_hand_edit_is_shown_at_once_and_loses_nothing_that_is_typed(shown: Shown) -> None:
    shown.type("To bed Wednesday", "2")
    shown.evening.edit(FILE.replace("22:30", "23:00"))
    tuesday, wednesday = shown.named("To bed Tuesday"), shown.named("To bed Wednesday")
    assert isinstance(tuesday, LineField)
    assert isinstance(wednesday, LineField)
    assert (tuesday.text(), wednesday.text()) == ("23:00", "2")
    QTest.keyClicks(wednesday, "1:00")
    assert tomllib.loads(shown.text)["schedule"]["wednesday"] == {"bedtime": "21:00"}


def test_a_bad_value_in_the_file_is_in_the_footer(shown: Shown) -> None:
    shown.evening.edit(FILE.replace("snooze = 15", "snooze = 500"))
    assert shown.says("nudges.snooze: found 500, allowed is whole minutes from 1 to 120")


def test_a_hidden_window_rests_and_is_up_to_date_when_it_is_shown(shown: Shown) -> None:
    shown.window.hide()
    shown.evening.edit(FILE.replace("22:30", "23:00"))
    shown.window.show()
    field = shown.named("To bed Tuesday")
    assert isinstance(field, LineField)
    assert field.text() == "23:00"
