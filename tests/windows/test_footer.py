"""The foot of a window at the widths and directions it meets."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.footer import doctor_link, footer
from tests.windows.conftest import Look


def shown(qtbot: QtBot, width: int, direction: Qt.LayoutDirection) -> tuple[QWidget, Button, Button]:
    first, last = Button("Settings", lambda: None, "quiet", "settings"), doctor_link(lambda: None)
    foot = footer(first, last)
    foot.setLayoutDirection(direction)
    qtbot.addWidget(foot)
    foot.resize(width, foot.heightForWidth(width))
    foot.show()
    QApplication.processEvents()
    return foot, first, last


def test_the_way_to_see_someone_stands_at_the_far_end(qtbot: QtBot, look: Look) -> None:
    foot, first, last = shown(qtbot, 460, Qt.LayoutDirection.LeftToRight)
    assert first.y() == last.y()
    assert first.x() == foot.width() - last.geometry().right() - 1
    foot, first, last = shown(qtbot, 460, Qt.LayoutDirection.RightToLeft)
    assert last.x() == foot.width() - first.geometry().right() - 1


def test_where_they_do_not_fit_beside_each_other_they_stand_in_two_lines(qtbot: QtBot, look: Look) -> None:
    foot, first, last = shown(qtbot, 260, Qt.LayoutDirection.LeftToRight)
    assert last.y() > first.geometry().bottom()
    assert last.x() == first.x()
    assert last.geometry().bottom() < foot.height()


@pytest.mark.parametrize("times", [1, 2])
def test_each_press_opens_it(qtbot: QtBot, look: Look, times: int) -> None:
    opened: list[str] = []
    link = doctor_link(lambda: opened.append("opened"))
    qtbot.addWidget(link)
    for _press in range(times):
        link.click()
    assert opened == ["opened"] * times
