"""For the doctor: what is on the tab scrolls as one, and the sheet keeps its shape."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from crampguard.windows.doctor.preview import Preview
from crampguard.windows.doctor.sheet import HEIGHT, WIDTH
from crampguard.windows.doctor.tab import DoctorPage
from tests.diaries import fill
from tests.moved_clock import at, evening
from tests.windows.conftest import Look


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[DoctorPage]:
    begun = evening(tmp_path, at("2026-11-22 20:00"))
    fill(begun)
    begun.start()
    made = DoctorPage(begun.engine, begun.diary, lambda: None)
    qtbot.addWidget(made)
    made.open(begun.engine.tonight)
    yield made
    begun.diary.close()


@pytest.mark.parametrize(("width", "height"), [(1024, 600), (880, 680), (500, 600)])
def test_the_whole_sheet_is_shown_and_scrolls_with_the_rest(
    page: DoctorPage, width: int, height: int
) -> None:
    page.resize(width, height)
    page.show()
    QApplication.processEvents()
    assert page.findChildren(QScrollArea) == [page.area]
    assert page.inside.width() <= page.area.viewport().width()
    sheet = page.findChildren(Preview)[0]
    assert sheet.height() == pytest.approx(sheet.width() * HEIGHT / WIDTH, abs=1)
