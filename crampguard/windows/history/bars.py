"""One chart of "Your cramps": its title, its note, and its bars, told in words to a screen reader."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.routine.cramps_words import Bar, BarChart
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.charts import paint_bars
from crampguard.windows.shared.labels import label

_WIDTH, _HEIGHT = 400, 150  # measured pixels


class BarChartView(QWidget):
    """Hidden while nothing is recorded for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(theme.px(_WIDTH))
        self._title = label(weight=QFont.Weight.DemiBold)
        self._note = label(factor=theme.SMALL, role="text2")
        self._bars = _Bars()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_XS))
        for part in (self._title, self._note, self._bars):
            layout.addWidget(part)
        layout.addStretch(1)

    def follow(self, chart: BarChart) -> None:
        self._title.setText(chart.title)
        self._note.setText(chart.note)
        self._note.setVisible(bool(chart.note))
        self._bars.follow(chart)
        self.setHidden(chart.empty)


class _Bars(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(theme.px(_HEIGHT))

    def follow(self, chart: BarChart) -> None:
        self._bars = chart.bars
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme.px(_WIDTH), theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
        inside = QRectF(self.rect()).adjusted(away, away, -away, -away)
        with QPainter(self) as painter:
            if self._bars:
                paint_bars(painter, inside, self._bars, theme.roles())
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_focus(painter, inside, theme.px(theme.RADIUS_BOX))
