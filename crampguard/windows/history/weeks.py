"""Week by week: nights with a cramp beside the routine, painted, and described for screen readers."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.month import WEEKS, Week
from crampguard.routine.night_words import week_words
from crampguard.windows.history.legend import LegendEntry, nothing
from crampguard.windows.history.paint import (
    paint_cramp_bar,
    paint_routine_bar,
    paint_weeks,
    week_font,
    week_lines,
)
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import FlowLayout

_HEIGHT = 190  # measured pixels


class WeekByWeek(QWidget):
    """The chart with its name and its keys."""

    def __init__(self) -> None:
        super().__init__()
        self._chart = _WeeksChart()
        keys = QWidget()
        flow = FlowLayout(theme.SPACE_S)
        keys.setLayout(flow)
        for paint, words in (
            (paint_cramp_bar, _("nights with a cramp")),
            (paint_routine_bar, _("routine done (top line: all)")),
            (None, _("below: mornings answered")),
        ):
            flow.addWidget(LegendEntry(0.6 if paint else 0, paint or nothing, words))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_XS))
        layout.addWidget(label(_("Week by week"), theme.HEADING, QFont.Weight.DemiBold))
        layout.addWidget(keys)
        layout.addWidget(self._chart, 1)

    def follow(self, weeks: Sequence[Week], this_year: int) -> None:
        self._chart.follow(weeks, this_year)


class _WeeksChart(QWidget):
    """As many of the last weeks as find room."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks: list[Week] = []
        self.setAccessibleName(_("Week by week"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def follow(self, weeks: Sequence[Week], this_year: int) -> None:
        if self._weeks != list(weeks):
            self._weeks = list(weeks)
            self.setAccessibleDescription(". ".join(week_words(week, this_year) for week in weeks))
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme.px(360), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme.px(160), theme.px(_HEIGHT))

    def slots(self) -> int:
        """How many weeks find room, with their words beside each other."""
        metrics = QFontMetrics(week_font())
        words = [metrics.horizontalAdvance(line) for week in self._weeks for line in week_lines(week)]
        return max(1, min(WEEKS, (self.width() - theme.px(24)) // (max(words, default=1) + theme.px(6))))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        slots = self.slots()
        away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
        where = QRectF(self.rect()).adjusted(away, away, -away, -away)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_weeks(painter, where, self._weeks[-slots:], slots, theme.roles())
            if self.hasFocus():
                paint_focus(painter, where, theme.px(theme.RADIUS_BOX))
