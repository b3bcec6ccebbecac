"""Type on the page: text in lines of a fixed distance, on so many of them at most.

It is set in a font far larger than it is shown, so that lines break alike at any resolution, and what a page
needs is known before anyone writes on it.
"""

from enum import Enum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QTextLayout, QTextOption

from crampguard.i18n import _
from crampguard.windows.shared.theme import set_feature

_FINE = 20  # pixels of the font for each point
_BASELINE = 0.76  # of a line, from its top
_LONGEST = 1_500  # characters that are looked at; more never fit into the lines of one text
_JOINER = "\u200d"  # holds the parts of an emoji together


class Size(Enum):
    """A size of type and the distance of its lines, points."""

    TITLE = 18.0, 24.0
    LEAD = 10.0, 14.0
    BODY = 8.6, 11.4
    SMALL = 7.5, 10.0

    @property
    def line(self) -> float:
        return self.value[1]

    def font(self, *, bold: bool = False) -> QFont:
        made = QFont(QGuiApplication.font())
        made.setPixelSize(round(self.value[0] * _FINE))
        made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        set_feature(made, "liga", 0)  # else who looks for "off" in the file does not find it
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return made


class Text:
    """A text laid out in so many lines of that width; what does not fit is cut, and the cut is said."""

    def __init__(
        self, text: str, size: Size, width: float, *, bold: bool = False, lines: int = 1, right: bool = False
    ) -> None:
        self._size = size
        self._font, self._width, self._lines, self._right = size.font(bold=bold), width, lines, right
        # What is invisible, or turns the direction of what follows, is no word on paper.
        plain = "".join(letter if letter.isprintable() or letter == _JOINER else " " for letter in text)
        self._layout = self._fitted(plain)

    @property
    def height(self) -> float:
        """Points, whole lines."""
        return min(self._lines, self._layout.lineCount()) * self._size.line

    @property
    def width(self) -> float:
        """Points; of the longest line."""
        lines = range(self._layout.lineCount())
        return max((self._layout.lineAt(one).naturalTextWidth() for one in lines), default=0) / _FINE

    def draw(self, painter: QPainter, corner: QPointF, colour: QColor) -> None:
        """With its upper left corner there."""
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            baseline = (number + _BASELINE) * self._size.line * _FINE
            line.setPosition(QPointF(0, baseline - line.ascent()))
        painter.save()
        painter.translate(corner)
        painter.scale(1 / _FINE, 1 / _FINE)
        painter.setPen(colour)
        self._layout.draw(painter, QPointF())
        painter.restore()

    def _fitted(self, text: str) -> QTextLayout:
        begin = text[:_LONGEST]
        whole = self._laid_out(begin)
        if begin == text and whole.lineCount() <= self._lines:
            return whole
        least, most = 0, len(begin)
        while least < most:
            middle = (least + most + 1) // 2
            if self._laid_out(self._cut(begin, middle)).lineCount() <= self._lines:
                least = middle
            else:
                most = middle - 1
        return self._laid_out(self._cut(begin, least))

    def _cut(self, text: str, length: int) -> str:
        kept = text[:length].rstrip()
        if self._lines == 1:
            return f"{kept}…"  # no room for more
        return _("{words}… (more in CrampGuard)").format(words=kept)

    def _laid_out(self, text: str) -> QTextLayout:
        side = Qt.AlignmentFlag.AlignRight if self._right else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(Qt.AlignmentFlag.AlignAbsolute | side)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(text, self._font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width * _FINE)
        layout.endLayout()
        return layout
