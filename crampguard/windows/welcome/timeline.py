"""The evening as a time line: a row for each moment with its switch, then bedtime and getting up."""

from collections.abc import Callable, Mapping
from datetime import tzinfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.habits import Kind
from crampguard.routine.localtime import MINUTE, wall_text
from crampguard.routine.plan import Nudge
from crampguard.routine.text import unmarked
from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.duration import duration
from crampguard.windows.shared.labels import give_role, label
from crampguard.windows.shared.layout import FlowLayout
from crampguard.windows.shared.surface import Surface
from crampguard.windows.shared.switch import Switch
from crampguard.windows.welcome.choices import PlannedEvening

_HEADS_UP, _DO, _OFF = "heads-up", "do", "off"


class TimeLine(Surface):
    """Shows an evening; the switch of a moment says whether it is the user's."""

    def __init__(self, switch: Callable[[str, bool], object]) -> None:
        super().__init__()
        self._switch = switch
        self._moments: list[TimelineRow] = []
        self._title = label(factor=theme.HEADING, weight=QFont.Weight.DemiBold)
        self._bedtime, self._ends = _TimelineEnd("moon"), _TimelineEnd("sun")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rows.addWidget(self._bedtime)
        self._rows.addWidget(self._ends)
        self.column.addWidget(self._title)
        self.column.addLayout(self._rows)
        self.column.addWidget(_TimelineLegend())

    def show_evening(
        self, title: str, evening: PlannedEvening, zone: tzinfo, mine: Mapping[str, bool]
    ) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)
        while len(self._moments) < len(evening.moments):
            moment = TimelineRow(self._switch)
            self._rows.insertWidget(len(self._moments), moment)
            self._moments.append(moment)
        for number, moment in enumerate(self._moments):
            moment.setVisible(number < len(evening.moments))
            if number < len(evening.moments):
                nudge = evening.moments[number]
                moment.show_nudge(nudge, evening, zone, mine[nudge.habit.id], first=number == 0)
        bedtime, ends = (wall_text(at.astimezone(zone)) for at in (evening.night.bedtime, evening.night.ends))
        self._bedtime.say(bedtime, _("Bedtime"))
        self._ends.say(ends, _("Get up"))


class TimelineRow(QWidget):
    """A nudge of the evening. Another one may move in when the times change."""

    def __init__(self, switch: Callable[[str, bool], object]) -> None:
        super().__init__()
        self._habit = ""
        self._time, self._mark, self._title = _time_label(), _TimelineMark(), label()
        self._bell = _TimelineMark("bell", alone=True)
        self._before = label(factor=theme.SMALL, role="text2")
        self._before.setWordWrap(False)
        self.switch = Switch("", lambda on: switch(self._habit, on))
        self.setMinimumHeight(theme.px(32))
        layout = _row(self, self._time, self._mark, self._title)
        layout.addWidget(self._bell)
        layout.addWidget(self._before)
        layout.addWidget(self.switch)

    def show_nudge(
        self, nudge: Nudge, evening: PlannedEvening, zone: tzinfo, mine: bool, *, first: bool
    ) -> None:
        habit = nudge.habit
        heads_up = habit.kind is Kind.ABSTAIN
        clock = wall_text(nudge.due.astimezone(zone))
        self._habit = habit.id
        self._time.setText(clock)
        self._mark.draw(_OFF if not mine else _HEADS_UP if heads_up else _DO, first=first)
        self._title.setText(habit.title)
        give_role(self._title, "text" if mine else "text2")
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
        self.switch.setAccessibleDescription(habit.nudge)
        self.switch.setToolTip(unmarked(habit.nudge))


class _TimelineEnd(QWidget):
    """Bedtime and getting up: where the evening and the night end. Nothing to switch."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._time, self._words = _time_label(), label(role="text2")
        self.setMinimumHeight(theme.px(28))
        _row(self, self._time, _TimelineMark(icon, last=icon == "sun"), self._words)

    def say(self, clock: str, words: str) -> None:
        self._time.setText(clock)
        self._words.setText(words)


class _TimelineLegend(QWidget):
    """What the marks mean."""

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout()
        self.setLayout(flow)
        for mark, words in (
            (_TimelineMark(_HEADS_UP, alone=True), _("a heads-up, ticked later")),
            (_TimelineMark(_DO, alone=True), _("ticked when done")),
            (_TimelineMark("bell", alone=True), _("pops up")),
        ):
            pair = QWidget()
            layout = QHBoxLayout(pair)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(theme.px(theme.SPACE_XS))
            text = label(words, theme.SMALL, role="text2")
            text.setWordWrap(False)
            layout.addWidget(mark)
            layout.addWidget(text)
            flow.addWidget(pair)


class _TimelineMark(QWidget):
    """What stands on the thread: a hollow dot for a heads-up, a full one for what is done, or an icon."""

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

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        middle = QRectF(self.rect()).center()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self._alone:
                self._paint_thread(painter, middle)
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

    def _paint_thread(self, painter: QPainter, middle: QPointF) -> None:
        away = theme.px(8)
        painter.setPen(QPen(theme.colour("line"), 2))
        if not self._first:
            painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), middle.y() - away))
        if not self._last:
            painter.drawLine(QPointF(middle.x(), middle.y() + away), QPointF(middle.x(), self.height()))


def _row(parent: QWidget, *parts: QWidget) -> QHBoxLayout:
    """Time, mark and words, at the same places in every row."""
    layout = QHBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.px(theme.SPACE_S))
    for part in parts:
        layout.addWidget(part)
    layout.setStretchFactor(parts[-1], 1)
    return layout


def _time_label() -> QLabel:
    made = label(role="text2")
    made.setWordWrap(False)
    made.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    made.setFixedWidth(QFontMetrics(made.font()).horizontalAdvance("00:00") + 1)
    return made


def _before(nudge: Nudge, evening: PlannedEvening, *, in_full: bool) -> str:
    """How long before bedtime; below the first that says so, the time alone is enough to see."""
    minutes = (evening.night.bedtime - nudge.due) // MINUTE
    if minutes < nudge.habit.lead:
        return _("on getting up")  # it cannot come earlier
    if not minutes:
        return _("at bedtime")
    words = _("{duration} before") if in_full else "{duration}"
    return words.format(duration=duration(minutes))
