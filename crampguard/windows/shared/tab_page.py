"""What the pages of History have in common."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.layout import Rule, column, row, scrolling


class TabPage(QWidget):
    """One tab. open and follow may raise StoreError where the diary cannot be read."""

    def open(self, tonight: Tonight) -> None:
        """Called when the tab is shown: reads what it shows."""
        raise NotImplementedError

    def follow(self, tonight: Tonight) -> None:
        """Called when something changed while the tab is shown."""
        self.open(tonight)

    def take_focus(self) -> None:
        """Gives the keyboard to what the page is about."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Content that wraps has another height at another width; the scroll area has to learn of it."""
        super().resizeEvent(event)
        self.inside.updateGeometry()

    def fill(self, inside: QWidget, foot: QWidget, button: QWidget | None = None) -> None:
        """Lays the page out: its content, which scrolls, and below a line the foot and the main button."""
        self.inside, self.area = inside, scrolling(inside)
        edge, high = theme.px(theme.SPACE_XL), theme.px(theme.SPACE_S)
        if (content := inside.layout()) is not None:
            content.setContentsMargins(edge, theme.px(theme.SPACE_L), edge, theme.px(theme.SPACE_M))
        below = row(None, gap=theme.SPACE_L)
        below.setContentsMargins(edge, high, edge, high)
        below.addWidget(foot, 1, Qt.AlignmentFlag.AlignVCenter)
        if button is not None:
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column(self, self.area, Rule(), below, gap=0)
