"""The rounded, raised ground that cards and strips are painted on."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crampguard.windows.shared import theme


def paint_surface(
    painter: QPainter,
    widget: QWidget,
    edge: str = "line",
    *,
    width: float = 1,
    radius: int = theme.RADIUS_CARD,
) -> None:
    """Fills the widget. edge: the colour role of the border; width: logical pixels; radius: measured ones."""
    inset, corner = width / 2, theme.px(radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(edge), width))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), corner, corner)


class Surface(QFrame):
    """A card with a column of widgets. edge: the colour role of its border."""

    def __init__(self, edge: str = "line", *, width: float = 1) -> None:
        super().__init__()
        self._edge, self._width = edge, width
        self.column = QVBoxLayout(self)
        side, high = theme.px(18), theme.px(theme.SPACE_L)
        self.column.setContentsMargins(side, high, side, high)
        self.column.setSpacing(theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_surface(painter, self, self._edge, width=self._width)
