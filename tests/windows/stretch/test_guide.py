"""The steps of the stretch: begun, paused, gone through, closed and opened again."""

from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from tests.moved_clock import at
from tests.windows.driver import Key
from tests.windows.stretch.driver import StretchDriver


def test_nothing_runs_before_the_user_begins(shown: StretchDriver) -> None:
    shown.seconds(30)
    assert shown.says("Calf, left leg", "When you are ready", "2 min 50 s left")
    assert shown.says("Ask your doctor first after a leg operation, clot or injury.")


def test_it_says_which_leg_which_muscle_and_how_long(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.seconds(31)
    assert shown.says("Calf, left leg", "2 of 3, back knee straight, heel down", "2 min 19 s left")
    assert shown.says("Hold", "Let it pull, not hurt. Keep breathing.")
    shown.seconds(51)
    assert shown.says("Change to the hamstrings", "Hamstring, left leg", "1 min 28 s left")
    shown.seconds(75)
    assert shown.says("Change legs", "Hamstring, right leg", "3 of 3", "13 s left")


def test_space_begins_pauses_and_goes_on(shown: StretchDriver) -> None:
    shown.press(Key.Key_Space)
    shown.seconds(3)
    shown.press(Key.Key_Space)
    shown.seconds(60)
    assert shown.says("Paused", "2 min 47 s left")
    shown.press(Key.Key_Space)
    shown.seconds(2)
    assert shown.says("Hold", "2 min 45 s left")


def test_a_click_on_another_button_leaves_space_to_the_pause(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.click("Next")
    shown.click("Seated instead")
    shown.press(Key.Key_Space)
    assert shown.says("Paused", "2 min 40 s left")


def test_steps_are_gone_back_and_on_by_button_and_by_arrow(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.seconds(2)
    shown.click("Next")
    assert shown.says("Change legs", "Calf, right leg", "2 min 40 s left")
    shown.press(Key.Key_Right)
    assert shown.says("Hold", "Calf, right leg", "2 min 36 s left")
    shown.press(Key.Key_Left)
    shown.click("Back")
    assert shown.says("Hold", "Calf, left leg", "2 min 50 s left")
    assert not shown.button("Back").isEnabled()


def test_a_step_taken_while_paused_stays_paused(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.click("Pause")
    shown.click("Next")
    shown.seconds(20)
    assert shown.says("Paused", "2 min 40 s left")


def test_nobody_leaps_to_the_end(shown: StretchDriver) -> None:
    shown.click("Begin")
    for _press in range(40):
        shown.press(Key.Key_Right)
    assert shown.says("Hamstring, right leg", "10 s left")
    assert shown.state() is not State.DONE


def test_seated_and_standing_change_at_any_time_and_are_remembered(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.seconds(4)
    shown.click("Seated instead")
    assert shown.says("seated, towel round the foot", "2 min 46 s left")
    shown.window.close()
    shown.window.open()
    assert shown.says("seated, towel round the foot")
    shown.click("Standing instead")
    assert shown.says("back knee straight, heel down")


def test_once_more_begins_anew(shown: StretchDriver) -> None:
    shown.finish()
    shown.click("Once more")
    assert shown.says("When you are ready", "2 min 50 s left")
    shown.press(Key.Key_Space)
    shown.seconds(1)
    assert shown.says("2 min 49 s left")


def test_closed_in_the_middle_it_ticks_nothing_and_stops(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.seconds(100)
    shown.press(Key.Key_Escape)
    assert not shown.window.isVisible()
    assert not shown.window._guide.running
    assert shown.state() is State.DUE
    shown.window.open()
    assert shown.says("When you are ready", "2 min 50 s left")


def test_minimised_it_goes_on(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.window.showMinimized()
    shown.seconds(10)
    shown.window.showNormal()
    assert shown.says("2 min 40 s left")


def test_opened_while_it_runs_it_is_only_brought_forward(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.seconds(5)
    shown.window.open()
    assert shown.says("Hold", "2 min 45 s left")


def test_opened_when_it_is_over_it_begins_anew(shown: StretchDriver) -> None:
    shown.finish()
    shown.window.open()
    assert shown.says("When you are ready")


def test_left_standing_for_a_night_it_begins_anew_when_opened(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.seconds(5)
    shown.click("Pause")
    shown.window.open()
    assert shown.says("Paused")
    shown.evening.move_to(at("2026-11-23 22:00"))
    shown.window.open()
    assert shown.says("When you are ready")


def test_after_a_suspend_it_is_paused_where_it_was(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.seconds(5)
    shown.evening.move_by(hours=8)
    shown.window._guide._second.timeout.emit()
    assert shown.says("Paused", "2 min 45 s left")
    shown.click("Go on")
    shown.seconds(1)
    assert shown.says("Hold", "2 min 44 s left")


def test_it_counts_with_a_timer_of_a_second(shown: StretchDriver, qtbot: QtBot) -> None:
    assert shown.window._guide._second.interval() == 1000
    shown.click("Begin")
    assert shown.window._guide._second.isActive()
    shown.click("Pause")
    assert not shown.window._guide._second.isActive()


def test_when_to_see_someone_is_reached_from_here(shown: StretchDriver) -> None:
    shown.click("When to see a doctor")
    shown.finish()
    shown.click("When to see a doctor")
    assert shown.opened == ["advice"] * 2
