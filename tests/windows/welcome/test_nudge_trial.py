"""The test notification in Welcome."""

import pytest

from crampguard.windows.shared.app_actions import NudgeTrialResult
from tests.windows.welcome.shown import Welcome

# Offscreen Qt complains about the least size of a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


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
    welcome: Welcome, result: NudgeTrialResult, words: str
) -> None:
    welcome.press("Send one")
    assert welcome.notes() == ["Asking your desktop to show one."]
    welcome.trials[0](result)
    assert welcome.says(words)
    assert welcome.button("Send another").isEnabled()


def test_only_the_newest_try_counts(welcome: Welcome) -> None:
    welcome.press("Send one")
    welcome.trials[0]("sent")
    welcome.press("Send another")
    welcome.trials[1]("clicked")
    welcome.trials[0]("gone")
    assert welcome.notes() == ["Yes: it came, and your click came back."]


def test_what_had_no_button_goes_without_a_word(welcome: Welcome) -> None:
    welcome.press("Send one")
    welcome.trials[0]("no buttons")
    welcome.trials[0]("gone")
    assert welcome.says("It came, but this desktop shows no buttons in it.")


def test_a_result_after_closing_is_let_go(welcome: Welcome) -> None:
    welcome.press("Send one")
    welcome.window.close()
    welcome.trials[0]("clicked")
    assert not welcome.says("Yes: it came")
