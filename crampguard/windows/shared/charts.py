"""Painters of charts: bars, shares, and differences with their intervals."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from crampguard.routine.cramps_words import Bar
from crampguard.windows.shared import theme
from crampguard.windows.shared.theme import Roles

_LEAST_TOP = 4  # of the axis of bars: one night alone fills no chart
_WIDEST_BAR = 28  # measured pixels
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextDontClip
MOST_POINTS, GRID = 65, 50  # percentage points: where the axis of the differences ends, and its lines


def point_x(painter: QPainter, where: QRectF, points: float) -> float:
    """Where so many percentage points lie on the fixed axis; what lies outside is at its end."""
    share = (max(-MOST_POINTS, min(MOST_POINTS, points)) / MOST_POINTS + 1) / 2
    return (
        where.right() - share * where.width() if mirrored(painter) else where.left() + share * where.width()
    )


def paint_point_grid(painter: QPainter, where: QRectF, roles: Roles) -> None:
    """The line of "the same", and one on each side."""
    for points, role in ((-GRID, roles.line), (0, roles.edge), (GRID, roles.line)):
        x = round(point_x(painter, where, points)) + 0.5
        painter.setPen(QPen(QColor(role), 1))
        painter.drawLine(QPointF(x, where.top()), QPointF(x, where.bottom()))


def paint_interval(
    painter: QPainter, where: QRectF, at: float, ends: tuple[float, float], claim: bool, roles: Roles
) -> None:
    """A difference with its interval, -1 to 1. A hollow point claims nothing, a filled one a pattern."""
    middle, high, radius = where.center().y(), 4.5 * theme.unit(), 4.4 * theme.unit()
    colour = QColor(roles.dusk if claim else roles.text)
    low, top = (point_x(painter, where, 100 * end) for end in ends)
    painter.setPen(QPen(colour, theme.STROKE * theme.unit()))
    painter.drawLine(QPointF(low, middle), QPointF(top, middle))
    for x in (low, top):
        painter.drawLine(QPointF(x, middle - high), QPointF(x, middle + high))
    painter.setBrush(colour if claim else QColor(roles.surface))
    painter.drawEllipse(QPointF(point_x(painter, where, 100 * at), middle), radius, radius)


def paint_share(painter: QPainter, where: QRectF, share: float, roles: Roles) -> None:
    """A bar lying down, filled from its start up to that share of it, 0 to 1."""
    painter.setPen(QPen(QColor(roles.edge), 1))
    painter.setBrush(QColor(roles.surface))
    painter.drawRect(where)
    filled = QRectF(where.left(), where.top(), share * where.width(), where.height())
    if mirrored(painter):
        filled.moveRight(where.right())
    painter.fillRect(filled, QColor(roles.clay))


def paint_bars(painter: QPainter, where: QRectF, bars: Sequence[Bar], roles: Roles) -> None:
    """Upright bars with their count above and their label below; every other label where room is short."""
    caption = theme.font(theme.CAPTION)
    metrics = QFontMetricsF(caption)
    line, lines = metrics.height(), max(bar.label.count("\n") for bar in bars) + 1
    plot = where.adjusted(0, 1.3 * line, 0, -(lines + 0.3) * line)
    slot = plot.width() / len(bars)
    widest = max(metrics.horizontalAdvance(part) for bar in bars for part in bar.label.split("\n"))
    every = ceil((widest + theme.px(theme.SPACE_XS)) / slot)
    wide, top = min(0.6 * slot, _WIDEST_BAR * theme.unit()), max(_LEAST_TOP, *(bar.count for bar in bars))
    painter.setPen(QPen(QColor(roles.edge), 1))
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    for number, bar in enumerate(bars):
        place = len(bars) - 1 - number if mirrored(painter) else number
        middle, high = plot.left() + (place + 0.5) * slot, bar.count / top * plot.height()
        painter.fillRect(QRectF(middle - wide / 2, plot.bottom() - high, wide, high), QColor(roles.clay))
        if bar.count:
            painter.setFont(theme.font(theme.CAPTION, QFont.Weight.Bold))
            painter.setPen(QColor(roles.text))
            above = QRectF(middle - slot / 2, plot.bottom() - high - 1.2 * line, slot, line)
            painter.drawText(above, _CENTRE, str(bar.count))
        if number % every == 0:
            painter.setFont(caption)
            painter.setPen(QColor(roles.text2))
            below = QRectF(middle - slot / 2, plot.bottom() + 0.15 * line, slot, lines * line)
            painter.drawText(below, _CENTRE, bar.label)


def mirrored(painter: QPainter) -> bool:
    """Whether it paints for a script that runs from the right."""
    return painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
