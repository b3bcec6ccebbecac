"""The evening as a time line: a row for each moment with its switch, then bedtime and getting up."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle, clock_text, widest_clock_text
from crampguard.routine.habits import Kind
from crampguard.routine.localtime import MINUTE
from crampguard.routine.plan import Nudge
from crampguard.routine.text import unmarked
from crampguard.windows.shared import theme
from crampguard.windows.shared.duration import duration
from crampguard.windows.shared.labels import give_role, label
from crampguard.windows.shared.surface import Surface
from crampguard.windows.shared.switch import Switch
from crampguard.windows.welcome.choices import Chosen, PlannedEvening
from crampguard.windows.welcome.timeline_marks import DO, HEADS_UP, OFF, TimelineLegend, TimelineMark

_MEASURE = 560  # measured pixels; wider, the switches would stand far from their titles


class TimeLine(Surface):
    """Shows an evening; the switch of a moment says whether it is the user's."""

    def __init__(self, switch: Callable[[str, bool], object]) -> None:
        super().__init__()
        self.setMaximumWidth(theme.px(_MEASURE))
        self._switch = switch
        self._moments: list[TimelineRow] = []
        self._title = label(factor=theme.HEADING, weight=QFont.Weight.DemiBold)
        self._bedtime, self._ends = _TimelineEnd("moon"), _TimelineEnd("sun")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rows.addWidget(self._bedtime)
        self._rows.addWidget(self._ends)
        self.column.addWidget(self._title)
        self.column.addWidget(label(_("Switch off what is not for you."), role="text2"))
        self.column.addLayout(self._rows)
        self.column.addWidget(TimelineLegend())

    def show_evening(self, title: str, evening: PlannedEvening, chosen: Chosen) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)
        while len(self._moments) < len(evening.moments):
            moment = TimelineRow(self._switch)
            self._rows.insertWidget(len(self._moments), moment)
            self._moments.append(moment)
        for number, moment in enumerate(self._moments):
            moment.setVisible(number < len(evening.moments))
            if number < len(evening.moments):
                moment.show_nudge(evening.moments[number], evening, chosen, first=number == 0)
        night, zone, style = evening.night, evening.zone, chosen.clock_style
        self._bedtime.say(clock_text(night.bedtime.astimezone(zone), style), _("Bedtime"), style)
        self._ends.say(clock_text(night.ends.astimezone(zone), style), _("Get up"), style)


class TimelineRow(QWidget):
    """A nudge of the evening. Another one may move in when the times change."""

    def __init__(self, switch: Callable[[str, bool], object]) -> None:
        super().__init__()
        self._habit = ""
        self._time, self._mark, self._title = _TimeLabel(), TimelineMark(), label()
        self._limit = label(factor=theme.SMALL, role="lamp")
        self._bell = TimelineMark("bell", alone=True)
        self._before = label(factor=theme.SMALL, role="text2")
        self._before.setWordWrap(False)
        self.switch = Switch("", lambda on: switch(self._habit, on))
        self.setMinimumHeight(theme.px(32))
        line = QHBoxLayout()
        line.setSpacing(theme.px(theme.SPACE_S))
        line.addWidget(self._title, 1)
        line.addWidget(self._bell)
        line.addWidget(self._before)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(line)
        words.addWidget(self._limit)
        layout = _row(self, self._time, self._mark)
        layout.addLayout(words, 1)
        layout.addWidget(self.switch)

    def show_nudge(self, nudge: Nudge, evening: PlannedEvening, chosen: Chosen, *, first: bool) -> None:
        habit, mine = nudge.habit, chosen.mine[nudge.habit.id]
        heads_up = habit.kind is Kind.ABSTAIN
        clock = clock_text(nudge.due.astimezone(evening.zone), chosen.clock_style)
        limit = habit.nudge_fluid_limit if chosen.fluid_limit else ""
        self._habit = habit.id
        self._time.say(clock, chosen.clock_style)
        self._mark.draw(OFF if not mine else HEADS_UP if heads_up else DO, first=first)
        self._title.setText(habit.title)
        give_role(self._title, "text" if mine else "text2")
        self._limit.setText(limit)
        self._limit.setVisible(mine and bool(limit))
        self._bell.setVisible(mine and habit.notify)
        self._before.setText(_before(nudge, evening, in_full=first) if mine else _("off"))
        self.switch.setChecked(mine)
        words = (
            habit.title,
            clock,
            _before(nudge, evening, in_full=True),
            _("a heads-up, ticked later") if heads_up else _("ticked when done"),
            _("pops up") if habit.notify else _("in the list only"),
        )
        self.switch.setAccessibleName(", ".join(words))
        self.switch.setAccessibleDescription(limit or habit.nudge)
        self.switch.setToolTip(unmarked(limit or habit.nudge))


class _TimelineEnd(QWidget):
    """Bedtime and getting up: where the evening and the night end. Nothing to switch."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._time, self._words = _TimeLabel(), label(role="text2")
        self.setMinimumHeight(theme.px(28))
        _row(self, self._time, TimelineMark(icon, last=icon == "sun")).addWidget(self._words, 1)

    def say(self, clock: str, words: str, style: ClockStyle) -> None:
        self._time.say(clock, style)
        self._words.setText(words)


class _TimeLabel(QLabel):
    """A time at the start of a row, as wide in every row."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self.setFont(theme.font())
        self.setProperty("role", "text2")
        self.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)

    def say(self, clock: str, style: ClockStyle) -> None:
        self.setText(clock)
        self.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance(widest_clock_text(style)) + 1)


def _row(parent: QWidget, time_label: QWidget, mark: QWidget) -> QHBoxLayout:
    """Time and mark, at the same places in every row."""
    layout = QHBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.px(theme.SPACE_S))
    layout.addWidget(time_label)
    layout.addWidget(mark)
    return layout


def _before(nudge: Nudge, evening: PlannedEvening, *, in_full: bool) -> str:
    """How long before bedtime; below the first that says so, the time alone is enough to see."""
    minutes = (evening.night.bedtime - nudge.due) // MINUTE
    if minutes < nudge.habit.lead:
        return _("on getting up")  # it cannot come earlier
    if not minutes:
        return _("at bedtime")
    words = _("{duration} before") if in_full else "{duration}"
    return words.format(duration=duration(minutes))
