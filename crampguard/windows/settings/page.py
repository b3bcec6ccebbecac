"""The pages of the settings."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import scrolling

_MEASURE = 720  # measured pixels; wider, lines would be hard to read
_INDENT = 39  # measured pixels: under the words of a tick box


class SettingsPage(QWidget):
    """One page of the settings."""

    def follow(self, tonight: Tonight) -> None:
        """Shows the settings as they are now, but keeps what is being typed."""
        raise NotImplementedError


class ColumnPage(SettingsPage):
    """A title, a sentence, and a column of things that scrolls."""

    def __init__(self, title: str, intro: str) -> None:
        super().__init__()
        self._inside = QWidget()
        self._inside.setMaximumWidth(theme.px(_MEASURE))
        self.column = QVBoxLayout(self._inside)
        large, gap = theme.px(theme.SPACE_XL), theme.px(theme.SPACE_S)
        self.column.setContentsMargins(large, theme.px(theme.SPACE_L), large, theme.px(theme.SPACE_L))
        self.column.setSpacing(gap)
        self.column.addWidget(label(title, theme.TITLE, QFont.Weight.DemiBold))
        self.column.addWidget(label(intro, role="text2"))
        self.column.addSpacing(gap)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolling(self._inside))

    def add_check(self, text: str, changes: str, choose: Callable[[bool], object]) -> Check:
        """A tick box with a sentence on what it changes."""
        check = Check(text, choose)
        check.setAccessibleDescription(changes)
        self.column.addWidget(check, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(indented(changes))
        self.column.addSpacing(theme.px(theme.SPACE_M))
        return check

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Words that wrap have another height at another width; the area has to hear of it."""
        super().resizeEvent(event)
        self._inside.updateGeometry()


def indented(text: str) -> QWidget:
    """A sentence under the words of a tick box."""
    made = label(text, theme.SMALL, role="text2")
    made.setContentsMargins(theme.px(_INDENT), 0, 0, 0)
    return made
