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
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.time_field import TimeField
from crampguard.windows.shared.week import days_of_week

Week = Sequence[Hours]


@dataclass(frozen=True, slots=True)
class NightGroup:
    """Weekdays whose nights share their times, and their days in words: short to see, in full to hear."""

    days: tuple[int, ...]
    beds: str
    wakes: str
    beds_in_full: str
    wakes_in_full: str

    def hours(self, week: Week) -> tuple[time, time]:
        """To bed, and up again."""
        return self._on(self.days[0], week)

    def alike(self, week: Week) -> bool:
        return len({self._on(day, week) for day in self.days}) == 1

    def put(self, bed: time, wake: time, week: list[Hours]) -> None:
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
    """Two fields and, below them, what is wrong. typed and left are told what the user does in them."""

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
            words = label(name, theme.SMALL, role="text2")
            words.setWordWrap(False)
            words.setBuddy(field)
            grid.addWidget(field, line, 2 * column)
            grid.addWidget(words, line, 2 * column + 1)
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
        """Takes over what is a time."""
        for mine, theirs in zip(self._fields, other._fields, strict=True):
            if theirs.time is not None:
                mine.setText(theirs.text())

    def put_into(self, week: list[Hours]) -> None:
        """Once both are times."""
        if self._bed.time is not None and self._wake.time is not None:
            self.nights.put(self._bed.time, self._wake.time, week)

    def check(self) -> bool:
        """Whether both are times that can count. One that is still being typed is not yet called wrong."""
        wrong = [field for field in self._fields if field.time is None and not field.unfinished]
        self._say(wrong[0].fault if wrong else "", wrong)
        if not self.trouble and any(field.time is None for field in self._fields):
            self.trouble = _("A time is not complete yet.")
        return not self.trouble and not any(field.unfinished for field in self._fields)

    def judge(self, faults: Sequence[str]) -> None:
        """Shows the first fault of the week that is one of these nights."""
        mine = [fault for fault in faults if any(WEEKDAYS[day] in fault for day in self.nights.days)]
        self._say(f"{mine[0][:1].upper()}{mine[0][1:]}." if mine else "", self._fields if mine else ())

    @property
    def _fields(self) -> tuple[TimeField, TimeField]:
        return self._bed, self._wake

    def _say(self, trouble: str, where: Sequence[TimeField]) -> None:
        self.trouble = trouble
        self._wrong.say(trouble)
        for field in self._fields:
            field.mark(trouble if field in where else "")
