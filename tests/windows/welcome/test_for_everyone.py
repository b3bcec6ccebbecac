"""Welcome by keyboard, by ear, in large text, and from right to left."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from crampguard.windows.shared import theme
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.switch import Switch
from tests.windows.accessibility import by_tab, controls, spoken, unnamed
from tests.windows.conftest import Look
from tests.windows.welcome.shown import BED_WEEK, BED_WEEKEND, UP_WEEK, UP_WEEKEND, FakeLogin, Open, Welcome

# Offscreen Qt complains about the least size of a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_keyboard_reaches_everything_in_reading_order(welcome: Welcome) -> None:
    visited = by_tab(welcome.window)
    assert set(visited) == set(controls(welcome.window))
    names = [re.split(r", (?=\d\d:)", spoken(widget)[0])[0] for widget in visited]
    assert names == [
        *(BED_WEEK, UP_WEEK, BED_WEEKEND, UP_WEEKEND, "Each day on its own"),
        "How times are written: 22:30",
        *("I have been told to limit what I drink", "I take a statin", "Send one", "Start when I log in"),
        *welcome.moments(),
        *("Set up later", "When to see a doctor", "Begin tonight"),
    ]


def test_the_keyboard_alone_gets_one_through(welcome: Welcome) -> None:
    def press(key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)

    def tab_to(name: str) -> None:
        for _step in range(40):
            focus = QApplication.focusWidget()
            if focus is not None and spoken(focus)[0].startswith(name):
                return
            press(Qt.Key.Key_Tab)
        pytest.fail(f"{name} is not reached")

    tab_to(BED_WEEK)
    QTest.keyClicks(welcome.field(BED_WEEK), "23:00")
    tab_to("Alcohol cut-off")
    press(Qt.Key.Key_Space)
    tab_to("Warm shower")
    press(Qt.Key.Key_Space)
    tab_to("Begin tonight")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    assert welcome.tonight_opened == 1
    assert welcome.written["schedule"]["bedtime"] == "23:00"
    assert welcome.written["habits"] == {
        "alcohol_cutoff": {"enabled": False},
        "warm_shower": {"enabled": True},
    }


def test_every_control_has_a_name_and_says_what_it_does(welcome: Welcome) -> None:
    assert unnamed(welcome.window) == []
    welcome.press("Each day on its own")
    assert unnamed(welcome.window) == []
    bare = [spoken(switch)[0] for switch in welcome.visible(Switch) if not spoken(switch)[1]]
    assert bare == []


@pytest.mark.parametrize("width", [1000, 1700])
def test_large_text_is_never_cut(qtbot: QtBot, look: Look, open_at: Open, width: int) -> None:
    look(theme.LIGHT, 22)
    welcome = open_at(login=FakeLogin(why_not="your autostart folder cannot be written; make it your own"))
    welcome.window.resize(width, 700)
    welcome.press("Send one")
    welcome.trials[0]("nobody")
    welcome.enter(BED_WEEKEND, "05:00")

    def is_whole() -> None:
        for label in welcome.visible(QLabel):
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
        for check in welcome.visible(Check):
            assert check.height() >= check.heightForWidth(check.width()), check.text()
        area = welcome.visible(QScrollArea)[0]
        page = area.widget()
        assert page is not None
        assert page.width() <= area.viewport().width()

    qtbot.waitUntil(is_whole)


def test_it_mirrors_from_right_to_left(qtbot: QtBot, welcome: Welcome) -> None:
    welcome.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def places() -> tuple[int, int]:
        bed, up = welcome.field(BED_WEEK), welcome.field(UP_WEEK)
        return bed.mapTo(welcome.window, bed.rect().center()).x(), up.mapTo(
            welcome.window, up.rect().center()
        ).x()

    qtbot.waitUntil(lambda: places()[0] > places()[1])
    switch = welcome.switch("Cool bedroom")
    assert switch.mapTo(welcome.window, switch.rect().center()).x() < places()[1]
