"""A habit in the list of the settings: its name opens it, its switch turns it on and off."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from crampguard.i18n import _
from crampguard.routine.habits import Habit
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.labels import give_role, label, one_line
from crampguard.windows.shared.layout import row, set_margins
from crampguard.windows.shared.switch import Switch


class SelectButton(QAbstractButton):
    """A line of a list of which one is open: tinted while it is, grey under the pointer.

    Lines of one parent that exclude each other are one stop for Tab; the arrow keys walk among them.
    """

    def __init__(self, opened: Callable[[], object]) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # repaints as the pointer comes and goes
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        # Toggled, not clicked: the arrow keys open as they walk.
        self.toggled.connect(lambda checked: opened() if checked else None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
        where = QRectF(self.rect()).adjusted(away, 1, -away, -1)
        radius = theme.px(theme.RADIUS_CONTROL)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.isChecked() or self.underMouse():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("dusk_tint" if self.isChecked() else "sunken"))
                painter.drawRoundedRect(where, radius, radius)
            if self.hasFocus():
                inside = where.adjusted(away - 1, away - 1, 1 - away, 1 - away)
                paint_focus(painter, inside, radius - away)


class HabitRow(SelectButton):
    def __init__(self, opened: Callable[[], object], switched: Callable[[bool], object]) -> None:
        super().__init__(opened)
        self._title = label()
        self._title.setMinimumWidth(1)  # a long word is cut off rather than the switch
        self._time = one_line(factor=theme.BODY)
        self._switch = Switch("", switched)
        layout = row(self, self._title, self._time, self._switch)
        layout.setStretch(0, 1)
        set_margins(layout, theme.px(14), theme.px(2), theme.px(10), theme.px(2))
        self.toggled.connect(lambda checked: self._title.setFont(open_font(checked)))

    def follow(self, habit: Habit, when: str) -> None:
        self._title.setText(habit.title)
        self._time.setText(when)
        self._switch.setChecked(habit.enabled)
        self._switch.setAccessibleName(_("{title} on or off").format(title=habit.title))
        self.setAccessibleName(f"{habit.title}, {when}")
        give_role(self._title, "text" if habit.enabled else "text2")


def open_font(is_open: bool) -> QFont:
    """The font of a line: bold while it is open."""
    return theme.font(weight=QFont.Weight.DemiBold if is_open else QFont.Weight.Normal)
