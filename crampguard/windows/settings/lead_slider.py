"""A slider for minutes, in the look of the program."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle, QStyleOptionSlider

from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus

_STEP, _PAGE = 5, 30  # minutes


class LeadSlider(QSlider):
    """The wheel scrolls the page instead."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSingleStep(_STEP)
        self.setPageStep(_PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(30))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def sliderChange(self, change: QSlider.SliderChange) -> None:
        """Snaps the mouse to the steps: nobody wants a nudge at 13:27."""
        if change is QSlider.SliderChange.SliderValueChange and self.isSliderDown():
            whole = round(self.value() / _STEP) * _STEP
            if whole != self.value() and self.minimum() <= whole <= self.maximum():
                self.setValue(whole)
                return
        super().sliderChange(change)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        size, thick = theme.px(18), theme.px(3)
        middle = QRectF(handle).center().x()
        middle = min(max(middle, size / 2 + 4), self.width() - size / 2 - 4)
        groove = QRectF(4, (self.height() - thick) / 2, self.width() - 8, thick)
        filled = QRectF(groove)
        if self.isRightToLeft():
            filled.setLeft(middle)
        else:
            filled.setRight(middle)
        knob = QRectF(middle - size / 2, (self.height() - size) / 2, size, size)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for part, role in ((groove, "edge"), (filled, "dusk")):
                painter.setBrush(theme.colour(role))
                painter.drawRoundedRect(part, thick / 2, thick / 2)
            painter.setPen(QPen(theme.colour("dusk"), 2))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(knob)
            if self.hasFocus():
                paint_focus(painter, knob, size / 2)
