"""A row of the Welcome window's sleep times: a night in bed, or several that are alike.

Its bedtime is that of the evening, its wake time that of the next morning: to bed on Friday and Saturday, up
on Saturday and Sunday.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import time

from PySide6.QtWidgets import QGridLayout

from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle
from crampguard.routine.dates import day_names
from crampguard.routine.schedule import WEEKDAYS, Hours
from crampguard.windows.shared.labels import one_line
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.time_field import TimeField
from crampguard.windows.shared.week import days_of_week

Week = Sequence[Hours]


@dataclass(frozen=True, slots=True)
class NightGroup:
    """Weekdays whose nights share their times, with the names of the days; in full for screen readers."""

    days: tuple[int, ...]
    beds: str
    wakes: str
    beds_in_full: str
    wakes_in_full: str

    def hours(self, week: Week) -> tuple[time, time]:
        """The bedtime, and the time of getting up from it."""
        return self._on(self.days[0], week)

    def alike(self, week: Week) -> bool:
        return len({self._on(day, week) for day in self.days}) == 1

    def change(self, week: list[Hours], bed: time, wake: time) -> None:
        for day in self.days:
            following = (day + 1) % 7
            week[day] = replace(week[day], bedtime=bed)
            week[following] = replace(week[following], wake=wake)

    @staticmethod
    def _on(day: int, week: Week) -> tuple[time, time]:
        return week[day].bedtime, week[(day + 1) % 7].wake


def week_and_weekend() -> tuple[NightGroup, ...]:
    weekdays, weekend = (6, 0, 1, 2, 3), (4, 5)
    return (
        NightGroup(
            weekdays, _("Sun to Thu"), _("Mon to Fri"), _("Sunday to Thursday"), _("Monday to Friday")
        ),
        NightGroup(
            weekend, _("Fri and Sat"), _("Sat and Sun"), _("Friday and Saturday"), _("Saturday and Sunday")
        ),
    )


def each_day() -> tuple[NightGroup, ...]:
    names = day_names()
    pairs = [(name, names[(day + 1) % 7]) for day, name in enumerate(names)]
    return tuple(NightGroup((day,), *pairs[day], *pairs[day]) for day in days_of_week())


class NightRow:
    """Two fields and, below them, what is wrong. typed and left are called as the user types and leaves."""

    def __init__(
        self, nights: NightGroup, typed: Callable[["NightRow"], object], left: Callable[[], object]
    ) -> None:
        self.nights = nights
        self.trouble = ""
        self._bed = TimeField(_("To bed {days}").format(days=nights.beds_in_full), lambda: typed(self), left)
        self._wake = TimeField(
            _("Get up {days}").format(days=nights.wakes_in_full), lambda: typed(self), left
        )
        self._wrong = Note("wrong")

    def add_to(self, grid: QGridLayout, line: int) -> None:
        days = (self.nights.beds, self.nights.wakes)
        for column, (field, name) in enumerate(zip(self._fields, days, strict=True)):
            shown_name = one_line(name)
            shown_name.setBuddy(field)
            grid.addWidget(field, line, 2 * column)
            grid.addWidget(shown_name, line, 2 * column + 1)
        grid.addWidget(self._wrong, line + 1, 0, 1, 5)

    def fill(self, week: Week, style: ClockStyle) -> None:
        for field, wall in zip(self._fields, self.nights.hours(week), strict=True):
            field.show_time(wall, style)

    def restyle(self, style: ClockStyle) -> None:
        for field in self._fields:
            field.use_style(style)

    def texts(self) -> tuple[str, ...]:
        return tuple(field.text() for field in self._fields)

    def copy(self, other: "NightRow") -> None:
        """Shows the times of the other row, where they are times."""
        for mine, theirs in zip(self._fields, other._fields, strict=True):
            if theirs.time is not None:
                mine.setText(theirs.text())

    def apply_to(self, week: list[Hours]) -> None:
        """Changes these nights of the week, if both fields hold a time."""
        if self._bed.time is not None and self._wake.time is not None:
            self.nights.change(week, self._bed.time, self._wake.time)

    def check(self) -> bool:
        """Whether both are complete times. One that is still being typed is not yet called wrong."""
        wrong = [field for field in self._fields if field.time is None and not field.unfinished]
        self._show_trouble(wrong[0].fault if wrong else "", wrong)
        if not self.trouble and any(field.time is None for field in self._fields):
            self.trouble = _("A time is not complete yet.")
        return not self.trouble and not any(field.unfinished for field in self._fields)

    def judge(self, faults: Sequence[str]) -> None:
        """Shows the first fault of the week that concerns these nights."""
        mine = [fault for fault in faults if any(WEEKDAYS[day] in fault for day in self.nights.days)]
        sentence = f"{mine[0][:1].upper()}{mine[0][1:]}." if mine else ""
        self._show_trouble(sentence, self._fields)

    @property
    def _fields(self) -> tuple[TimeField, TimeField]:
        return self._bed, self._wake

    def _show_trouble(self, trouble: str, where: Sequence[TimeField]) -> None:
        self.trouble = trouble
        self._wrong.say(trouble)
        for field in self._fields:
            field.mark(trouble if field in where else "")
