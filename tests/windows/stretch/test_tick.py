"""The end of the stretch ticks its habit."""

from datetime import date

from PySide6.QtCore import Qt

from crampguard.routine.checklist import State
from crampguard.routine.stretching import WHOLE
from tests.answers import by
from tests.moved_clock import at
from tests.windows.driver import Key
from tests.windows.stretch.driver import StretchDriver


def test_the_end_ticks_the_stretch_and_undo_takes_it_back(shown: StretchDriver) -> None:
    shown.finish()
    assert shown.state() is State.DONE
    assert shown.says("That was the whole stretch.", "Bedtime leg stretch ticked.", "If it hurt")
    shown.click("Undo  Ctrl+Z")
    assert shown.state() is State.DUE
    assert shown.says("The stretch is no longer ticked.")


def test_undo_by_keyboard_gives_back_the_answer_from_before(shown: StretchDriver) -> None:
    by(shown.engine).skip("stretch")
    shown.finish()
    assert shown.state() is State.DONE
    shown.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert shown.state() is State.SKIPPED
    by(shown.engine).done("stretch")
    shown.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)  # it was taken back already
    assert shown.state() is State.DONE


def test_the_end_ticks_the_night_in_which_it_was_begun(shown: StretchDriver) -> None:
    shown.evening.move_to(at("2026-11-23 06:44"))
    shown.click("Begin")
    shown.seconds(WHOLE)
    assert shown.engine.tonight.night.date == date(2026, 11, 23)
    assert shown.state() is not State.DONE
    marked = shown.engine.view(date(2026, 11, 22)).items
    assert next(item for item in marked if item.habit.id == "stretch").state is State.DONE


def test_where_it_was_ticked_before_there_is_nothing_to_take_back(shown: StretchDriver) -> None:
    by(shown.engine).done("stretch")
    shown.finish()
    assert shown.says("Bedtime leg stretch was ticked already.")
    shown.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert shown.state() is State.DONE


def test_where_the_habit_is_off_nothing_is_ticked_and_nothing_is_wrong(shown: StretchDriver) -> None:
    shown.evening.edit("[habits.stretch]\nenabled = false\n")
    shown.finish()
    assert shown.says("That was the whole stretch.")
    assert not shown.says("ticked")
    shown.evening.edit("")
    assert shown.state() is not State.DONE
    assert shown.engine.tonight.problems == ()


def test_a_tick_that_cannot_be_saved_is_said(shown: StretchDriver) -> None:
    shown.click("Begin")
    shown.seconds(WHOLE - 1)
    shown.diary.close()
    shown.window._guide._second.timeout.emit()
    assert shown.says("That was the whole stretch.", "Not saved: ")


def test_a_late_space_at_the_end_presses_nothing(shown: StretchDriver) -> None:
    shown.finish()
    shown.press(Key.Key_Space)
    assert shown.window.isVisible()
    assert shown.opened == []
    assert shown.says("Bedtime leg stretch ticked.")
