"""The head of each page: the sunrise, a title, and a sentence or two below it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.labels import label


class MorningHeader(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._title = label(factor=theme.TITLE, weight=QFont.Weight.DemiBold)
        self._below = label(role="text2")
        words = QVBoxLayout()
        words.setSpacing(theme.px(theme.SPACE_XS))
        words.addWidget(self._title)
        words.addWidget(self._below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.SPACE_L))
        row.addWidget(_SunIcon(), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, title: str, below: str) -> None:
        self._title.setText(title)
        self._below.setText(below)


class _SunIcon(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(32), theme.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            lineicons.paint(painter, "sun", QRectF(self.rect()), theme.colour("lamp"))
