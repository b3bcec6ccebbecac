"""How long before bed a habit comes: a slider, the exact value in words, the lowest that studies support."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from crampguard.i18n import _
from crampguard.routine.habits import Habit
from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.duration import duration
from crampguard.windows.shared.fields import Debounce
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.note import Note

_STEP, _PAGE = 5, 30  # minutes
_ENDS = (3 * 60, 6 * 60, 12 * 60, 24 * 60)  # a short lead gets a short scale, where minutes can be told apart


class LeadEditor(QWidget):
    """The lead of one habit after another."""

    def __init__(self, chosen: Callable[[int], object]) -> None:
        super().__init__()
        self._habit = Habit("")
        self._slider = LeadSlider()
        self._words = label()
        self._words.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._least, self._most = (label(factor=theme.SMALL, role="text2") for _end in range(2))
        self._most.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self._low = Note("caution")
        self._soon = Debounce(self, lambda: chosen(self._slider.value()))
        self._slider.valueChanged.connect(lambda _minutes: self._moved())
        self._slider.sliderReleased.connect(lambda: self._soon.now())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_XS))
        layout.addLayout(_pair(heading(_("Before bed")), self._words))
        layout.addWidget(self._slider)
        layout.addLayout(_pair(self._least, self._most))
        layout.addWidget(self._low)

    def follow(self, habit: Habit, tonight: Tonight) -> None:
        """Shows the habit, unless the user is just moving its slider."""
        if habit.id != self._habit.id:
            self._soon.now()
        self._tonight = tonight
        if habit.id == self._habit.id and (self._slider.isSliderDown() or self._soon.asked):
            return
        self._habit = habit
        least, most = scale(habit)
        self._slider.blockSignals(True)
        self._slider.setRange(least, most)
        self._slider.setValue(habit.lead)
        self._slider.blockSignals(False)
        lowest = _("{duration}, lowest") if habit.lowest_lead == least else "{duration}"
        self._least.setText(lowest.format(duration=duration(least)))
        self._most.setText(duration(most))
        self._show_words()

    def finish(self) -> None:
        self._soon.now()

    def _moved(self) -> None:
        self._show_words()
        self._soon.ask()

    def _show_words(self) -> None:
        lead = self._slider.value()
        night = self._tonight.night
        due = max(night.bedtime - timedelta(minutes=lead), night.wake)
        text = _("{duration}, so at {time}").format(duration=duration(lead), time=self._tonight.clock(due))
        self._words.setText(text)
        self._slider.setAccessibleName(_("Before bed: {lead}").format(lead=text))
        lowest = self._habit.lowest_lead or 0
        low = _("Less than {duration} has no study behind it.").format(duration=duration(lowest))
        self._low.say(low if lead < lowest else "")


def scale(habit: Habit) -> tuple[int, int]:
    """From the lowest lead that studies support to a round number of hours; wider for a value beyond."""
    least = min(habit.lowest_lead or 0, habit.lead)
    return least, next(end for end in _ENDS if end > 1.1 * max(habit.lead, least) or end == _ENDS[-1])


class LeadSlider(QSlider):
    """A slider in the look. The wheel scrolls the page instead."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSingleStep(_STEP)
        self.setPageStep(_PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme.px(160), theme.px(30))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()

    def sliderChange(self, change: QSlider.SliderChange) -> None:  # noqa: N802
        """Snaps the mouse to the steps: nobody wants a nudge at 13:27."""
        if change is QSlider.SliderChange.SliderValueChange and self.isSliderDown():
            whole = round(self.value() / _STEP) * _STEP
            if whole != self.value() and self.minimum() <= whole <= self.maximum():
                self.setValue(whole)
                return
        super().sliderChange(change)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
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


def _pair(first: QWidget, second: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(first)
    row.addWidget(second, 1)
    return row
