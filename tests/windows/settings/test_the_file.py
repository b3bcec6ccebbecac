"""What the settings window says about the file, and how it follows a hand edit."""

import tomllib

from PySide6.QtWidgets import (
    QAbstractButton,
)

from crampguard.windows.shared.fields import LineField
from tests.windows.settings.driver import ABOUT_YOU, FILE, SettingsDriver


def test_a_file_that_cannot_be_written_is_said(shown: SettingsDriver) -> None:
    shown.evening.settings.write_text("[schedule\n", encoding="utf-8")
    shown.window.open_page(ABOUT_YOU)
    shown.click("I take a statin")
    assert shown.says("Not saved: ")
    assert shown.text == "[schedule\n"
    tick = shown.named("I take a statin")
    assert isinstance(tick, QAbstractButton)
    assert not tick.isChecked()
    shown.evening.edit(FILE)
    shown.click("I take a statin")
    assert shown.says("Saved")


def test_a_hand_edit_is_shown_at_once_and_loses_nothing_that_is_typed(shown: SettingsDriver) -> None:
    shown.type("To bed Wednesday", "2")
    shown.evening.edit(FILE.replace("22:30", "23:00"))
    tuesday, wednesday = shown.named("To bed Tuesday"), shown.named("To bed Wednesday")
    assert isinstance(tuesday, LineField)
    assert isinstance(wednesday, LineField)
    assert (tuesday.text(), wednesday.text()) == ("23:00", "2")
    shown.press("1:00")
    assert tomllib.loads(shown.text)["schedule"]["wednesday"] == {"bedtime": "21:00"}


def test_a_bad_value_in_the_file_is_in_the_footer(shown: SettingsDriver) -> None:
    shown.evening.edit(FILE.replace("snooze = 15", "snooze = 500"))
    assert shown.says("nudges.snooze: found 500, allowed is whole minutes from 1 to 120")


def test_a_hidden_window_rests_and_is_up_to_date_when_it_is_shown(shown: SettingsDriver) -> None:
    shown.window.hide()
    shown.evening.edit(FILE.replace("22:30", "23:00"))
    shown.window.show()
    field = shown.field("To bed Tuesday")
    assert field.text() == "23:00"
