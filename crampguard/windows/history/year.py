"""The year at a glance: a column for each week, a square for each night."""

from datetime import timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from crampguard.i18n import _
from crampguard.routine.cramps import YEAR_WEEKS, CrampCounts
from crampguard.routine.dates import short_month_names
from crampguard.windows.shared import theme
from crampguard.windows.shared.chart import Chart
from crampguard.windows.shared.charts import mirrored
from crampguard.windows.shared.theme import Roles

_DAYS = 7
_LARGEST, _GAP = 18, 2  # measured pixels: a square with the gap around it, and that gap


def year_chart() -> Chart:
    cell = theme.px(_LARGEST)
    height = _DAYS * cell + round(1.3 * _caption_height()) + 2 * (theme.FOCUS_AWAY + theme.FOCUS_WIDTH)
    return Chart(_("A year at a glance"), YEAR_WEEKS * cell, height)


def paint_year(painter: QPainter, where: QRectF, counts: CrampCounts, roles: Roles) -> None:
    """Each night of the diary a square; the names of the months stand above the weeks they begin in."""
    line = 1.3 * _caption_height()
    cell = min(where.width() / YEAR_WEEKS, (where.height() - line) / _DAYS)
    painter.setFont(theme.font(theme.CAPTION))
    for week in range(YEAR_WEEKS):
        place = YEAR_WEEKS - 1 - week if mirrored(painter) else week
        x = where.left() + place * cell
        for row in range(_DAYS):
            night = counts.grid_start + timedelta(weeks=week, days=row)
            if night.day == 1:
                painter.setPen(QColor(roles.text2))
                name = QRectF(x, where.top(), 4 * cell, line)
                if mirrored(painter):
                    name.moveRight(x + cell)
                side = Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextDontClip
                painter.drawText(name, side, short_month_names()[night.month - 1])
            square = QRectF(x, where.top() + line + row * cell, cell, cell)
            if night in counts.nights:
                paint_square(painter, square, counts.nights[night], roles)
            else:
                _paint_dot(painter, square, roles)


def paint_square(painter: QPainter, where: QRectF, cramp: bool | None, roles: Roles) -> None:
    """A night: full for a cramp, a ring for none, an empty frame where the morning was not answered."""
    gap = where.width() * _GAP / _LARGEST
    inner = where.adjusted(gap, gap, -gap, -gap)
    radius = inner.width() / 4
    painter.setPen(QPen(QColor(roles.edge), 1) if cramp is None else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(roles.clay if cramp else roles.sunken))
    painter.drawRoundedRect(inner, radius, radius)
    if cramp is False:
        painter.setPen(QPen(QColor(roles.text), max(1.0, inner.width() / 12)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(inner.center(), inner.width() / 4, inner.width() / 4)


def _paint_dot(painter: QPainter, where: QRectF, roles: Roles) -> None:
    """Before the diary began, or still to come."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(roles.line))
    painter.drawEllipse(where.center(), where.width() / 12, where.width() / 12)


def _caption_height() -> float:
    return QFontMetricsF(theme.font(theme.CAPTION)).height()
