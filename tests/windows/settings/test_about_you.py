"""The page about the user."""

from pytestqt.qtbot import QtBot

from crampguard.windows.shared.fields import TextField
from tests.windows.driver import Key
from tests.windows.settings.driver import ABOUT_YOU, CONDITIONS, FILE, MEDICINES, SettingsDriver


def test_words_about_oneself_save_themselves_and_can_be_emptied(shown: SettingsDriver, qtbot: QtBot) -> None:
    shown.window.open_page(ABOUT_YOU)
    shown.type(MEDICINES, "A statin")
    assert shown.changes() == {}
    qtbot.waitUntil(lambda: shown.changes() == {"about_me.medicines": "A statin"})
    assert shown.evening.engine.settings.about_me.medicines == "A statin"
    shown.write(MEDICINES, "", leave_for=CONDITIONS)
    assert shown.evening.engine.settings.about_me.medicines == ""


def test_words_about_oneself_that_are_too_long_are_not_saved_and_not_lost(shown: SettingsDriver) -> None:
    shown.window.open_page(ABOUT_YOU)
    shown.evening.edit(f'{FILE}[about_me]\nmedicines = "{"a" * 2000}"\n')
    before = shown.text
    field = shown.named(MEDICINES)
    assert isinstance(field, TextField)
    field.setFocus()
    shown.press("b")
    shown.named(CONDITIONS).setFocus()
    assert shown.text == before
    assert shown.says("Please use a text of at most 2000 characters.")
    assert shown.says(f"Saved, except: {MEDICINES}")
    assert len(field.text()) == 2001
    field.setFocus()
    shown.press(Key.Key_Backspace)
    shown.named(CONDITIONS).setFocus()
    assert shown.says("Saved")
    assert not shown.says("Please use")
