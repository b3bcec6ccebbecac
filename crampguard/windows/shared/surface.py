"""A raised card with round corners."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crampguard.windows.shared import theme


class Surface(QFrame):
    """A card: a raised ground with round corners. edge: the colour role of its line."""

    def __init__(self, edge: str = "line") -> None:
        super().__init__()
        self._edge = edge
        self.column = QVBoxLayout(self)
        side, high = theme.px(18), theme.px(theme.SPACE_L)
        self.column.setContentsMargins(side, high, side, high)
        self.column.setSpacing(theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        radius = theme.px(theme.RADIUS_CARD)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour(self._edge), 1))
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
