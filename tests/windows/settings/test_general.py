"""The general page: start at login, how times are written, the key for "Cramp now", the preview."""

import pytest

from tests.windows.settings.driver import FILE, GENERAL, SettingsDriver


def test_start_at_login_is_kept_by_the_desktop(shown: SettingsDriver) -> None:
    shown.window.open_page(GENERAL)
    shown.click("Start when I log in")
    assert shown.login.enabled
    shown.click("Start when I log in")
    shown.login.error = OSError(28, "No space left on device")
    shown.click("Start when I log in")
    assert shown.says("Not saved: No space left on device")
    assert not shown.login.enabled
    assert shown.text == FILE


def test_where_it_cannot_start_at_login_it_says_why(shown: SettingsDriver) -> None:
    shown.login.why_not = "not there yet on this system"
    shown.window.open_page(GENERAL)
    assert shown.says("Not possible here: not there yet on this system.")
    assert not shown.offers("Start when I log in")


def test_the_preview_starts_and_says_why_where_it_cannot(shown: SettingsDriver) -> None:
    shown.click("General")
    shown.click("Preview an evening")
    assert shown.previews == 1
    shown.error = OSError("crampguard cannot be started")
    shown.click("Preview an evening")
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
    shown: SettingsDriver, grants: str | None, told: str
) -> None:
    shown.cramp_key.grants = grants
    shown.click("General")
    shown.click("Choose a key")
    assert shown.says(told)
    assert shown.cramp_key.wanted is (grants is not None)


def test_the_key_can_be_given_up(shown: SettingsDriver) -> None:
    shown.cramp_key.grants = "Ctrl+Alt+K"
    shown.click("General")
    shown.click("Choose a key")
    shown.click("Use no key")
    assert not shown.cramp_key.wanted
    assert not shown.says("now opens it")


def test_how_times_are_written_is_a_choice_that_every_page_follows(shown: SettingsDriver) -> None:
    shown.click("Habits")
    shown.click("General")
    shown.click("How times are written: 10:30\u00a0pm")
    assert shown.changes() == {"look.clock": "12"}
    shown.click("Habits")
    assert shown.says("10 h, so at 12:30\u00a0pm")
    shown.click("General")
    shown.click("How times are written: 10:30\u00a0pm")  # once more: one of them is always chosen
    assert shown.changes() == {"look.clock": "12"}
    shown.click("How times are written: As this computer")
    assert shown.changes() == {"look.clock": "auto"}
