"""Tonight offers times to which an item can be put off."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crampguard.windows.tonight.window import TonightWindow
from tests.moved_clock import at, evening
from tests.nowhere import NOWHERE
from tests.windows.conftest import Look

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_card_offers_full_half_hours_beside_the_usual_snooze(
    qtbot: QtBot, tmp_path: Path, look: Look
) -> None:
    lived = evening(tmp_path, at("2026-11-22 12:00"))
    window = TonightWindow(lived.engine, lived.diary, NOWHERE)
    qtbot.addWidget(window)
    lived.engine.listen(window.follow)
    lived.start()
    window.bring_forward()
    lived.move_to(at("2026-11-22 21:31"))
    buttons = [b for b in window.findChildren(QPushButton) if b.text() == "Later…"]
    [later] = [b for b in buttons if b.isVisibleTo(window)]
    later.menu().aboutToShow.emit()
    [ten_o_clock] = later.menu().actions()
    ten_o_clock.trigger()
    assert lived.item("cool_bedroom").snoozed_until == at("2026-11-22 22:00")
    assert not later.isVisibleTo(window)
    lived.diary.close()
