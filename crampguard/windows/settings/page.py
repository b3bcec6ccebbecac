"""The pages of the settings."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import scrolling


class SettingsPage(QWidget):
    """One page of the settings."""

    def follow(self, tonight: Tonight) -> None:
        """Shows the settings as they are now, but keeps what is being typed."""
        raise NotImplementedError


class ColumnPage(SettingsPage):
    """A title, a sentence, and a column of things that scrolls."""

    def __init__(self, title: str, intro: str) -> None:
        super().__init__()
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        large, gap = theme.px(theme.SPACE_XL), theme.px(theme.SPACE_S)
        self.column.setContentsMargins(large, theme.px(theme.SPACE_L), large, theme.px(theme.SPACE_L))
        self.column.setSpacing(gap)
        self.column.addWidget(label(title, theme.TITLE, QFont.Weight.DemiBold))
        self.column.addWidget(label(intro, role="text2"))
        self.column.addSpacing(gap)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolling(inside))
