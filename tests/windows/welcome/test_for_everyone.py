"""Welcome by keyboard, by ear, in large text, and from right to left."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from crampguard.windows.shared import theme
from crampguard.windows.shared.switch import Switch
from tests.windows.conftest import Look
from tests.windows.driver import Key, spoken
from tests.windows.fakes import FakeLogin
from tests.windows.welcome.driver import (
    BED_WEEK,
    BED_WEEKEND,
    UP_WEEK,
    UP_WEEKEND,
    OpenWelcome,
    WelcomeDriver,
)


def test_the_keyboard_reaches_everything_in_reading_order(welcome: WelcomeDriver) -> None:
    visited = welcome.by_tab()
    assert set(visited) == set(welcome.controls())
    names = [re.split(r", (?=\d\d:)", spoken(widget)[0])[0] for widget in visited]
    assert names == [
        *(BED_WEEK, UP_WEEK, BED_WEEKEND, UP_WEEKEND, "Each day on its own"),
        "How times are written: 22:30",
        *("I have been told to limit what I drink", "I take a statin", "Send one", "Start when I log in"),
        *welcome.moments(),
        *("Set up later", "When to see a doctor", "Begin tonight"),
    ]


def test_the_keyboard_alone_gets_one_through(welcome: WelcomeDriver) -> None:
    def tab_to(name: str) -> None:
        for _step in range(40):
            if welcome.focused().startswith(name):
                return
            welcome.press(Key.Key_Tab)
        pytest.fail(f"{name} is not reached")

    tab_to(BED_WEEK)
    welcome.press("23:00")
    tab_to("Alcohol cut-off")
    welcome.press(Key.Key_Space)
    tab_to("Warm shower")
    welcome.press(Key.Key_Space)
    tab_to("Begin tonight")
    welcome.press(Key.Key_Space, Key.Key_Space)
    assert welcome.opened == ["tonight"]
    assert welcome.written["schedule"]["bedtime"] == "23:00"
    assert welcome.written["habits"] == {
        "alcohol_cutoff": {"enabled": False},
        "warm_shower": {"enabled": True},
    }


def test_every_control_has_a_name_and_says_what_it_does(welcome: WelcomeDriver) -> None:
    assert welcome.unnamed() == []
    welcome.click("Each day on its own")
    assert welcome.unnamed() == []
    bare = [spoken(switch)[0] for switch in welcome.visible(Switch) if not spoken(switch)[1]]
    assert bare == []


@pytest.mark.parametrize("width", [1000, 1700])
def test_large_text_is_never_cut(qtbot: QtBot, look: Look, open_at: OpenWelcome, width: int) -> None:
    look(theme.LIGHT, 22)
    welcome = open_at(login=FakeLogin(why_not="your autostart folder cannot be written; make it your own"))
    welcome.window.resize(width, 700)
    welcome.click("Send one")
    welcome.trials[0]("nobody")
    welcome.type(BED_WEEKEND, "05:00")

    def is_whole() -> None:
        assert welcome.cut() == []
        area = welcome.visible(QScrollArea)[0]
        page = area.widget()
        assert page is not None
        assert page.width() <= area.viewport().width()

    qtbot.waitUntil(is_whole)


def test_it_mirrors_from_right_to_left(qtbot: QtBot, welcome: WelcomeDriver) -> None:
    welcome.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def places() -> tuple[int, int]:
        bed, up = (welcome.place(welcome.field(name)).center() for name in (BED_WEEK, UP_WEEK))
        return bed.x(), up.x()

    qtbot.waitUntil(lambda: places()[0] > places()[1])
    switch = welcome.switch("Cool bedroom")
    assert welcome.place(switch).center().x() < places()[1]
