"""Tonight by keyboard alone."""

from crampguard.routine.checklist import State
from tests.windows.driver import Key
from tests.windows.tonight.driver import TonightDriver


def test_keys_snooze_skip_tick_and_undo(shown: TonightDriver) -> None:
    shown.move_to("21:31")
    shown.press(Key.Key_S, on="Cool bedroom")
    assert shown.state("cool_bedroom") is State.SNOOZED
    shown.press(Key.Key_K, on="Cool bedroom")
    assert shown.state("cool_bedroom") is State.SKIPPED
    shown.press(Key.Key_Space, on="Loosen bedding")
    assert shown.state("loose_bedding") is State.DONE


def test_arrow_keys_walk_the_rows(shown: TonightDriver) -> None:
    shown.window.activateWindow()
    shown.row("Cool bedroom").setFocus()
    shown.press(Key.Key_Down, on="Cool bedroom")
    assert shown.row("Screens off").hasFocus()
    shown.press(Key.Key_Up, on="Screens off")
    assert shown.row("Cool bedroom").hasFocus()


def test_every_control_has_a_name_and_the_keyboard_reaches_it(shown: TonightDriver) -> None:
    shown.move_to("21:30")
    shown.click("Why, and how sure")
    assert shown.unnamed() == []
    visited = shown.by_tab()
    assert set(shown.rows()) <= set(visited)
    assert shown.button("Settings") in visited


def test_the_keyboard_starts_on_the_row_that_waits_and_goes_to_the_next_one(shown: TonightDriver) -> None:
    shown.window.close()
    shown.move_to("22:16")
    shown.window.bring_forward()
    assert shown.focused().startswith("Bedtime leg stretch")
    shown.press(Key.Key_Space, on="Bedtime leg stretch")
    assert shown.focused().startswith("Cool bedroom")


def test_where_nothing_waits_the_keyboard_starts_on_the_first_row(shown: TonightDriver) -> None:
    assert shown.focused().startswith("Caffeine cut-off")
    shown.press(Key.Key_Down, on="Caffeine cut-off")
    assert shown.focused().startswith("Alcohol cut-off")


def test_after_an_answer_the_keyboard_stays_on_its_row_where_nothing_waits(shown: TonightDriver) -> None:
    shown.press(Key.Key_Return, on="Cool bedroom")
    shown.button("Done").setFocus()
    shown.click("Done")
    assert shown.focused().startswith("Cool bedroom")
