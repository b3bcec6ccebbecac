"""The tones of the stretch."""

from crampguard.routine.stretching import WHOLE
from tests.windows.stretch.driver import StretchDriver


def test_a_tone_tells_each_change_and_the_end(shown: StretchDriver) -> None:
    shown.player.played.clear()
    shown.finish()
    assert shown.player.played == [*["hold", "change"] * 11, "hold", "end"]


def test_a_pause_within_a_step_makes_no_sound_when_it_goes_on(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.seconds(3)
    shown.player.played.clear()
    shown.click("Pause")
    shown.seconds(60)
    shown.click("Go on")
    shown.seconds(3)
    assert shown.player.played == []


def test_one_click_turns_the_sounds_off_for_good(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.click("Mute")
    shown.player.played.clear()
    shown.seconds(WHOLE)
    assert shown.player.played == []
    assert not shown.engine.settings.stretch_sounds
    shown.click("Unmute")
    assert shown.engine.settings.stretch_sounds


def test_where_nothing_can_play_the_control_says_so(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.player.why_not = "No sound can be played here."
    shown.seconds(1)
    button = shown.button("No sounds here")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "No sound can be played here."


def test_closing_the_window_cuts_the_sound_off(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.window.close()
    assert shown.player.played[-1] == "stop"
