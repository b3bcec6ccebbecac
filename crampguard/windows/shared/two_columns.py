"""Two columns, one below the other where there is no room for both."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from crampguard.windows.shared import theme

_BOTH_FIT_FROM = 760  # measured pixels


class TwoColumns(QWidget):
    """stretch: how the width is shared out."""

    def __init__(self, first: QLayout, second: QLayout, stretch: tuple[int, int]) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(theme.SPACE_XL))
        self._box.addLayout(first, stretch[0])
        self._box.addLayout(second, stretch[1])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        wide = self.width() >= theme.px(_BOTH_FIT_FROM)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(direction)
        super().resizeEvent(event)
