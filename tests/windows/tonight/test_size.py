"""Tonight at any font size and window size."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampguard.windows.shared import theme
from crampguard.windows.shared.layout import SCROLL_BAR
from crampguard.windows.shared.strip import Strip
from crampguard.windows.tonight.list import ItemList
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


def test_in_a_wide_window_what_belongs_together_stays_together(shown: TonightDriver) -> None:
    shown.move_to("22:31")
    shown.window.resize(1366, 700)
    QApplication.processEvents()
    [row, *_others] = shown.rows()
    places = row._places
    assert places.words.right() - places.title.left() < theme.px(600)
    middle = shown.window.rect().center().x()
    parts = (*shown.window.findChildren(ItemList), *shown.window.findChildren(Strip))
    for part in (part for part in parts if part.isVisible()):
        assert abs(shown.place(part).center().x() - middle) <= theme.px(SCROLL_BAR)


def test_it_cannot_be_made_smaller_than_its_head_and_a_row(shown: TonightDriver) -> None:
    shown.window.resize(10, 10)
    QApplication.processEvents()
    assert shown.window.height() >= theme.px(360)
