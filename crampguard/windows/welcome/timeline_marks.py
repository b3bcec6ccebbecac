"""The marks on the time line, and the legend that explains them."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampguard.i18n import _
from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.labels import one_line
from crampguard.windows.shared.layout import FlowLayout, row

HEADS_UP, DO, OFF = "heads-up", "do", "off"


class TimelineMark(QWidget):
    """A hollow dot for a heads-up, a full one for what is done, or an icon. alone: without the line."""

    def __init__(self, look: str = DO, *, alone: bool = False, last: bool = False) -> None:
        super().__init__()
        self._look, self._first, self._last, self._alone = look, False, last, alone
        self.setFixedWidth(theme.px(16))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        if alone:
            self.setFixedHeight(theme.px(16))

    def draw(self, look: str, *, first: bool) -> None:
        self._look, self._first = look, first
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        middle = QRectF(self.rect()).center()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self._alone:
                self._paint_line(painter, middle)
            if self._look not in (HEADS_UP, DO, OFF):
                where = QRectF(0, 0, self.width(), self.width())
                where.moveCenter(middle)
                lineicons.paint(painter, self._look, where, theme.colour("text2"))
                return
            colour = theme.colour("edge" if self._look == OFF else "dusk")
            painter.setPen(QPen(colour, theme.STROKE * theme.unit()))
            painter.setBrush(colour if self._look == DO else theme.colour("surface"))
            radius = theme.unit() * (2.6 if self._look == OFF else 4)
            painter.drawEllipse(middle, radius, radius)

    def _paint_line(self, painter: QPainter, middle: QPointF) -> None:
        away = theme.px(8)
        painter.setPen(QPen(theme.colour("line"), 2))
        if not self._first:
            painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), middle.y() - away))
        if not self._last:
            painter.drawLine(QPointF(middle.x(), middle.y() + away), QPointF(middle.x(), self.height()))


def timeline_legend() -> FlowLayout:
    """What the marks mean."""
    made = FlowLayout()
    for look, meaning in (
        (HEADS_UP, _("a heads-up, ticked later")),
        (DO, _("ticked when done")),
        ("bell", _("pops up")),
    ):
        pair = QWidget()
        row(pair, TimelineMark(look, alone=True), one_line(meaning), gap=theme.SPACE_XS)
        made.addWidget(pair)
    return made
