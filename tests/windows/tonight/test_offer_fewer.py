"""The offer to speak less, in the Tonight window over a real engine."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import Morning
from crampguard.windows.shared import theme
from crampguard.windows.tonight.offer_fewer import OfferFewer
from tests.answers import by
from tests.moved_clock import at
from tests.windows.conftest import Begin
from tests.windows.driver import spoken
from tests.windows.tonight.driver import TonightDriver

OFFER = "It has been quiet here for a while. Would you rather have only the list, without pop-ups?"
TONIGHT = date(2026, 11, 22)


def night(before: int) -> date:
    return TONIGHT - timedelta(days=before)


@pytest.fixture
def shown(qtbot: QtBot, begin: Begin) -> TonightDriver:
    """Opened after fourteen nights in which the stretch was told and nobody answered."""
    quiet = begin()
    for before in range(1, 15):
        quiet.diary.claim(night(before), "stretch", quiet.clock.now())
    return TonightDriver(qtbot, quiet)


def open_again(shown: TonightDriver) -> None:
    shown.window.hide()
    shown.window.bring_forward()


def popping_up(shown: TonightDriver) -> set[str]:
    return {habit.id for habit in shown.engine.settings.routine.habits if habit.enabled and habit.notify}


def test_only_the_list_is_one_click_for_all_that_pops_up_and_can_be_undone(shown: TonightDriver) -> None:
    before = popping_up(shown)
    assert before
    assert shown.says(OFFER)
    shown.click("Only the list")
    assert popping_up(shown) == set()
    assert not shown.says(OFFER)
    shown.click("Undo  Ctrl+Z")
    assert popping_up(shown) == before
    assert not shown.says(OFFER)


def test_it_can_be_undone_after_the_window_was_closed(shown: TonightDriver) -> None:
    before = popping_up(shown)
    shown.click("Only the list")
    open_again(shown)
    shown.click("Undo  Ctrl+Z")
    assert popping_up(shown) == before


def test_kept_as_it_is_nothing_changes_and_it_is_not_offered_again(shown: TonightDriver) -> None:
    before = popping_up(shown)
    shown.click("Keep as it is")
    assert popping_up(shown) == before
    open_again(shown)
    shown.evening.move_to(at("2026-11-25 12:00"))
    assert not shown.says(OFFER)


def test_after_an_answer_it_takes_another_fourteen_nights(shown: TonightDriver) -> None:
    shown.click("Keep as it is")
    by(shown.engine).done("stretch")
    shown.evening.move_to(at("2026-12-06 12:00"))
    assert not shown.says(OFFER)
    shown.evening.move_to(at("2026-12-07 12:00"))
    assert shown.says(OFFER)


def test_unanswered_it_is_offered_again_and_goes_with_the_next_answer(shown: TonightDriver) -> None:
    open_again(shown)
    assert shown.says(OFFER)
    by(shown.engine).morning(Morning(cramp=False), night(1))
    open_again(shown)
    assert not shown.says(OFFER)


def test_the_diary_is_asked_only_when_the_window_opens_and_when_a_night_begins(
    shown: TonightDriver,
) -> None:
    asked: list[str] = []
    shown.diary.database._db.set_trace_callback(
        lambda sql: asked.append(sql) if "last(night)" in sql else None
    )
    shown.move_to("23:00")
    by(shown.engine).done("stretch")
    assert asked == []
    shown.evening.move_to(at("2026-11-23 07:00"))
    assert len(asked) == 1
    shown.window.hide()
    shown.evening.move_to(at("2026-11-24 07:00"))
    assert len(asked) == 1
    shown.window.bring_forward()
    assert len(asked) == 2


def test_settings_that_cannot_be_written_are_said_and_the_offer_stays(shown: TonightDriver) -> None:
    shown.evening.settings.write_text("[schedule", encoding="utf-8")
    shown.click("Only the list")
    assert shown.engine.tonight.problems
    assert shown.says(OFFER)


def test_the_offer_is_spoken_and_the_keyboard_reaches_its_answers(shown: TonightDriver) -> None:
    assert shown.unnamed() == []
    reached = [spoken(widget)[0] for widget in shown.by_tab()]
    assert reached.index("Keep as it is") == reached.index("Only the list") + 1


def test_right_to_left_the_offer_mirrors(shown: TonightDriver) -> None:
    strip = shown.window.findChildren(OfferFewer)[0]
    ink = QColor(theme.LIGHT.text2)

    def icon_is_on_the_left() -> bool:
        QApplication.processEvents()
        picture, edge = strip.grab().toImage(), range(theme.px(36))
        return any(picture.pixelColor(x, y) == ink for x in edge for y in range(theme.px(36)))

    assert icon_is_on_the_left()
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not icon_is_on_the_left()
    assert shown.button("Only the list").x() > shown.button("Keep as it is").x()
