"""The offer to speak less, in the Tonight window over a real engine."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import Morning
from crampguard.windows.shared import theme
from crampguard.windows.tonight.offer_fewer import OfferFewer
from tests.answers import by
from tests.moved_clock import at, evening
from tests.windows.accessibility import by_tab, spoken, unnamed
from tests.windows.conftest import Look
from tests.windows.test_tonight import Shown

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

OFFER = "It has been quiet here for a while. Would you rather have only the list, without pop-ups?"
TONIGHT = date(2026, 11, 22)


def night(before: int) -> date:
    return TONIGHT - timedelta(days=before)


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Shown]:
    """Opened after fourteen nights in which the stretch was told and nobody answered."""
    quiet = evening(tmp_path, at("2026-11-22 12:00"))
    for before in range(1, 15):
        quiet.diary.claim(night(before), "stretch", quiet.clock.now())
    shown = Shown(qtbot, quiet)
    yield shown
    shown.evening.diary.close()


def open_again(shown: Shown) -> None:
    shown.window.hide()
    shown.window.bring_forward()


def popping_up(shown: Shown) -> set[str]:
    return {habit.id for habit in shown.engine.settings.routine.habits if habit.enabled and habit.notify}


def test_only_the_list_is_one_click_for_all_that_pops_up_and_can_be_undone(shown: Shown) -> None:
    before = popping_up(shown)
    assert before
    assert shown.says(OFFER)
    shown.button("Only the list").click()
    assert popping_up(shown) == set()
    assert not shown.says(OFFER)
    shown.button("Undo  Ctrl+Z").click()
    assert popping_up(shown) == before
    assert not shown.says(OFFER)


def test_it_can_be_undone_after_the_window_was_closed(shown: Shown) -> None:
    before = popping_up(shown)
    shown.button("Only the list").click()
    open_again(shown)
    shown.button("Undo  Ctrl+Z").click()
    assert popping_up(shown) == before


def test_kept_as_it_is_nothing_changes_and_it_is_not_offered_again(shown: Shown) -> None:
    before = popping_up(shown)
    shown.button("Keep as it is").click()
    assert popping_up(shown) == before
    open_again(shown)
    shown.evening.move_to(at("2026-11-25 12:00"))
    assert not shown.says(OFFER)


def test_after_an_answer_it_takes_another_fourteen_nights(shown: Shown) -> None:
    shown.button("Keep as it is").click()
    by(shown.engine).done("stretch")
    shown.evening.move_to(at("2026-12-06 12:00"))
    assert not shown.says(OFFER)
    shown.evening.move_to(at("2026-12-07 12:00"))
    assert shown.says(OFFER)


def test_unanswered_it_is_offered_again_and_goes_with_the_next_answer(shown: Shown) -> None:
    open_again(shown)
    assert shown.says(OFFER)
    by(shown.engine).morning(Morning(cramp=False), night(1))
    open_again(shown)
    assert not shown.says(OFFER)


def test_the_diary_is_asked_only_when_the_window_opens_and_when_another_night_begins(shown: Shown) -> None:
    asked: list[str] = []
    shown.evening.diary.database._db.set_trace_callback(
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


def test_settings_that_cannot_be_written_are_said_and_the_offer_stays(shown: Shown) -> None:
    shown.evening.settings.write_text("[schedule", encoding="utf-8")
    shown.button("Only the list").click()
    assert shown.engine.tonight.problems
    assert shown.says(OFFER)


def test_the_offer_is_spoken_and_the_keyboard_reaches_its_answers(shown: Shown) -> None:
    assert unnamed(shown.window) == []
    reached = [spoken(widget)[0] for widget in by_tab(shown.window)]
    assert reached.index("Keep as it is") == reached.index("Only the list") + 1


def test_right_to_left_the_offer_mirrors(shown: Shown) -> None:
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
