"""Tonight at any font size and window size."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampguard.windows.shared import theme
from tests.windows.conftest import Begin, Look
from tests.windows.tonight.driver import TonightDriver


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("points", [11, 22])
def test_no_word_is_cut_at_any_size(
    qtbot: QtBot, begin: Begin, look: Look, roles: theme.Roles, points: float
) -> None:
    look(roles, points)
    shown = TonightDriver(qtbot, begin())
    shown.window.resize(shown.window.minimumWidth(), 900)
    shown.move_to("21:30")
    qtbot.wait(1)
    for row in shown.rows():
        area = row.rect()
        title, words = row._places.title, row._places.words
        assert area.contains(title)
        assert not row._words or area.contains(words)
        assert not row._words or not title.intersects(words)
    assert shown.cut() == []


def test_it_cannot_be_made_smaller_than_its_head_and_a_row(shown: TonightDriver) -> None:
    shown.window.resize(10, 10)
    QApplication.processEvents()
    assert shown.window.height() >= theme.px(360)
