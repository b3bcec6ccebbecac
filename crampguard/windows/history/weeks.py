"""Week by week: nights with a cramp beside the routine."""

from collections.abc import Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.month import Week
from crampguard.routine.night_words import week_words
from crampguard.windows.history.legend import weeks_legend
from crampguard.windows.history.paint import paint_weeks
from crampguard.windows.shared import theme
from crampguard.windows.shared.chart import Chart
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column

_WIDTH, _HEIGHT = 360, 190  # measured pixels


class WeekByWeek(QWidget):
    """The chart with its name and its keys."""

    def __init__(self) -> None:
        super().__init__()
        self._chart = Chart(_("Week by week"), theme.px(_WIDTH), theme.px(_HEIGHT), grows=True)
        title = label(_("Week by week"), theme.HEADING, QFont.Weight.DemiBold)
        column(self, title, weeks_legend(), gap=theme.SPACE_XS).addWidget(self._chart, 1)

    def follow(self, weeks: Sequence[Week], this_year: int) -> None:
        self._chart.draw(paint_weeks, weeks, ". ".join(week_words(week, this_year) for week in weeks))
