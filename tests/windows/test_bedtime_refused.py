"""What is no bedtime is refused with its reason in sight."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from crampguard.windows.tonight.header import Header
from tests.moved_clock import at, evening
from tests.windows.conftest import Look

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("noon", "“noon” is not a time. Type it like 22:30."),
        ("12:00", "12:00 does not come again before you get up at 06:45"),
    ],
)
def test_the_reason_stands_below_the_field(
    qtbot: QtBot, tmp_path: Path, look: Look, typed: str, reason: str
) -> None:
    lived = evening(tmp_path, at("2026-11-22 23:00"))
    lived.start()
    header = Header(lived.engine)
    qtbot.addWidget(header)
    header.follow(lived.engine.tonight)
    header.show()
    pencil = next(b for b in header.findChildren(QPushButton) if "Another bedtime" in b.toolTip())
    pencil.click()
    [field] = header.findChildren(QLineEdit)
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert QToolTip.text() == reason
    QToolTip.hideText()
    lived.diary.close()
