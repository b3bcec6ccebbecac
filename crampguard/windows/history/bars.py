"""One chart of "Your cramps": its title, its note, and its bars, told in words to a screen reader."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.routine.cramps_words import BarChart
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.charts import paint_bars
from crampguard.windows.shared.labels import label

_WIDTH, _HEIGHT = 400, 150  # measured pixels


class BarChartView(QWidget):
    def __init__(self, chart: BarChart) -> None:
        super().__init__()
        self.setFixedWidth(theme.px(_WIDTH))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_XS))
        layout.addWidget(label(chart.title, weight=QFont.Weight.DemiBold))
        if chart.note:
            layout.addWidget(label(chart.note, theme.SMALL, role="text2"))
        layout.addWidget(_Bars(chart))
        layout.addStretch(1)


class _Bars(QWidget):
    def __init__(self, chart: BarChart) -> None:
        super().__init__()
        self._bars = chart.bars
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(theme.px(_HEIGHT))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme.px(_WIDTH), theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
        inside = QRectF(self.rect()).adjusted(away, away, -away, -away)
        with QPainter(self) as painter:
            paint_bars(painter, inside, self._bars, theme.roles())
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_focus(painter, inside, theme.px(theme.RADIUS_BOX))
