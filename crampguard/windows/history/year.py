"""The year at a glance: a column for each week, a square for each night, painted and told in words."""

from datetime import timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampguard.i18n import _
from crampguard.routine.cramps import YEAR_WEEKS, CrampCounts
from crampguard.routine.cramps_words import year_words
from crampguard.routine.dates import short_month_names
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.charts import mirrored
from crampguard.windows.shared.theme import Roles

_DAYS = 7
_LARGEST, _GAP = 18, 2  # measured pixels: a square with the gap around it, and that gap


class YearAtAGlance(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._counts: CrampCounts | None = None
        self.setAccessibleName(_("A year at a glance"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def follow(self, counts: CrampCounts, this_year: int) -> None:
        self._counts = counts
        self.setAccessibleDescription(year_words(counts, this_year))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        cell = theme.px(_LARGEST)
        return QSize(YEAR_WEEKS * cell, _DAYS * cell + round(1.3 * _caption_height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme.px(160), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self._counts is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_year(painter, QRectF(self.rect()), self._counts, theme.roles())
            if self.hasFocus():
                away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
                inside = QRectF(self.rect()).adjusted(away, away, -away, -away)
                paint_focus(painter, inside, theme.px(theme.RADIUS_BOX))


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
