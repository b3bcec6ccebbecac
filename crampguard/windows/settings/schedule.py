"""The page on sleep times: when to get up and to bed, for each night of the week."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.dates import day_names
from crampguard.routine.localtime import wall_text
from crampguard.routine.schedule import WEEKDAYS, Hours, schedule_faults
from crampguard.routine.tonight import Tonight
from crampguard.windows.settings.page import ColumnPage
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.settings.sleep_bar import Axis, AxisHours, SleepBar, SleepSpan, axis, spans
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.time_field import TimeField

_KEYS = ("wake", "bedtime")
_BARS_FIT_FROM = 520  # measured pixels


class SchedulePage(ColumnPage):
    """Each field saves itself once the whole week makes sense; until then it says what holds."""

    def __init__(self, session: SettingsSession) -> None:
        super().__init__(
            _("Sleep times"),
            _(
                "Each nudge is timed from the bedtime of its evening. "
                "For one night only, change the bedtime in the Tonight window."
            ),
        )
        self._session = session
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(theme.SPACE_M))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(3, 1)
        self._axis = AxisHours()
        self._axis.hide()
        for column, text in enumerate((_("get up"), _("to bed")), start=1):
            self._grid.addWidget(_caption(text), 0, column, Qt.AlignmentFlag.AlignHCenter)
        self._grid.addWidget(self._axis, 0, 3)
        self._rows = [_NightTimes(name, self._typed) for name in day_names()]
        for index, row in enumerate(self._rows):
            row.add_to(self._grid, 1 + 2 * index)
        self._same = Button(_("Same times every day"), self._same_every_day, "link")
        takes = _("Takes the times of Monday for the whole week.")
        self._same.setAccessibleDescription(takes)
        self.column.addLayout(self._grid)
        self.column.addSpacing(theme.px(theme.SPACE_S))
        self.column.addWidget(self._same, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(label(takes, theme.SMALL, role="text2"))
        self.column.addStretch(1)
        midnight = _(
            "A bedtime after midnight belongs to the evening before it. "
            "On shifts, set the day's own bedtime, even 08:00."
        )
        self.column.addWidget(Note("hint", midnight))

    def follow(self, tonight: Tonight) -> None:
        del tonight
        week = self._week
        nights = spans(week)
        drawn = axis(nights)
        self._axis.follow(drawn)
        for row, hours, span in zip(self._rows, week, nights, strict=True):
            row.follow(hours, span, drawn)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        roomy = self.width() >= theme.px(_BARS_FIT_FROM)
        if self._axis.isHidden() == roomy:
            self._axis.setVisible(roomy)
            for index, row in enumerate(self._rows):
                row.arrange(self._grid, 1 + 2 * index, roomy)

    @property
    def _week(self) -> tuple[Hours, ...]:
        return self._session.settings.routine.schedule.week

    def _typed(self, finished: bool) -> None:
        """Saves what makes sense of all that was typed, and says about the rest what holds instead."""
        held = self._week
        wanted = [row.wanted(hours) for row, hours in zip(self._rows, held, strict=True)]
        wrong = schedule_faults(wanted)
        if not wrong and (refused := self._save(wanted)):
            wrong = [refused]
        if not wrong:
            for row in self._rows:
                row.saved()
        named = [
            day
            for row, hours in zip(self._rows, self._week, strict=True)
            for day in row.judge(hours, wrong, finished)
        ]
        self._session.hold_back("schedule", "; ".join(named))

    def _save(self, wanted: list[Hours]) -> str:
        changes: dict[str, object] = {}
        for day, old, new in zip(WEEKDAYS, self._week, wanted, strict=True):
            for key in _KEYS:
                if getattr(old, key) != getattr(new, key):
                    changes[f"schedule.{day}.{key}"] = wall_text(getattr(new, key))
        return self._session.choose(changes) if changes else ""

    def _same_every_day(self) -> None:
        monday = self._rows[0].wanted(self._week[0])
        for row in self._rows:
            row.forget()
        changes: dict[str, object] = {f"schedule.{day}": None for day in WEEKDAYS}
        changes |= {f"schedule.{key}": wall_text(getattr(monday, key)) for key in _KEYS}
        self._session.choose(changes)
        self._typed(finished=True)


class _NightTimes:
    """A night: two times, and beside them its bar or what is wrong."""

    def __init__(self, name: str, typed: Callable[[bool], None]) -> None:
        self._name = name
        words = {"wake": _("{day}, get up"), "bedtime": _("{day}, to bed")}
        self._fields = {
            key: TimeField(words[key].format(day=name), lambda: typed(False), lambda: typed(True))
            for key in _KEYS
        }
        self._bar = SleepBar()
        self._wrong = Note("wrong")
        self._roomy = False

    def add_to(self, grid: QGridLayout, row: int) -> None:
        name = label(self._name)
        name.setWordWrap(False)
        grid.addWidget(name, row, 0)
        for column, field in enumerate(self._fields.values(), start=1):
            grid.addWidget(field, row, column)
        self.arrange(grid, row, roomy=False)

    def arrange(self, grid: QGridLayout, row: int, roomy: bool) -> None:
        """Puts the bar and what is wrong beside the fields; where it is narrow, what is wrong below them."""
        self._roomy = roomy
        grid.addWidget(self._bar, row, 3)
        if roomy:
            grid.addWidget(self._wrong, row, 3, Qt.AlignmentFlag.AlignVCenter)
        else:
            grid.addWidget(self._wrong, row + 1, 0, 1, 4)
        self._bar.setVisible(roomy and not self._wrong.text())

    def follow(self, hours: Hours, span: SleepSpan, drawn: Axis) -> None:
        for key, field in self._fields.items():
            field.follow(wall_text(getattr(hours, key)))
        self._bar.follow(span, drawn)

    def wanted(self, held: Hours) -> Hours:
        """The hours with what was typed, as far as it is a time."""
        typed = {key: field.time for key, field in self._fields.items() if field.typed()}
        return replace(held, **{key: wall for key, wall in typed.items() if wall is not None})

    def judge(self, held: Hours, schedule_faults: list[str], finished: bool) -> list[str]:
        """Shows what is wrong with what is not saved; gives what holds instead, in words."""
        named, said = [], ""
        for key, field in self._fields.items():
            wrong = ""
            if field.typed() and field.time is None and (finished or not field.unfinished):
                wrong = field.fault
            elif field.typed() and schedule_faults:
                wrong = " ".join(f"{fault[:1].upper()}{fault[1:]}." for fault in schedule_faults)
            field.mark(wrong)
            if wrong:
                named.append(_holds(self._name, key, getattr(held, key)))
                said = wrong
        self._wrong.say(said)
        self._bar.setVisible(self._roomy and not said)
        return named

    def saved(self) -> None:
        for field in self._fields.values():
            if field.time is not None:
                field.saved()

    def forget(self) -> None:
        for field in self._fields.values():
            field.saved()


def _holds(day: str, key: str, held: time) -> str:
    words = {"wake": _("{day}'s time to get up: {time} holds"), "bedtime": _("{day}'s bedtime: {time} holds")}
    return words[key].format(day=day, time=wall_text(held))


def _caption(text: str) -> QWidget:
    made = label(text, theme.SMALL, role="text2")
    made.setWordWrap(False)
    return made
