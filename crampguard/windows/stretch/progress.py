"""How far the stretch is, painted: a ring for the seconds of a step, a bar of segments for its holds."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.icon import paint_arc

_SIZE, _WIDTH = 88, 4.8  # the ring and its line
_SEGMENT, _BETWEEN = 5, 5  # the height of a segment, the room between two


class CountdownRing(QWidget):
    """Runs out clockwise, a step a second. Grey while nothing is held; a tick when all is over."""

    def __init__(self) -> None:
        super().__init__()
        self._left, self._of, self._grey = 0, 1, False
        self.setFixedSize(theme.px(_SIZE), theme.px(_SIZE))

    def show_seconds(self, left: int, of: int, *, grey: bool) -> None:
        """left, of: seconds. With 0 left everything is over."""
        self._left, self._of, self._grey = left, of, grey
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        width = theme.px(_WIDTH)
        square = QRectF(self.rect()).adjusted(width, width, -width, -width)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_left(painter, square, "ring_track", 1)
            if not self._left:
                self._paint_left(painter, square, "dusk", 1)
                inset = square.width() * 0.25
                tick = square.adjusted(inset, inset, -inset, -inset)
                lineicons.paint(painter, "check", tick, theme.colour("dusk"))
                return
            self._paint_left(painter, square, "edge" if self._grey else "dusk", self._left / self._of)
            painter.setFont(theme.font(theme.COUNT, QFont.Weight.Medium))
            painter.setPen(theme.colour("text2" if self._grey else "text"))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(self._left))

    @staticmethod
    def _paint_left(painter: QPainter, square: QRectF, colour: str, share: float) -> None:
        pen = QPen(theme.colour(colour), theme.px(_WIDTH), c=Qt.PenCapStyle.RoundCap)
        paint_arc(painter, square, pen, -share)  # it runs out clockwise, so what is left ends at twelve


class Segments(QWidget):
    """A row of equal pieces, filled in reading direction."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.pieces, self._filled = pieces, 0.0
        self.setFixedHeight(theme.px(_SEGMENT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fill(self, pieces: float) -> None:
        """pieces: how many are full; a fraction fills a part of one."""
        self._filled = pieces
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(100), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.isRightToLeft():
                painter.translate(self.width(), 0)
                painter.scale(-1, 1)
            for piece in range(self.pieces):
                self._paint_piece(painter, piece, theme.colour("line"), 1)
                share = min(max(self._filled - piece, 0), 1)
                if share > 0:
                    self._paint_piece(painter, piece, theme.colour("dusk"), share)

    def _paint_piece(self, painter: QPainter, piece: int, colour: QColor, share: float) -> None:
        between, thick = theme.px(_BETWEEN), self.height()
        wide = (self.width() - between * (self.pieces - 1)) / self.pieces
        start = piece * (wide + between) + thick / 2  # room for the round end
        middle = thick / 2
        painter.setPen(QPen(colour, thick, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(start, middle), QPointF(start + (wide - thick) * share, middle))
