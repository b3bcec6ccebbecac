"""Progress as a ring."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from crampguard.windows.shared import theme
from crampguard.windows.shared.icon import around_middle, moon, paint_arc


class EveningRing(QWidget):
    """The ring of the tray icon, larger: a moon inside, or two bars while paused. size: measured pixels."""

    def __init__(self, size: int, share: float = 0) -> None:
        super().__init__()
        self._size, self._share, self._paused = size, share, False
        self.setFixedSize(self.sizeHint())

    def show_progress(self, share: float, *, paused: bool) -> None:
        """share: how much is lit, 0 to 1."""
        self._share, self._paused = share, paused
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        size, dusk = float(self.width()), theme.colour("dusk")
        width = size * 0.085
        square = around_middle(size / 2 - width)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(size / 2, size / 2)
            paint_arc(painter, square, QPen(theme.colour("ring_track"), width * 0.6), 1)
            if self._paused:
                _paint_bars(painter, size, dusk)
                return
            if self._share > 0:
                paint_arc(painter, square, QPen(dusk, width, c=Qt.PenCapStyle.RoundCap), self._share)
            painter.fillPath(moon(0, 0, size * 0.24), dusk)


def _paint_bars(painter: QPainter, size: float, colour: QColor) -> None:
    for left in (-0.17, 0.06):
        painter.fillRect(QRectF(left * size, -0.2 * size, 0.11 * size, 0.4 * size), colour)
