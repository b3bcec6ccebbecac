"""A slider that knows "not set": a dashed knob, until the user touches it."""

import unicodedata
from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.form_row import line_height

_KNOB, _GROOVE, _BETWEEN = 20, 4, 12  # measured pixels; the last one is the room between two marks
_ROUNDING = 1.15  # room around text for the rounding of its width


class SliderScale(Struct, frozen=True):
    """What a slider stands for: 0 to `most`.

    words: a value in words. marks: values that are named below it. snapped: the nearest value that it takes.
    typed: the value that digits mean so far. ticks: a line at each value, and the groove filled up to it.
    """

    most: int
    step: int
    long_step: int
    words: Callable[[int], str]
    marks: tuple[tuple[int, str], ...]
    snapped: Callable[[int], int]
    typed: Callable[[str], int | None]
    ticks: bool = False


class OptionalSlider(QWidget):
    """The slider, and its value in words; a click on these takes it back."""

    def __init__(self, name: str, changed: Callable[[], object]) -> None:
        super().__init__()
        self._name, self._changed = name, changed
        self._slider = _Slider(self._follow)
        self._value_button = Button("", self.clear, "value")
        self._value_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # on the keyboard it is Delete
        self._value_button.setToolTip(_("Take it back"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._slider, 1)
        row.addWidget(self._value_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self._slider)

    def show_scale(self, scale: SliderScale, value: int | None) -> None:
        self._slider.show_scale(scale, value)
        texts = (_("not set"), *(scale.words(value) for value in (0, scale.most)))
        bold = QFontMetrics(theme.font(weight=QFont.Weight.DemiBold))
        widest = max(bold.horizontalAdvance(text) for text in texts)
        self._value_button.setFixedWidth(round(widest * _ROUNDING) + theme.px(8))
        self._show_value()

    @property
    def value(self) -> int | None:
        return self._slider.value() if self._slider.touched else None

    def clear(self) -> None:
        self._slider.clear()

    def _follow(self) -> None:
        self._show_value()
        self._changed()

    def _show_value(self) -> None:
        value = self.value
        text = _("not set") if value is None else self._slider.scale.words(value)
        self._value_button.setText(text)
        self._value_button.setEnabled(value is not None)
        named = _("{row}: {value}").format(row=self._name, value=text)
        self._slider.setAccessibleName(named)
        self._value_button.setAccessibleName(_("Take back {what}").format(what=named))
        self._slider.setAccessibleDescription(_("Arrow keys and digits set it, Delete takes it back."))


class _Slider(QSlider):
    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._changed = changed
        self._digits = ""
        self.touched = False
        self.scale = SliderScale(10, 1, 1, str, (), int, int)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Keys and screen readers: where the value is on its way, before it is there.
        self.actionTriggered.connect(
            lambda _action: self.setSliderPosition(self.scale.snapped(self.sliderPosition()))
        )
        self.valueChanged.connect(lambda _value: self._touch())

    def show_scale(self, scale: SliderScale, value: int | None) -> None:
        self.scale, self.touched, self._digits = scale, value is not None, ""
        self.blockSignals(True)
        self.setRange(0, scale.most)
        self.setSingleStep(scale.step)
        self.setPageStep(scale.long_step)
        self.setValue(scale.snapped(scale.most // 2) if value is None else value)
        self.blockSignals(False)
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        if self.touched:
            self.show_scale(self.scale, None)
            self._changed()

    def _touch(self) -> None:
        self.touched = True
        self.update()
        self._changed()

    def _set(self, value: int) -> None:
        """Set by hand, also to where it stands already."""
        if value == self.value():
            self._touch()
        else:
            self.setValue(value)

    def sizeHint(self) -> QSize:
        metrics = self._caption()
        marks = sum(metrics.horizontalAdvance(text) + theme.px(_BETWEEN) for _value, text in self.scale.marks)
        return QSize(max(theme.px(160), marks), line_height() + metrics.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        digit = str(unicodedata.decimal(typed, "")) if len(typed) == 1 else ""  # of any script
        if digit:
            self._type_digit(digit)
            return
        self._digits = ""
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.clear()
            case Qt.Key.Key_Space:
                self._set(self.value())
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._digits = ""
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._digits = ""
        self._set(self._value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it scrolls the card, and must not answer on the way

    def paintEvent(self, _event: QPaintEvent) -> None:
        middle = line_height() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_groove(painter, middle)
            self._paint_marks(painter)
            knob = QRectF(0, 0, theme.px(_KNOB), theme.px(_KNOB))
            knob.moveCenter(QPointF(self._x_of(self.value()), middle))
            pen = QPen(theme.colour("dusk" if self.touched else "text2"), 2 if self.touched else theme.STROKE)
            if not self.touched:
                pen.setDashPattern([2.4, 2])
            painter.setPen(pen)
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(knob.adjusted(1, 1, -1, -1))
            if self.hasFocus():
                paint_focus(painter, knob, knob.width() / 2)

    def _type_digit(self, digit: str) -> None:
        for digits in (self._digits + digit, digit):
            value = self.scale.typed(digits)
            if value is not None:
                self._digits = digits
                self._set(value)
                return

    def _edge(self) -> float:
        """Room for half a mark, or half a knob with its ring, at either end."""
        texts = (text for value, text in self.scale.marks if value in (0, self.scale.most))
        widest = max((self._caption().horizontalAdvance(text) for text in texts), default=0)
        return max(theme.px(_KNOB) / 2 + theme.FOCUS_AWAY + theme.FOCUS_WIDTH, min(widest / 2, theme.px(24)))

    def _x_of(self, value: float) -> float:
        share = value / max(1, self.scale.most)
        share = 1 - share if self.isRightToLeft() else share
        return self._edge() + share * (self.width() - 2 * self._edge())

    def _value_at(self, x: float) -> int:
        share = (x - self._edge()) / max(1.0, self.width() - 2 * self._edge())
        share = 1 - share if self.isRightToLeft() else share
        return self.scale.snapped(round(min(max(0.0, share), 1.0) * self.scale.most))

    def _paint_groove(self, painter: QPainter, middle: float) -> None:
        start, end = self._x_of(0), self._x_of(self.scale.most)
        painter.setPen(QPen(theme.colour("edge"), theme.px(_GROOVE), c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(start, middle), QPointF(end, middle))
        if not self.scale.ticks:
            return
        if self.touched and self.value():
            painter.setPen(QPen(theme.colour("dusk"), theme.px(_GROOVE), c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(start, middle), QPointF(self._x_of(self.value()), middle))
        painter.setPen(QPen(theme.colour("edge"), 1))
        for value in range(self.scale.most + 1):
            x, half = self._x_of(value), theme.px(4)
            painter.drawLine(QPointF(x, middle - half), QPointF(x, middle + half))

    def _paint_marks(self, painter: QPainter) -> None:
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(theme.colour("text2"))
        metrics, top = self._caption(), line_height()
        for value, text in self.scale.marks:
            width = metrics.horizontalAdvance(text) + 2
            left = min(max(0.0, self._x_of(value) - width / 2), self.width() - width)
            where = QRectF(left, top, width, metrics.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, text)

    @staticmethod
    def _caption() -> QFontMetrics:
        return QFontMetrics(theme.font(theme.CAPTION))
