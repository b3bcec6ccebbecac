"""Painters of differences and their intervals, for the screen and for paper."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from crampguard.windows.shared import theme
from crampguard.windows.shared.theme import Roles

MOST_POINTS, GRID = 65, 50  # percentage points: where the axis of the differences ends, and its lines


def point_x(painter: QPainter, where: QRectF, points: float) -> float:
    """Where so many percentage points lie on the fixed axis; what lies outside is at its end."""
    share = (max(-MOST_POINTS, min(MOST_POINTS, points)) / MOST_POINTS + 1) / 2
    return (
        where.right() - share * where.width() if _mirrored(painter) else where.left() + share * where.width()
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
    """A difference with its interval, -1 to 1. A hollow point claims nothing, a filled one "coincides"."""
    middle, high, radius = where.center().y(), 4.5 * theme.unit(), 4.4 * theme.unit()
    colour = QColor(roles.dusk if claim else roles.text)
    low, top = (point_x(painter, where, 100 * end) for end in ends)
    painter.setPen(QPen(colour, theme.STROKE * theme.unit()))
    painter.drawLine(QPointF(low, middle), QPointF(top, middle))
    for x in (low, top):
        painter.drawLine(QPointF(x, middle - high), QPointF(x, middle + high))
    painter.setBrush(colour if claim else QColor(roles.surface))
    painter.drawEllipse(QPointF(point_x(painter, where, 100 * at), middle), radius, radius)


def _mirrored(painter: QPainter) -> bool:
    return painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
