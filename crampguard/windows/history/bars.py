"""One chart of "Your cramps": its title, its note and its bars."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.routine.cramps_words import BarChart
from crampguard.windows.shared import theme
from crampguard.windows.shared.chart import Chart
from crampguard.windows.shared.charts import paint_bars
from crampguard.windows.shared.labels import label

_WIDTH, _HEIGHT = 400, 150  # measured pixels


class BarChartView(QWidget):
    """Hidden while nothing is recorded for it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        width = theme.px(_WIDTH)
        self.setFixedWidth(width)
        self._note = label(factor=theme.SMALL, role="text2")
        self._chart = Chart(title, width, theme.px(_HEIGHT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_XS))
        for part in (label(title, weight=QFont.Weight.DemiBold), self._note, self._chart):
            layout.addWidget(part)
        layout.addStretch(1)

    def follow(self, chart: BarChart) -> None:
        self._note.setText(chart.note)
        self._note.setVisible(bool(chart.note))
        self._chart.draw(
            lambda painter, where: paint_bars(painter, where, chart.bars, theme.roles()), chart.words
        )
        self.setHidden(chart.empty)
