"""The list of tonight in its window."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from crampguard.windows.tonight import TonightWindow
from tests.moved_clock import at, evening


def test_a_tick_in_the_window_reaches_the_diary_and_a_change_elsewhere_the_window(
    qtbot: QtBot, tmp_path: Path
) -> None:
    tonight = evening(tmp_path, at("2026-11-22 12:00"))
    window = TonightWindow(tonight.engine)
    qtbot.addWidget(window)
    tonight.engine.listen(window.follow)
    tonight.start()
    boxes = {box.text(): box for box in window.findChildren(QCheckBox)}
    boxes["Cool bedroom"].click()
    assert tonight.engine.tonight.progress == (1, 10)
    tonight.engine.skip("stretch")
    assert "skipped" in [label.text() for label in window.findChildren(QLabel)]
    tonight.engine.undo("cool_bedroom")
    assert not boxes["Cool bedroom"].isChecked()
    tonight.diary.close()
