"""A painted picture that Tab reaches, so that a screen reader reads out what it shows."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.theme import Roles

_LEAST_WIDTH = 160  # measured pixels
Paint = Callable[[QPainter, QRectF, Any, Roles], object]


class Chart(QWidget):
    """width, height: the preferred size, logical pixels. It widens with its window.

    grows: in height too. Painters get the place within the focus ring.
    """

    def __init__(self, name: str, width: int, height: int, *, grows: bool = False) -> None:
        super().__init__()
        self._size = QSize(width, height)
        self._paint: Callable[[QPainter, QRectF], object] | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        vertical = QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)

    def draw(self, paint: Paint, shown: object, description: str) -> None:
        """Paints this from now on. description: what it shows, in words."""
        self._paint = lambda painter, where: paint(painter, where, shown, theme.roles())
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.px(_LEAST_WIDTH), self._size.width()), self._size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        ring = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
        inside = QRectF(self.rect()).adjusted(ring, ring, -ring, -ring)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._paint is not None:
                self._paint(painter, inside)
            if self.hasFocus():
                paint_focus(painter, inside, theme.px(theme.RADIUS_BOX))
