"""Another bedtime for tonight, typed in the header."""

from datetime import time

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from crampguard.windows.tonight.header import Header
from crampguard.windows.tonight.row import ItemRow
from tests.windows.driver import Key
from tests.windows.tonight.driver import TonightDriver


def test_another_bedtime_for_tonight(shown: TonightDriver) -> None:
    shown.click("Another bedtime")
    shown.click("30 min later")
    assert shown.engine.tonight.clock(shown.engine.tonight.night.bedtime) == "23:00"
    shown.click("Another bedtime")
    shown.click("As usual")
    assert shown.engine.tonight.clock(shown.engine.tonight.night.bedtime) == "22:30"


def bedtime_field(shown: TonightDriver) -> QLineEdit:
    shown.click("Another bedtime")
    return shown.field("Bedtime tonight")


def test_a_bedtime_is_typed_and_return_applies_it(shown: TonightDriver) -> None:
    field = bedtime_field(shown)
    assert (field.text(), field.selectedText()) == ("22:30", "22:30")
    assert field.width() > field.fontMetrics().horizontalAdvance("22:30")
    shown.press("23:15", Key.Key_Return)
    assert shown.engine.tonight.clock(shown.engine.tonight.night.bedtime) == "23:15"
    assert not field.isVisible()


def test_with_a_clock_of_12_hours_times_are_shown_and_typed_so(shown: TonightDriver) -> None:
    shown.engine.choose({"look.clock": "12"})
    assert shown.says("10:30\u00a0pm")
    row = shown.window.findChildren(ItemRow)[0]
    assert row.box_centre.x() > row.fontMetrics().horizontalAdvance("10:30\u00a0pm")
    field = bedtime_field(shown)
    assert field.text() == "10:30\u00a0pm"
    shown.press("11.15pm", Key.Key_Return)
    assert shown.engine.tonight.local(shown.engine.tonight.night.bedtime).time() == time(23, 15)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("noon", "“noon” is not a time. Type it like 22:30."),
        ("12:00", "12:00 does not come again before you get up at 06:45"),
    ],
)
def test_what_is_no_bedtime_stays_in_the_field_with_the_reason_below_it(
    shown: TonightDriver, typed: str, reason: str
) -> None:
    shown.move_to("23:00:10")  # the minute that passes next refreshes the window
    [header] = shown.window.findChildren(Header)
    height = header.height()
    field = bedtime_field(shown)
    shown.press(typed, Key.Key_Return)
    assert (field.isVisible(), field.text()) == (True, typed)
    assert shown.engine.tonight.clock(shown.engine.tonight.night.bedtime) == "22:30"
    QApplication.sendEvent(shown.window, QEvent(QEvent.Type.WindowDeactivate))  # another window came in front
    [told] = [label for label in header.findChildren(QLabel) if reason in label.text()]
    assert told.isVisible()
    assert shown.cut() == []
    assert header.height() == height
    shown.press("2")
    assert not told.isVisible()


def test_escape_closes_the_editor_first_and_then_the_window(shown: TonightDriver) -> None:
    field = bedtime_field(shown)
    shown.window.escape()
    assert not field.isVisible()
    assert shown.window.isVisible()
    shown.window.escape()
    assert not shown.window.isVisible()
