"""The head of each page: the sunrise, a title, and a sentence or two below it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from crampguard.routine.text import capitalized
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, row
from crampguard.windows.shared.note import LineIcon

_SUN = 32  # measured pixels


class MorningHeader(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._title = label(factor=theme.TITLE, weight=QFont.Weight.DemiBold)
        self._below = label(role="text2")
        layout = row(self, gap=theme.SPACE_L)
        layout.addWidget(LineIcon("sun", "lamp", _SUN), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column(None, self._title, self._below, gap=theme.SPACE_XS), 1)

    def say(self, title: str, below: str) -> None:
        self._title.setText(title)
        self._below.setText(capitalized(below))
