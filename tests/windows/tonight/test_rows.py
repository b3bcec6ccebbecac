"""The rows of Tonight: ticks, the open card, and its answers."""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crampguard.routine.checklist import State
from crampguard.store.diary import Diary
from crampguard.windows.shared.box import Box
from crampguard.windows.tonight.row import box_of
from tests.answers import by
from tests.windows.driver import Key, spoken
from tests.windows.tonight.driver import TonightDriver


def test_rows_stand_in_the_order_of_time(shown: TonightDriver) -> None:
    names = [spoken(row)[0] for row in shown.rows()]
    assert names[0].startswith("Caffeine cut-off, 13:30")
    assert names[-1].startswith("Regular bedtime, 22:30")
    assert len(names) == 10


def test_a_click_on_a_row_ticks_it_and_another_takes_the_tick_back(shown: TonightDriver) -> None:
    for state in (State.DONE, State.LATER):
        shown.click("Cool bedroom")
        assert shown.state("cool_bedroom") is state


def test_a_click_on_the_chevron_opens_the_row_and_does_not_tick_it(shown: TonightDriver) -> None:
    row = shown.row("Cool bedroom")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center() + row.rect().topRight() / 2.2)
    assert shown.state("cool_bedroom") is State.LATER
    assert shown.says("Make your bedroom comfortably cool.")


def test_one_row_is_open_at_most(shown: TonightDriver) -> None:
    shown.press(Key.Key_Return, on="Cool bedroom")
    shown.press(Key.Key_Return, on="Loosen bedding")
    assert shown.says("Loosen the covers")
    assert not shown.says("Make your bedroom comfortably cool.")


def test_the_first_thing_that_waits_opens_by_itself_with_its_answers(shown: TonightDriver) -> None:
    shown.move_to("21:30")
    assert shown.says("Make your bedroom comfortably cool.")
    shown.click("Not tonight")
    assert shown.state("cool_bedroom") is State.SKIPPED


def test_the_stretch_offers_its_guide_first_until_it_is_answered(shown: TonightDriver) -> None:
    shown.move_to("22:15")
    assert shown.primaries() == ["Guide me", "Good night"]
    shown.click("Guide me")
    assert shown.opened == ["stretch"]
    shown.click("Done")
    assert "Guide me" not in shown.primaries()


def test_a_row_that_the_user_closed_stays_closed(shown: TonightDriver) -> None:
    shown.move_to("21:30")
    shown.press(Key.Key_Return, on="Cool bedroom")
    shown.engine.refresh()
    assert not shown.says("Make your bedroom comfortably cool.")


def test_undo_gives_back_the_answer_from_before(shown: TonightDriver) -> None:
    by(shown.engine).skip("stretch")
    shown.press(Key.Key_Space, on="Bedtime leg stretch")
    assert shown.says("Bedtime leg stretch ticked.")
    shown.click("Undo  Ctrl+Z")
    assert shown.state("stretch") is State.SKIPPED
    assert not shown.says("Bedtime leg stretch ticked.")


def test_a_heads_up_is_not_ticked_before_it_is_asked_for(shown: TonightDriver) -> None:
    shown.move_to("13:30")
    shown.press(Key.Key_Return, on="Caffeine cut-off")  # it opened by itself
    shown.press(Key.Key_Space, on="Caffeine cut-off")
    assert shown.state("caffeine_cutoff") is State.DUE
    shown.click("OK")
    assert "asks at 19:30" in spoken(shown.row("Caffeine cut-off"))[0]
    shown.move_to("19:30")
    shown.press(Key.Key_Space, on="Caffeine cut-off")
    assert shown.state("caffeine_cutoff") is State.DONE


def test_why_and_how_sure_is_there_on_demand(shown: TonightDriver) -> None:
    shown.move_to("21:30")
    assert not shown.says("Evidence for cramps")
    shown.click("Why, and how sure")
    assert shown.says("Evidence for cramps", "weak", "18 °C")
    assert not shown.says("Baniassadi")
    shown.click("The long answer")
    assert shown.says("Baniassadi")


def test_a_tick_that_is_not_saved_is_not_shown_as_one(shown: TonightDriver) -> None:
    shown.move_to("22:20")
    with closing(Diary(shown.diary.database.path)) as other, other.transaction():
        shown.click("Bedtime leg stretch")
        assert not shown.row("Bedtime leg stretch").isChecked()
        assert shown.says("Not saved: another program is using the diary. Your last change is kept here")
        assert not shown.says("ticked.")
        assert not shown.says("taken back")
    shown.move_to("22:22")
    assert shown.row("Bedtime leg stretch").isChecked()
    assert not shown.says("Not saved")


@pytest.mark.parametrize(
    ("wall", "habit", "box"),
    [
        ("12:00", "cool_bedroom", Box.OPEN),
        ("12:00", "caffeine_cutoff", Box.RESTING),
        ("13:30", "caffeine_cutoff", Box.RESTING),
        ("19:30", "caffeine_cutoff", Box.LIT),
        ("21:30", "cool_bedroom", Box.LIT),
        ("22:30", "cool_bedroom", Box.PAST),
    ],
)
def test_every_state_has_a_shape(shown: TonightDriver, wall: str, habit: str, box: Box) -> None:
    shown.move_to(wall)
    assert box_of(shown.engine.tonight, shown.evening.item(habit)) is box


def test_no_row_moves_when_the_undo_comes(shown: TonightDriver) -> None:
    row = shown.row("Loosen bedding")
    before = row.mapToGlobal(row.rect().topLeft()), row.width()
    shown.press(Key.Key_Space, on="Loosen bedding")
    QApplication.processEvents()
    assert (row.mapToGlobal(row.rect().topLeft()), row.width()) == before
