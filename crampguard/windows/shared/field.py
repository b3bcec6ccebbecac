"""A line of the card: what is asked at the start, its control beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label

AWAY = theme.FOCUS_AWAY + theme.FOCUS_WIDTH  # around each control, for its focus ring
_NAME_WIDTH = 98  # measured pixels


def line_height() -> int:
    """A button and the room around it."""
    return theme.px(36) + 2 * AWAY


class Field(QWidget):
    """The name stands level with the first line of the control, whatever its height."""

    def __init__(self, name: str, control: QWidget, width: int = _NAME_WIDTH) -> None:
        super().__init__()
        words = label(name)
        words.setFixedWidth(theme.px(width))
        words.setMinimumHeight(line_height() if name else 0)
        words.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.SPACE_XS))
        row.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(control, 1)
