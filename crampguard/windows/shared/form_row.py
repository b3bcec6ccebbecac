"""A line of a form: its name at the start, its control beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import row

AWAY = theme.FOCUS_AWAY + theme.FOCUS_WIDTH  # around each control, for its focus ring
_NAME_WIDTH = 98  # measured pixels


def line_height() -> int:
    """A button and the room around it."""
    return theme.px(36) + 2 * AWAY


class FormRow(QWidget):
    """The name stands level with the first line of the control, whatever its height."""

    def __init__(self, name: str, control: QWidget, width: int = _NAME_WIDTH) -> None:
        super().__init__()
        title = label(name)
        title.setFixedWidth(theme.px(width))
        title.setMinimumHeight(line_height() if name else 0)
        title.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        layout = row(self, gap=theme.SPACE_XS)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(control, 1)
