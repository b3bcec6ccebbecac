"""A sheet of A4 to paint on: lengths in points from its upper left corner, the same on paper and on screen.

It is filled from top to bottom: what is written stands at `y`, which the writer moves on. In a script that
runs from the right the sheet is mirrored.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen

from crampguard.windows.doctor.lettering import Size, Text

WIDTH, HEIGHT, MARGIN = 595.276, 841.89, 44.0
ACROSS = WIDTH - 2 * MARGIN
END = WIDTH - MARGIN
HALF = MARGIN + ACROSS / 2 + 11  # where the right column begins, and where the left one ends
LEFT, RIGHT = HALF - MARGIN - 12, END - HALF

INK, GREY, RULE, PAPER = (QColor(name) for name in ("#1C1A1F", "#55515A", "#B9B5BA", "#FFFFFF"))
_GAP = 7.0  # above a rule; below it stand a title's own room and a little more


class Sheet:
    """Each of the painter's units is a point."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        self.y = MARGIN
        painter.setLayoutDirection(QGuiApplication.layoutDirection())
        self._mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def place(self, where: QRectF) -> QRectF:
        """Where on the painter that part of the sheet is."""
        if not self._mirrored:
            return where
        return QRectF(WIDTH - where.right(), where.top(), where.width(), where.height())

    def write(
        self,
        x: float,
        width: float,
        text: str,
        size: Size = Size.BODY,
        *,
        grey: bool = False,
        bold: bool = False,
        lines: int = 1,
        at_end: bool = False,
    ) -> float:
        """Writes from x on, on so many lines at most; gives the height. at_end: against the far side."""
        made = Text(text, size, width, bold=bold, lines=lines, right=at_end != self._mirrored)
        corner = self.place(QRectF(x, self.y, width, made.height)).topLeft()
        made.draw(self.painter, corner, GREY if grey else INK)
        return made.height

    def title(self, x: float, width: float, text: str) -> None:
        self.y += self.write(x, width, text, Size.LEAD, bold=True, lines=2) + 2

    def line(self, x: float, width: float, colour: QColor = RULE, thick: float = 0.6) -> None:
        across = self.place(QRectF(x, self.y, width, 0))
        self.painter.setPen(QPen(colour, thick))
        self.painter.drawLine(across.topLeft(), across.topRight())

    def rule(self) -> None:
        """Parts what is above from what comes."""
        self.y += _GAP
        self.line(MARGIN, ACROSS)
        self.y += _GAP

    def beside(self, left: Callable[[], object], right: Callable[[], object]) -> None:
        """Two columns, as high as the higher one."""
        top = self.y
        left()
        below, self.y = self.y, top
        right()
        self.y = max(below, self.y)

    def box(self, x: float, size: float, *, filled: bool = False, dotted: bool = False) -> None:
        """A square in the middle of a line of text; dotted where nothing is known."""
        pen = QPen(GREY if dotted else INK, 0.7)
        if dotted:
            pen.setDashPattern([1.2, 1.8])
        self.painter.setPen(pen)
        self.painter.setBrush(INK if filled else Qt.BrushStyle.NoBrush)
        self.painter.drawRect(self.place(self._square(x, size)))

    def tick(self, x: float, size: float) -> None:
        """The tick in such a box; never mirrored."""
        box = self.place(self._square(x, size))
        pen = QPen(INK, 1.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        points = ((0.22, 0.52), (0.43, 0.74), (0.8, 0.28))
        self.painter.drawPolyline([box.topLeft() + QPointF(x * size, y * size) for x, y in points])

    def _square(self, x: float, size: float) -> QRectF:
        return QRectF(x, self.y + (Size.BODY.line - size) / 2, size, size)


def width(text: str, size: Size, *, bold: bool = False) -> float:
    """How wide a text is on one line, points."""
    return Text(text, size, WIDTH, bold=bold).width
