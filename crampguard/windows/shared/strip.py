"""A message across a window."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStyle

from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, row, set_margins
from crampguard.windows.shared.surface import paint_surface


class Strip(QFrame):
    """A line across the window that says something, perhaps with an icon and one button.

    column: for what stands below the words.
    """

    def __init__(self, icon: str = "", role: str = "text2", line: str = "line") -> None:
        super().__init__()
        self._icon, self._role, self._line = icon, role, line
        self._text = label()
        self._row = row(None)
        self._row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        self.column = column(None, self._row)
        layout = row(self, gap=0)
        set_margins(layout, theme.px(14), theme.px(10), theme.px(12), theme.px(10))
        layout.addSpacing(theme.px(30) if icon else 0)
        layout.addLayout(self.column, 1)
        self._button: QPushButton | None = None

    def say(self, text: str, button: QPushButton | None = None) -> None:
        """Shows the text; an empty one hides the strip."""
        self._text.setText(text)
        self.setAccessibleName(text)
        if self._button is not button:
            if self._button is not None:
                self._row.removeWidget(self._button)
                self._button.deleteLater()
            if button is not None:
                self._row.addWidget(button)
            self._button = button
        self.setVisible(bool(text))

    def text(self) -> str:
        return self._text.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_surface(painter, self, self._line, radius=theme.RADIUS_CONTROL)
            if self._icon:
                size = theme.px(20)
                top = self._text.y() + (self._text.fontMetrics().lineSpacing() - size) // 2
                place = QRect(theme.px(14), top, size, size)
                where = QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
                lineicons.paint(painter, self._icon, where, theme.colour(self._role))
