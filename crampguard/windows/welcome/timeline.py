"""The evening as a time line: a row for each moment with its switch, then bedtime and getting up."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from crampguard.i18n import _, pgettext
from crampguard.routine.clock import ClockStyle, clock_text, widest_clock_text
from crampguard.routine.habits import Kind
from crampguard.routine.localtime import MINUTE
from crampguard.routine.plan import Nudge
from crampguard.routine.text import unmarked
from crampguard.routine.writing import listing
from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.duration import duration
from crampguard.windows.shared.labels import give_role, label, one_line
from crampguard.windows.shared.layout import FlowLayout, add_parts, column, row
from crampguard.windows.shared.surface import Surface
from crampguard.windows.shared.switch import Switch
from crampguard.windows.welcome.chosen import Chosen, PlannedEvening

_HEADS_UP, _DO, _OFF = "heads-up", "do", "off"  # the looks of a mark
_MEASURE = 560  # measured pixels; wider, the switches would stand far from their titles


class TimeLine(Surface):
    """Shows an evening, with a switch for each habit."""

    def __init__(self, switch: Callable[[str, bool], object]) -> None:
        super().__init__()
        self.setMaximumWidth(theme.px(_MEASURE))
        self._switch = switch
        self._moments: list[_TimelineRow] = []
        self._title = label(factor=theme.HEADING, weight=QFont.Weight.DemiBold)
        self._bedtime, self._ends = _TimelineEnd("moon", _("Bedtime")), _TimelineEnd("sun", _("Get up"))
        self._rows = column(None, self._bedtime, self._ends, gap=0)
        intro = label(_("Switch off what is not for you."), role="text2")
        add_parts(self.column, self._title, intro, self._rows, _legend())

    def show_evening(self, title: str, evening: PlannedEvening, chosen: Chosen) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)
        while len(self._moments) < len(evening.moments):
            moment = _TimelineRow(self._switch)
            self._rows.insertWidget(len(self._moments), moment)
            self._moments.append(moment)
        for number, moment in enumerate(self._moments):
            moment.setVisible(number < len(evening.moments))
            if number < len(evening.moments):
                moment.show_nudge(evening.moments[number], evening, chosen, first=number == 0)
        night, zone, style = evening.night, evening.zone, chosen.clock_style
        self._bedtime.show_time(clock_text(night.bedtime.astimezone(zone), style), style)
        self._ends.show_time(clock_text(night.ends.astimezone(zone), style), style)


class _TimelineRow(QWidget):
    """One nudge of the evening; the row shows another one when the times change."""

    def __init__(self, switch: Callable[[str, bool], object]) -> None:
        super().__init__()
        self._habit = ""
        self._time, self._mark, self._title = _TimeLabel(), _Mark(), label()
        self._limit = label(factor=theme.SMALL, role="lamp")
        self._bell = _Mark("bell", alone=True)
        self._before = one_line()
        self.switch = Switch("", lambda on: switch(self._habit, on))
        self.setMinimumHeight(theme.px(32))
        line = row(None, self._title, self._bell, self._before)
        line.setStretch(0, 1)
        layout = row(self, self._time, self._mark)
        layout.addLayout(column(None, line, self._limit, gap=0), 1)
        layout.addWidget(self.switch)

    def show_nudge(self, nudge: Nudge, evening: PlannedEvening, chosen: Chosen, *, first: bool) -> None:
        habit, enabled = nudge.habit, chosen.enabled[nudge.habit.id]
        heads_up = habit.kind is Kind.ABSTAIN
        clock = clock_text(nudge.due.astimezone(evening.zone), chosen.clock_style)
        limit = habit.nudge_fluid_limit if chosen.fluid_limit else ""
        self._habit = habit.id
        self._time.show_time(clock, chosen.clock_style)
        self._mark.draw(_OFF if not enabled else _HEADS_UP if heads_up else _DO, first=first)
        self._title.setText(habit.title)
        give_role(self._title, "text" if enabled else "text2")
        self._limit.setText(limit)
        self._limit.setVisible(enabled and bool(limit))
        self._bell.setVisible(enabled and habit.notify)
        self._before.setText(_before(nudge, evening, in_full=first) if enabled else pgettext("habit", "off"))
        self.switch.setChecked(enabled)
        spoken = (
            habit.title,
            clock,
            _before(nudge, evening, in_full=True),
            _("a heads-up, ticked later") if heads_up else _("ticked when done"),
            _("pops up") if habit.notify else _("in the list only"),
        )
        self.switch.setAccessibleName(listing(spoken))
        self.switch.setAccessibleDescription(limit or habit.nudge)
        self.switch.setToolTip(unmarked(limit or habit.nudge))


class _TimelineEnd(QWidget):
    """Bedtime or getting up, without a switch."""

    def __init__(self, icon: str, text: str) -> None:
        super().__init__()
        self._time = _TimeLabel()
        self.setMinimumHeight(theme.px(28))
        mark = _Mark(icon, last=icon == "sun")
        row(self, self._time, mark, label(text, role="text2")).setStretch(2, 1)

    def show_time(self, clock: str, style: ClockStyle) -> None:
        self._time.show_time(clock, style)


class _Mark(QWidget):
    """A hollow dot for a heads-up, a full one for what is done, or an icon. alone: without the line."""

    def __init__(self, look: str = _DO, *, alone: bool = False, last: bool = False) -> None:
        super().__init__()
        self._look, self._first, self._last, self._alone = look, False, last, alone
        self.setFixedWidth(theme.px(16))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        if alone:
            self.setFixedHeight(theme.px(16))

    def draw(self, look: str, *, first: bool) -> None:
        self._look, self._first = look, first
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        middle = QRectF(self.rect()).center()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self._alone:
                self._paint_line(painter, middle)
            if self._look not in (_HEADS_UP, _DO, _OFF):
                where = QRectF(0, 0, self.width(), self.width())
                where.moveCenter(middle)
                lineicons.paint(painter, self._look, where, theme.colour("text2"))
                return
            colour = theme.colour("edge" if self._look == _OFF else "dusk")
            painter.setPen(QPen(colour, theme.STROKE * theme.unit()))
            painter.setBrush(colour if self._look == _DO else theme.colour("surface"))
            radius = theme.unit() * (2.6 if self._look == _OFF else 4)
            painter.drawEllipse(middle, radius, radius)

    def _paint_line(self, painter: QPainter, middle: QPointF) -> None:
        away = theme.px(8)
        painter.setPen(QPen(theme.colour("line"), 2))
        if not self._first:
            painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), middle.y() - away))
        if not self._last:
            painter.drawLine(QPointF(middle.x(), middle.y() + away), QPointF(middle.x(), self.height()))


def _legend() -> FlowLayout:
    made = FlowLayout()
    for look, meaning in (
        (_HEADS_UP, _("a heads-up, ticked later")),
        (_DO, _("ticked when done")),
        ("bell", _("pops up")),
    ):
        pair = QWidget()
        row(pair, _Mark(look, alone=True), one_line(meaning), gap=theme.SPACE_XS)
        made.addWidget(pair)
    return made


class _TimeLabel(QLabel):
    """A time at the start of a row, as wide in every row."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self.setFont(theme.font())
        self.setProperty("role", "text2")
        self.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)

    def show_time(self, clock: str, style: ClockStyle) -> None:
        self.setText(clock)
        self.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance(widest_clock_text(style)) + 1)


def _before(nudge: Nudge, evening: PlannedEvening, *, in_full: bool) -> str:
    """How long before bedtime. in_full: with the word "before", which only the first row shows."""
    minutes = (evening.night.bedtime - nudge.due) // MINUTE
    if minutes < nudge.habit.lead:
        return _("on getting up")  # it cannot come earlier
    if not minutes:
        return _("at bedtime")
    lead = duration(minutes)
    return _("{duration} before").format(duration=lead) if in_full else lead
