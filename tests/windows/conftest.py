"""The look on the test application, and evenings that windows are opened over."""

from collections.abc import Callable, Iterator
from datetime import tzinfo
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication

from crampguard.windows.doctor import sheet
from crampguard.windows.doctor.lettering import Text
from crampguard.windows.shared import theme
from tests.moved_clock import BERLIN, Evening, at, evening

Look = Callable[[theme.Roles, float], None]
Begin = Callable[..., Evening]


@pytest.fixture
def look(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Look]:
    """Gives the look, by default light at 11 pt, and takes it away afterwards."""
    before = qapp.font()

    def use(roles: theme.Roles, points: float) -> None:
        font = qapp.font()
        font.setPointSizeF(points)
        qapp.setFont(font)
        monkeypatch.setattr(theme, "roles", lambda: roles)
        theme.apply_theme(qapp)

    use(theme.LIGHT, 11)
    yield use
    # Closed windows that linger would all be dressed anew with every look to come.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setFont(before)
    qapp.setStyleSheet("")


@pytest.fixture
def begin(tmp_path: Path, look: Look) -> Iterator[Begin]:
    """Opens a profile on disk, by default at noon of a Sunday, and closes its diary in the end."""
    begun: list[Evening] = []

    def begin_at(now: str = "2026-11-22 12:00", settings: str = "", zone: tzinfo = BERLIN) -> Evening:
        begun.append(evening(tmp_path, at(now, zone), settings))
        return begun[-1]

    yield begin_at
    for one in begun:
        one.diary.close()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written on the page for the doctor, text by text, as far as it has room."""
    texts: list[str] = []

    class WrittenDown(Text):
        def draw(self, painter: QPainter, corner: QPointF, colour: QColor) -> None:
            texts.append(self._layout.text())
            super().draw(painter, corner, colour)

    monkeypatch.setattr(sheet, "Text", WrittenDown)
    return texts
