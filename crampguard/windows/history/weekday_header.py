"""The weekdays over a month: words alone, without the frame that the style would paint."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from crampguard.windows.shared import theme


class WeekdayHeader(QHeaderView):
    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setFont(theme.font(theme.SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, self.fontMetrics().height() + theme.px(theme.SPACE_S))

    def paintSection(self, painter: QPainter, where: QRect, section: int) -> None:  # noqa: N802
        painter.setFont(self.font())
        painter.setPen(theme.colour("text2"))
        words = str(self.model().headerData(section, self.orientation()))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)
