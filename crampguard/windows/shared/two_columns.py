"""Two columns, one below the other where there is no room for both."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from crampguard.windows.shared import theme

_BOTH_FIT_FROM = 760  # measured pixels, where neither column needs more


class TwoColumns(QWidget):
    """stretch: how the width is shared out."""

    def __init__(self, first: QLayout, second: QLayout, stretch: tuple[int, int]) -> None:
        super().__init__()
        self._columns = first, second
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(theme.SPACE_XL))
        self._box.addLayout(first, stretch[0])
        self._box.addLayout(second, stretch[1])

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as the wider column; the layout itself would ask for both side by side."""
        least = max(self._widths()) + self._edges()
        return QSize(least, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Arranges the columns anew when something in them needs more room, or less."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        needed = sum(self._widths()) + self._box.spacing() + self._edges()
        wide = self.width() >= max(theme.px(_BOTH_FIT_FROM), needed)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(direction)

    def _widths(self) -> list[int]:
        return [column.minimumSize().width() for column in self._columns]

    def _edges(self) -> int:
        margins = self._box.contentsMargins()
        return margins.left() + margins.right()
