"""The general page: start at login, how times are written, the key for "Cramp now", the preview."""

import pytest
from PySide6.QtWidgets import QAbstractButton

from tests.windows.settings.shown import FILE, GENERAL, Shown, spoken

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_start_at_login_is_kept_by_the_desktop(shown: Shown) -> None:
    shown.window.open_page(GENERAL)
    shown.press("Start when I log in")
    assert shown.login.enabled
    shown.press("Start when I log in")
    shown.login.trouble = OSError(28, "No space left on device")
    shown.press("Start when I log in")
    assert shown.says("Not saved: No space left on device")
    assert not shown.login.enabled
    assert shown.text == FILE


def test_where_it_cannot_start_at_login_it_says_why(shown: Shown) -> None:
    shown.login.why_not = "not there yet on this system"
    shown.window.open_page(GENERAL)
    assert shown.says("Not possible here: not there yet on this system.")
    assert "Start when I log in" not in map(spoken, shown.controls())


def test_the_preview_starts_and_says_why_where_it_cannot(shown: Shown) -> None:
    shown.press("General")
    shown.press("Preview an evening")
    assert shown.previews == 1
    shown.trouble = OSError("crampguard cannot be started")
    shown.press("Preview an evening")
    assert shown.says("crampguard cannot be started")


@pytest.mark.parametrize(
    ("grants", "told"),
    [
        ("Ctrl+Alt+K", "Ctrl+Alt+K now opens it."),
        ("", "The key you chose now opens it."),
        (None, "“crampguard cramp”"),
    ],
)
def test_a_key_for_cramp_now_is_the_desktops_or_is_explained(
    shown: Shown, grants: str | None, told: str
) -> None:
    shown.cramp_key.grants = grants
    shown.press("General")
    shown.press("Choose a key")
    assert shown.says(told)
    assert shown.cramp_key.wanted is (grants is not None)


def test_the_key_can_be_given_up(shown: Shown) -> None:
    shown.cramp_key.grants = "Ctrl+Alt+K"
    shown.press("General")
    shown.press("Choose a key")
    shown.press("Use no key")
    assert not shown.cramp_key.wanted
    assert not shown.says("now opens it")


def choose_clock(shown: Shown, text: str) -> None:
    buttons = shown.window.findChildren(QAbstractButton)
    next(button for button in buttons if spoken(button) == f"How times are written: {text}").click()


def test_how_times_are_written_is_a_choice_that_every_page_follows(shown: Shown) -> None:
    shown.press("Habits")
    shown.press("General")
    choose_clock(shown, "10:30\u00a0pm")
    assert shown.changes() == {"look.clock": "12"}
    shown.press("Habits")
    assert shown.says("10 h, so at 12:30\u00a0pm")
    shown.press("General")
    choose_clock(shown, "10:30\u00a0pm")  # once more: one of them is always chosen
    assert shown.changes() == {"look.clock": "12"}
    choose_clock(shown, "As this computer")
    assert shown.changes() == {"look.clock": "auto"}
