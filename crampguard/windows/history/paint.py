"""What History paints by hand: a night, and the weeks.

Each function takes a painter, the place, the data and the colours. Everything reads in grey: a cramp is a
filled disc, no cramp a ring, nothing recorded a dashed frame; cramps are full bars with a figure, the routine
is an outlined one.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from crampguard.i18n import _
from crampguard.routine.dates import short_date
from crampguard.routine.month import WEEKS, NightSummary, Week, When
from crampguard.routine.morning import Morning
from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.charts import mirrored
from crampguard.windows.shared.theme import Roles

_NIGHTS = 7  # of a week: the top of the axis
_SHADES = (0.0, 0.22, 0.48, 0.74, 1.0)
_DISC, _RING = 10, 4.6  # measured pixels, radius
_PLAIN = (When.BEFORE, When.TONIGHT, When.LATER)
_CENTRE = Qt.AlignmentFlag.AlignCenter


def paint_night(painter: QPainter, where: QRectF, night: NightSummary, roles: Roles) -> None:
    """A night of the month: the shade of its routine, its date, and the mark of its morning."""
    _paint_ground(painter, where, night, roles)
    unit = theme.unit()
    tonight = night.when is When.TONIGHT
    painter.setFont(theme.font(theme.SMALL, QFont.Weight.Bold if tonight else QFont.Weight.Normal))
    painter.setPen(QColor(roles.text2 if night.when in (When.BEFORE, When.LATER) else roles.text))
    inner = where.adjusted(7 * unit, 4 * unit, -7 * unit, -4 * unit)
    leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
    painter.drawText(inner, leading, str(night.night.day))
    x = where.left() + 14 * unit if mirrored(painter) else where.right() - 14 * unit
    mark = QPointF(x, where.bottom() - 14 * unit)
    if night.morning is not None:
        paint_morning(painter, mark, night.morning, roles)
    elif tonight:
        half = 8 * unit
        box = QRectF(mark.x() - half, mark.y() - half, 2 * half, 2 * half)
        lineicons.paint(painter, "moon", box, QColor(roles.text2))


def paint_shade(painter: QPainter, where: QRectF, step: int, roles: Roles) -> None:
    """The ground of a night on which so much of the routine was done, 0 to STEPS."""
    painter.setPen(Qt.PenStyle.NoPen if step else QPen(QColor(roles.line), 1))
    painter.setBrush(theme.mixed(QColor(roles.surface), QColor(roles.shade), _SHADES[step]))
    _round(painter, where)


def paint_empty(painter: QPainter, where: QRectF, roles: Roles) -> None:
    """A night about which nothing is recorded."""
    pen = QPen(QColor(roles.edge), 1)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _round(painter, where)


def paint_morning(painter: QPainter, middle: QPointF, morning: Morning, roles: Roles) -> None:
    """A disc with the pain for a cramp, without one where the pain is not known; a ring for none."""
    unit = theme.unit()
    if not morning.cramp:
        painter.setPen(QPen(QColor(roles.text2), theme.STROKE * unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, _RING * unit, _RING * unit)
        return
    radius = _DISC * unit
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(roles.clay))
    painter.drawEllipse(middle, radius, radius)
    if morning.pain is not None:
        painter.setPen(QColor(roles.on_clay))
        painter.setFont(theme.font(theme.CAPTION, QFont.Weight.Bold))
        disc = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(disc, _CENTRE | Qt.TextFlag.TextDontClip, str(morning.pain))


def paint_weeks(painter: QPainter, where: QRectF, weeks: Sequence[Week], roles: Roles) -> None:
    """Two bars for each week on one axis: nights with a cramp, and routine, whose top is all of it.

    Words below tell when it began and how many mornings were answered. As many of the last weeks as fit.
    """
    caption = theme.font(theme.CAPTION)
    metrics = QFontMetricsF(caption)
    line, axis = metrics.height(), metrics.horizontalAdvance(str(_NIGHTS)) + theme.px(theme.SPACE_S)
    plot = where.adjusted(axis, 1.5 * line, 0, -2.2 * line)
    painter.setFont(caption)
    for number, y, role in ((_NIGHTS, plot.top(), roles.line), (0, plot.bottom(), roles.edge)):
        across = _flipped(painter, where, QRectF(plot.left(), y, plot.width(), 0))
        painter.setPen(QPen(QColor(role), 1))
        painter.drawLine(across.topLeft(), across.topRight())
        painter.setPen(QColor(roles.text2))
        label = QRectF(where.left(), y - line / 2, axis, line)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(_flipped(painter, where, label), leading, str(number))
    words = max((metrics.horizontalAdvance(text) for week in weeks for text in _week_lines(week)), default=1)
    slots = max(1, min(WEEKS, int(plot.width() // (words + theme.px(6)))))
    width = plot.width() / slots
    for number, week in enumerate(weeks[-slots:]):
        slot = QRectF(plot.left() + number * width, plot.top(), width, plot.height())
        _paint_week(painter, _flipped(painter, where, slot), week, roles)


def paint_cramp_bar(painter: QPainter, where: QRectF, roles: Roles) -> None:
    painter.fillRect(where, QColor(roles.clay))


def paint_routine_bar(painter: QPainter, where: QRectF, roles: Roles) -> None:
    painter.setPen(QPen(QColor(roles.dusk), 1.2))
    painter.setBrush(theme.mixed(QColor(roles.surface), QColor(roles.shade), _SHADES[2]))
    painter.drawRect(where.adjusted(0.6, 0.6, -0.6, -0.6))


def _paint_ground(painter: QPainter, where: QRectF, night: NightSummary, roles: Roles) -> None:
    if night.when is When.TONIGHT:
        painter.setPen(QPen(QColor(roles.edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        _round(painter, where)
    elif night.recorded:
        paint_shade(painter, where, night.shade, roles)
    elif night.when not in _PLAIN:
        paint_empty(painter, where, roles)


def _paint_week(painter: QPainter, slot: QRectF, week: Week, roles: Roles) -> None:
    unit, night = theme.unit(), slot.height() / _NIGHTS
    bar, gap = 14 * unit, 3 * unit
    first, second = slot.center().x() - bar - gap / 2, slot.center().x() + gap / 2
    if mirrored(painter):
        first, second = second, first
    line = QFontMetricsF(theme.font(theme.CAPTION)).height()
    if week.answered:
        top = slot.bottom() - week.cramps * night
        paint_cramp_bar(painter, QRectF(first, top, bar, week.cramps * night), roles)
        painter.setFont(theme.font(theme.CAPTION, QFont.Weight.Bold))
        painter.setPen(QColor(roles.text))
        painter.drawText(QRectF(first - bar, top - 1.2 * line, 3 * bar, line), _CENTRE, str(week.cramps))
    if week.routine:
        high = week.routine * night
        paint_routine_bar(painter, QRectF(second, slot.bottom() - high, bar, high), roles)
    painter.setFont(theme.font(theme.CAPTION))
    painter.setPen(QColor(roles.text2))
    for number, words in enumerate(_week_lines(week)):
        below = QRectF(slot.left(), slot.bottom() + (0.15 + number) * line, slot.width(), line)
        painter.drawText(below, _CENTRE | Qt.TextFlag.TextDontClip, words)


def _week_lines(week: Week) -> tuple[str, str]:
    """What stands below the bars of a week."""
    answered = _("{answered} of {nights}").format(answered=week.answered, nights=week.nights)
    return short_date(week.first), answered


def _flipped(painter: QPainter, within: QRectF, place: QRectF) -> QRectF:
    """The place, mirrored where the script runs from right to left."""
    if not mirrored(painter):
        return place
    return QRectF(within.left() + within.right() - place.right(), place.top(), place.width(), place.height())


def _round(painter: QPainter, where: QRectF) -> None:
    radius = min(theme.px(theme.RADIUS_CONTROL), where.height() / 4)
    painter.drawRoundedRect(where.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
