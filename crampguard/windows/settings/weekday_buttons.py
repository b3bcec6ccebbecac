"""On which evenings a habit comes: seven buttons that stay pressed."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.dates import day_names, short_day_names
from crampguard.routine.schedule import WEEKDAYS
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.layout import FlowLayout
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.tickable import Tickable
from crampguard.windows.shared.week import days_of_week


class WeekdayButtons(QWidget):
    """In the order of the user's calendar. `chosen` gets the weekdays as the file names them."""

    def __init__(self, chosen: Callable[[list[str]], object]) -> None:
        super().__init__()
        self._chosen = chosen
        short, full = short_day_names(), day_names()
        self._days = {day: _Day(short[day], full[day], self._pressed) for day in days_of_week()}
        self._never = Note("hint", _("With no evening chosen it never comes."))
        buttons = QWidget()
        flow = FlowLayout(0)
        buttons.setLayout(flow)
        for day in self._days.values():
            flow.addWidget(day)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(buttons)
        layout.addWidget(self._never)

    def follow(self, days: frozenset[int]) -> None:
        for index, day in self._days.items():
            day.setChecked(index in days)
        self._never.setVisible(not days)

    def _pressed(self) -> None:
        self._chosen([name for index, name in enumerate(WEEKDAYS) if self._days[index].isChecked()])


class _Day(Tickable):
    """Bold and framed while pressed, so that it reads without its colour."""

    def __init__(self, short: str, name: str, pressed: Callable[[], None]) -> None:
        super().__init__()
        self.setText(short)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.toggled.connect(lambda _checked: pressed())

    def sizeHint(self) -> QSize:  # noqa: N802
        away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
        return QSize(theme.px(32) + 2 * away, theme.px(32) + 2 * away)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        on = self.isChecked()
        away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
        inset = away + (1 if on else 0.5)
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        radius = theme.px(theme.RADIUS_CONTROL)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("dusk" if on else "edge"), 2 if on else 1))
            painter.setBrush(theme.colour("dusk_tint" if on else "surface"))
            painter.drawRoundedRect(frame, radius, radius)
            painter.setPen(theme.colour("text"))
            painter.setFont(theme.font(weight=QFont.Weight.DemiBold if on else QFont.Weight.Normal))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.text())
            if self.hasFocus():
                paint_focus(painter, frame, radius)
