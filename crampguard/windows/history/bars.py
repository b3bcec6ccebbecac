"""One chart of "Your cramps": its title, its note and its bars."""

from PySide6.QtWidgets import QWidget

from crampguard.routine.cramps_words import BarChart
from crampguard.windows.shared import theme
from crampguard.windows.shared.chart import Chart
from crampguard.windows.shared.charts import paint_bars
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import column

_WIDTH, _HEIGHT = 400, 150  # measured pixels


class BarChartView(QWidget):
    """Hidden while nothing is recorded for it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        width = theme.px(_WIDTH)
        self.setFixedWidth(width)
        self._note = label(factor=theme.SMALL, role="text2")
        self._chart = Chart(title, width, theme.px(_HEIGHT))
        column(self, heading(title), self._note, self._chart, gap=theme.SPACE_XS).addStretch(1)

    def follow(self, chart: BarChart) -> None:
        self._note.setText(chart.note)
        self._note.setVisible(bool(chart.note))
        self._chart.draw(paint_bars, chart.bars, chart.words)
        self.setHidden(chart.empty)
