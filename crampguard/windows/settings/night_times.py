"""A night in the settings: when to bed, when to get up on the next day, and a bar of the time in bed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle, clock_text
from crampguard.routine.dates import day_names
from crampguard.routine.schedule import Hours
from crampguard.windows.settings.sleep_bar import Axis, SleepBar, SleepSpan
from crampguard.windows.shared.labels import one_line
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.time_field import TimeField

BAR_COLUMN = 4


class NightTimes:
    """Two fields, and beside them the bar or what is wrong. day: the weekday of the night, Monday is 0."""

    def __init__(self, day: int, typed: Callable[[bool], None]) -> None:
        names = day_names()
        self.day = day
        self._names = {"bedtime": names[day], "wake": names[self._day_of("wake")]}
        spoken = {"bedtime": _("To bed {day}"), "wake": _("Get up {day}")}
        self._fields = {
            key: TimeField(spoken[key].format(day=name), lambda: typed(False), lambda: typed(True))
            for key, name in self._names.items()
        }
        self._bar = SleepBar()
        self._wrong = Note("wrong")
        self._roomy = False

    def add_to(self, grid: QGridLayout, row: int) -> None:
        for column, (key, field) in enumerate(self._fields.items()):
            grid.addWidget(field, row, 2 * column)
            name = one_line(self._names[key])
            name.setBuddy(field)
            grid.addWidget(name, row, 2 * column + 1)
        self.arrange(grid, row, roomy=False)

    def arrange(self, grid: QGridLayout, row: int, roomy: bool) -> None:
        """Puts the bar and what is wrong beside the fields; where it is narrow, what is wrong below them."""
        self._roomy = roomy
        grid.addWidget(self._bar, row, BAR_COLUMN)
        if roomy:
            grid.addWidget(self._wrong, row, BAR_COLUMN, Qt.AlignmentFlag.AlignVCenter)
        else:
            grid.addWidget(self._wrong, row + 1, 0, 1, BAR_COLUMN + 1)
        self._bar.setVisible(roomy and not self._wrong.text())

    def follow(self, week: Sequence[Hours], span: SleepSpan, drawn: Axis, style: ClockStyle) -> None:
        for key, field in self._fields.items():
            field.follow_time(self._held(week, key), style)
        self._bar.follow(span, drawn)

    def apply_to(self, week: list[Hours]) -> None:
        """Changes the week by what was typed, where that is a time."""
        for key, field in self._fields.items():
            if field.typed() and not field.unfinished and field.time is not None:
                day = self._day_of(key)
                week[day] = replace(week[day], **{key: field.time})

    def judge(
        self, week: Sequence[Hours], faults: Sequence[str], style: ClockStyle, *, finished: bool
    ) -> list[str]:
        """Shows what is wrong with what is not saved; returns what holds instead, in words."""
        in_force, shown = [], ""
        for key, field in self._fields.items():
            wrong = ""
            if field.typed() and field.time is None and (finished or not field.unfinished):
                wrong = field.fault
            elif field.typed() and faults:
                wrong = " ".join(f"{fault[:1].upper()}{fault[1:]}." for fault in faults)
            field.mark(wrong)
            if wrong:
                in_force.append(_stays(key, self._names[key], clock_text(self._held(week, key), style)))
                shown = wrong
        self._wrong.say(shown)
        self._bar.setVisible(self._roomy and not shown)
        return in_force

    def saved(self) -> None:
        for field in self._fields.values():
            if field.time is not None and not field.unfinished:
                field.saved()

    def forget(self) -> None:
        """Gives up what was typed."""
        for field in self._fields.values():
            field.saved()

    def _held(self, week: Sequence[Hours], key: str) -> time:
        found: time = getattr(week[self._day_of(key)], key)
        return found

    def _day_of(self, key: str) -> int:
        return self.day if key == "bedtime" else (self.day + 1) % 7


def _stays(key: str, day: str, wall: str) -> str:
    stays = _("bedtime {day} stays {time}") if key == "bedtime" else _("getting up {day} stays {time}")
    return stays.format(day=day, time=wall)
