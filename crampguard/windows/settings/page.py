"""The pages of the settings."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QWidget

from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.check import Check, with_note
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import SCROLL_BAR, add_parts, column, scrolling

_MEASURE = 720  # measured pixels; wider, lines would be hard to read


class SettingsPage(QWidget):
    def follow(self, tonight: Tonight) -> None:
        """Shows the settings as they are now, but keeps what is being typed."""


class ColumnPage(SettingsPage):
    """A title, an introduction, and a column of controls that scrolls."""

    def __init__(self, title: str, intro: str) -> None:
        super().__init__()
        self._inside = QWidget()
        self._inside.setMaximumWidth(theme.px(_MEASURE))
        heading = label(title, theme.TITLE, QFont.Weight.DemiBold)
        self.column = column(self._inside, heading, label(intro, role="text2"), theme.SPACE_S)
        side, high = theme.px(theme.SPACE_XL), theme.px(theme.SPACE_L)
        self.column.setContentsMargins(side, high, side, high)
        column(self, scrolling(self._inside))

    def minimumSizeHint(self) -> QSize:
        """As wide as its column needs, which scrolls up and down only."""
        least = self._inside.minimumSizeHint().width() + theme.px(SCROLL_BAR)
        return QSize(least, super().minimumSizeHint().height())

    def add_check(self, text: str, note: str, choose: Callable[[bool], object]) -> Check:
        """A tick box with a sentence on what it changes."""
        check = Check(text, choose)
        add_parts(self.column, with_note(check, note), theme.SPACE_M)
        return check

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Text that wraps has another height at another width; the scroll area has to learn of it."""
        super().resizeEvent(event)
        self._inside.updateGeometry()
