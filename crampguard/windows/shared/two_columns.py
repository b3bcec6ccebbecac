"""Two columns, one below the other where there is no room for both."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from crampguard.windows.shared import theme

_BOTH_FIT_FROM = 760  # measured pixels, where neither column needs more


class TwoColumns(QWidget):
    """shares: of the width, while they stand side by side."""

    def __init__(self, first: QLayout, second: QLayout, shares: tuple[int, int]) -> None:
        super().__init__()
        self._columns, self._shares = (first, second), shares
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(theme.SPACE_XL))
        self._box.addLayout(first)
        self._box.addLayout(second)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider column; the layout itself would ask for both side by side."""
        least = max(self._widths()) + self._edges()
        return QSize(least, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Arranges the columns anew when something in them needs more room, or less."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        needed = sum(self._widths()) + self._box.spacing() + self._edges()
        wide = self.width() >= max(theme.px(_BOTH_FIT_FROM), needed)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(direction)
        for index, share in enumerate(self._shares):
            self._box.setStretch(index, share if wide else 0)  # one below the other, each gets its height

    def _widths(self) -> list[int]:
        return [column.minimumSize().width() for column in self._columns]

    def _edges(self) -> int:
        margins = self._box.contentsMargins()
        return margins.left() + margins.right()
