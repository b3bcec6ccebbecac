"""The test notification in Welcome."""

import pytest

from crampguard.windows.shared.app_actions import NudgeTrialResult
from tests.windows.welcome.driver import WelcomeDriver


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("sent", "Sent. Now press the button in it"),
        ("clicked", "Yes: it came, and your click came back."),
        ("no buttons", "It came, but this desktop shows no buttons in it."),
        ("gone", "It went away before you clicked."),
        ("nobody", "start a notification server such as dunst."),
    ],
)
def test_what_becomes_of_the_test_notification_is_said(
    welcome: WelcomeDriver, result: NudgeTrialResult, words: str
) -> None:
    welcome.click("Send one")
    assert welcome.notes() == ["Asking your desktop to show one."]
    welcome.trials[0](result)
    assert welcome.says(words)
    assert welcome.button("Send another").isEnabled()


def test_only_the_newest_try_counts(welcome: WelcomeDriver) -> None:
    welcome.click("Send one")
    welcome.trials[0]("sent")
    welcome.click("Send another")
    welcome.trials[1]("clicked")
    welcome.trials[0]("gone")
    assert welcome.notes() == ["Yes: it came, and your click came back."]


def test_what_had_no_button_goes_without_a_word(welcome: WelcomeDriver) -> None:
    welcome.click("Send one")
    welcome.trials[0]("no buttons")
    welcome.trials[0]("gone")
    assert welcome.says("It came, but this desktop shows no buttons in it.")


def test_a_result_after_closing_is_let_go(welcome: WelcomeDriver) -> None:
    welcome.click("Send one")
    welcome.window.close()
    welcome.trials[0]("clicked")
    assert not welcome.says("Yes: it came")
