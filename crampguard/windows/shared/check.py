"""A check box whose text wraps."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from crampguard.windows.shared import theme
from crampguard.windows.shared.box import Box, paint_box, paint_focus


class Check(QCheckBox):
    """A tick box with the tick that the list of tonight has. Its words wrap."""

    def __init__(self, text: str, act: Callable[[bool], object]) -> None:
        super().__init__(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
        )  # else it could not wrap
        self.toggled.connect(lambda checked: act(checked))

    def setChecked(self, checked: bool) -> None:  # noqa: N802
        """Shows it, without a signal, see Tickable."""
        with QSignalBlocker(self):
            super().setChecked(checked)

    def sizeHint(self) -> QSize:  # noqa: N802
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(self._indent() + words.width() + theme.px(4), theme.px(32))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._indent() + theme.px(96), theme.px(32))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        room = QRect(0, 0, max(1, width - self._indent()), 10_000)
        words = self.fontMetrics().boundingRect(room, self._wraps(), self.text())
        return max(theme.px(32), words.height() + theme.px(8))

    def hitButton(self, where: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(where)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        size = theme.px(22)
        away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
        box = QRectF(away, (self.height() - size) / 2, size, size)
        words = QRectF(self.rect()).adjusted(self._indent(), 0, 0, 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveRight(self.width() - away)
            words.translate(-self._indent(), 0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_box(painter, box, Box.DONE if self.isChecked() else Box.OPEN)
            if self.hasFocus():
                paint_focus(painter, box, theme.px(theme.RADIUS_BOX))
            painter.setPen(theme.colour("text" if self.isEnabled() else "text2"))
            painter.drawText(words, self._wraps(), self.text())

    @staticmethod
    def _wraps() -> int:
        place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        return int(place | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextWordWrap)

    @staticmethod
    def _indent() -> int:
        return theme.px(22) + theme.FOCUS_AWAY + theme.FOCUS_WIDTH + theme.px(12)
