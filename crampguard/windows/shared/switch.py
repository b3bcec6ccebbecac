"""An on/off switch."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.tickable import Tickable


class Switch(Tickable):
    """On or off, at once. Its knob says which, its colour only repeats it."""

    def __init__(self, name: str, act: Callable[[bool], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.toggled.connect(lambda checked: act(checked))

    def sizeHint(self) -> QSize:
        away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
        return QSize(theme.px(32) + 2 * away, theme.px(20) + 2 * away)

    def paintEvent(self, _event: QPaintEvent) -> None:
        on, size = self.isChecked(), theme.px(20)
        track = QRectF(0, 0, theme.px(32), size)
        track.moveCenter(QRectF(self.rect()).center())
        lit = theme.colour("dusk" if on else "edge")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(lit, theme.STROKE))
            painter.setBrush(theme.colour("dusk_tint" if on else "surface"))
            painter.drawRoundedRect(track.adjusted(0.8, 0.8, -0.8, -0.8), size / 2, size / 2)
            knob = QRectF(0, 0, size * 0.55, size * 0.55)
            middle = track.center()
            at_right = on is not self.isRightToLeft()
            middle.setX(track.right() - size / 2 if at_right else track.left() + size / 2)
            knob.moveCenter(middle)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(lit)
            painter.drawEllipse(knob)
            if self.hasFocus():
                paint_focus(painter, track, size / 2)
