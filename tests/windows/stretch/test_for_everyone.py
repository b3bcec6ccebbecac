"""The stretch for screen readers, by keyboard and at any size."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crampguard.routine.stretching import WHOLE
from crampguard.windows.shared import theme
from tests.windows.conftest import Begin, Look
from tests.windows.driver import spoken
from tests.windows.stretch.driver import StretchDriver


def test_a_screen_reader_is_told_of_steps_and_not_of_seconds(shown: StretchDriver) -> None:
    doing = shown.window._stretch._instruction
    heard = [spoken(doing)[0]]
    shown.click("Begin")
    for _second in range(25):
        if (name := spoken(doing)[0]) != heard[-1]:
            heard.append(name)
        shown.seconds(1)
    assert [sentence.split(".")[0] for sentence in heard] == [
        "When you are ready",
        "Hold",
        "Change legs",
        "Hold",
        "Change legs",
    ]
    assert "Calf, right leg: 1 of 3, back knee straight, heel down" in heard[2]


def test_every_control_has_a_name_and_the_keyboard_reaches_it(shown: StretchDriver) -> None:
    assert shown.unnamed() == []
    shown.click("Begin")
    shown.click("Next")
    names = {spoken(control)[0] for control in shown.by_tab()}
    assert names == {"Pause", "Back", "Next", "Seated instead", "Mute", "When to see a doctor"}


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("points", [11, 22])
@pytest.mark.parametrize("seconds", [0, 31, 82, WHOLE])
def test_no_word_is_cut_at_any_size(
    qtbot: QtBot, begin: Begin, look: Look, roles: theme.Roles, points: float, seconds: int
) -> None:
    look(roles, points)
    shown = StretchDriver(qtbot, begin("2026-11-22 22:16"))
    shown.window.resize(shown.window.minimumWidth(), 1100)
    if seconds:
        shown.click("Begin")
        shown.seconds(seconds)
    qtbot.wait(1)
    assert shown.cut() == []


def test_the_footer_is_one_line(shown: StretchDriver) -> None:
    links = [b for b in shown.visible(QPushButton) if b.property("kind") == "quiet"]
    tops = {shown.place(b).y() for b in links if b.text() not in ("Back", "Next")}
    assert len(tops) == 1
