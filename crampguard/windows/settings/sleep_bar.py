"""The time in bed as a bar from evening to noon, painted, with the hours of the axis above."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampguard.routine.clock import ClockStyle, hour_text
from crampguard.routine.schedule import Hours
from crampguard.windows.shared import theme

_DAY = 24 * 60
_STEP = 6 * 60  # minutes between two marks of the axis
_EVENING, _NOON = 18 * 60, 36 * 60


class SleepSpan(Struct, frozen=True):
    """Minutes since midnight of the night's own date."""

    start: int
    end: int


class Axis(Struct, frozen=True):
    """From 18 to 12, or wider where a night lies outside (people on shifts)."""

    start: int = _EVENING
    end: int = _NOON

    @property
    def marks(self) -> range:
        return range(self.start, self.end + 1, _STEP)

    def share(self, minute: int) -> float:
        return (minute - self.start) / (self.end - self.start)


def spans(week: Sequence[Hours]) -> list[SleepSpan]:
    """The time in bed of each night: from its bedtime to getting up on the next day."""
    found = []
    for index, night in enumerate(week):
        bedtime = night.bedtime.hour * 60 + night.bedtime.minute + (_DAY if night.after_midnight else 0)
        wake = week[(index + 1) % len(week)].wake
        found.append(SleepSpan(bedtime, _DAY + wake.hour * 60 + wake.minute))
    return found


def axis(nights: Sequence[SleepSpan]) -> Axis:
    first = min(span.start for span in nights) // _STEP * _STEP
    last = -(-max(span.end for span in nights) // _STEP) * _STEP
    return Axis(min(first, _EVENING), max(last, _NOON))


class _OverAxis(QWidget):
    """Something painted along the axis, mirrored where one reads from right to left."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self._height = theme.px(height)
        self._axis = Axis()
        self.setMinimumWidth(theme.px(100))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(260), self._height)

    def _x(self, minute: int) -> float:
        margin = theme.px(20)  # half of an hour's figures
        x = margin + self._axis.share(minute) * (self.width() - 2 * margin)
        return self.width() - x if self.isRightToLeft() else x


class AxisHours(_OverAxis):
    def __init__(self) -> None:
        super().__init__(20)
        self._style = ClockStyle.HOURS_24
        self.setFont(theme.font(theme.SMALL))

    def follow(self, axis: Axis, style: ClockStyle) -> None:
        self._axis, self._style = axis, style
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(theme.colour("text2"))
            for mark in self._axis.marks:
                where = QRectF(0, 0, theme.px(60), self.height())
                where.moveCenter(QRectF(self.rect()).center())
                where.moveLeft(self._x(mark) - where.width() / 2)
                painter.drawText(
                    where, Qt.AlignmentFlag.AlignCenter, hour_text(mark % _DAY // 60, self._style)
                )


class SleepBar(_OverAxis):
    def __init__(self) -> None:
        super().__init__(30)
        self._span = SleepSpan(_EVENING, _EVENING)

    def follow(self, span: SleepSpan, axis: Axis) -> None:
        self._span, self._axis = span, axis
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        height = theme.px(12)
        bar = QRectF(0, (self.height() - height) / 2, 0, height)
        bar.setLeft(min(self._x(self._span.start), self._x(self._span.end)))
        bar.setRight(max(self._x(self._span.start), self._x(self._span.end)))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("line"), 1))
            for mark in self._axis.marks:
                painter.drawLine(round(self._x(mark)), 0, round(self._x(mark)), self.height())
            painter.setPen(QPen(theme.colour("dusk"), 1.2))
            painter.setBrush(theme.colour("dusk_tint"))
            painter.drawRoundedRect(bar, height / 2, height / 2)
