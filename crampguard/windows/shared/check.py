"""A tick box whose text wraps, and the small sentence that may stand below it."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QVBoxLayout

from crampguard.windows.shared import theme
from crampguard.windows.shared.box import Box, paint_box, paint_focus
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, set_margins

_WRAPPED = int(
    Qt.AlignmentFlag.AlignVCenter
    | Qt.AlignmentFlag.AlignLeading
    | Qt.TextFlag.TextShowMnemonic
    | Qt.TextFlag.TextWordWrap
)


class Check(QCheckBox):
    """A tick box with the tick that the list of tonight has. Its text wraps."""

    def __init__(self, text: str, act: Callable[[bool], object]) -> None:
        super().__init__(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
        )  # else it could not wrap
        self.toggled.connect(lambda checked: act(checked))

    def setChecked(self, checked: bool) -> None:
        """Shows the state without a signal, see Tickable."""
        with QSignalBlocker(self):
            super().setChecked(checked)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(_indent() + text.width() + theme.px(4), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(_indent() + theme.px(96), theme.px(32))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - _indent()), 10_000)
        text = self.fontMetrics().boundingRect(room, _WRAPPED, self.text())
        return max(theme.px(32), text.height() + theme.px(8))

    def hitButton(self, where: QPoint) -> bool:
        return self.rect().contains(where)

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = theme.px(22)
        away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
        box = QRectF(away, (self.height() - size) / 2, size, size)
        text = QRectF(self.rect()).adjusted(_indent(), 0, 0, 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveRight(self.width() - away)
            text.translate(-_indent(), 0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_box(painter, box, Box.DONE if self.isChecked() else Box.OPEN)
            if self.hasFocus():
                paint_focus(painter, box, theme.px(theme.RADIUS_BOX))
            painter.setPen(theme.colour("text" if self.isEnabled() else "text2"))
            painter.drawText(text, _WRAPPED, self.text())


def with_note(check: Check, note: str) -> QVBoxLayout:
    """The tick box with a sentence below its text; without a sentence the box alone."""
    check.setAccessibleDescription(note)
    return column(None, check, *([indented(note)] if note else []), gap=0)


def indented(text: str) -> QLabel:
    """A small sentence that begins where the text of a tick box does."""
    made = label(text, theme.SMALL, role="text2")
    set_margins(made, _indent(), 0, 0, 0)
    return made


def _indent() -> int:
    return theme.px(22) + theme.FOCUS_AWAY + theme.FOCUS_WIDTH + theme.px(12)
