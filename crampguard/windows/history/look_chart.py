"""The picture of one look: the two sides as cramp nights of nights, their difference and its interval."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from crampguard.i18n import _
from crampguard.routine.insight_words import axis_words, comparison_words, of_nights, side_names
from crampguard.routine.insights import QuestionResult, Verdict
from crampguard.windows.shared import theme
from crampguard.windows.shared.chart import Chart
from crampguard.windows.shared.charts import paint_interval, paint_point_grid, paint_share
from crampguard.windows.shared.theme import Roles

_WIDTH, _HEIGHT, _BAR, _GAP = 360, 176, 14, 14  # measured pixels
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class LookChart(Chart):
    """Hidden before the first look."""

    def __init__(self) -> None:
        super().__init__(_("The last look"), theme.px(_WIDTH), theme.px(_HEIGHT))

    def follow(self, question: QuestionResult) -> None:
        self.setHidden(question.look is None)
        self.draw(paint_look, question, comparison_words(question))


def paint_look(painter: QPainter, where: QRectF, question: QuestionResult, roles: Roles) -> None:
    """A filled point on the axis where a pattern is clear, a hollow one where it is not."""
    look = question.look
    if look is None:
        return
    painter.setFont(theme.font(theme.SMALL))
    line, bar = QFontMetrics(painter.font()).height(), theme.px(_BAR)
    row = QRectF(where.left(), where.top(), where.width(), line)
    for name, side in zip(side_names(question.habit), (look.done, look.not_done), strict=True):
        painter.setPen(QColor(roles.text))
        painter.drawText(row, Qt.AlignmentFlag.AlignLeading | _MIDDLE, name)
        painter.drawText(row, Qt.AlignmentFlag.AlignTrailing | _MIDDLE, of_nights(side))
        row.translate(0, line)
        paint_share(painter, QRectF(row.left(), row.top(), row.width(), bar), side.rate, roles)
        row.translate(0, bar + theme.px(_GAP))
    axis = QRectF(row.left(), row.top(), row.width(), 2 * bar)
    paint_point_grid(painter, axis, roles)
    clear = look.verdict is not Verdict.NO_CLEAR_PATTERN
    paint_interval(painter, axis, look.difference, look.interval, clear, roles)
    painter.setPen(QColor(roles.text2))
    row.moveTop(axis.bottom())
    sides = (Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignTrailing)
    for side_of_axis, words in zip(sides, axis_words(), strict=True):
        painter.drawText(row, side_of_axis | _MIDDLE, words)
