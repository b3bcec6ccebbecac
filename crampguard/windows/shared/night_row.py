"""The times of a night, or of several with the same times, in a row: going to bed and getting up."""

from collections.abc import Callable, Sequence
from datetime import time

from msgspec.structs import replace
from PySide6.QtWidgets import QGridLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.schedule import Hours
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import one_line
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.time_field import TimeField

NIGHT_COLUMNS = 4  # two fields, each with the days it is about


class NightRow:
    """Two fields and, below them, what is wrong with them.

    days: the weekdays of the nights, Monday is 0. bed_days, wake_days: the days of going to bed and
    of getting up by name; spoken_days: both in full. typed is called with each key, and with True when a
    field is left.
    """

    def __init__(
        self,
        days: tuple[int, ...],
        bed_days: str,
        wake_days: str,
        typed: Callable[["NightRow", bool], object],
        spoken_days: tuple[str, str] | None = None,
    ) -> None:
        self.days = days
        self._names = (bed_days, wake_days)
        spoken_bed, spoken_wake = spoken_days or self._names
        names = (_("To bed {days}").format(days=spoken_bed), _("Get up {days}").format(days=spoken_wake))
        self.fields = tuple(
            TimeField(name, lambda: typed(self, False), lambda: typed(self, True)) for name in names
        )
        self.wrong = Note("wrong")

    def hours(self, week: Sequence[Hours]) -> tuple[time, time]:
        """The bedtime of the first of these nights, and the time of getting up from it."""
        return _hours(self.days[0], week)

    def are_alike(self, week: Sequence[Hours]) -> bool:
        return len({_hours(day, week) for day in self.days}) == 1

    def apply_to(self, week: list[Hours]) -> None:
        """Changes these nights of the week as typed, where a field holds a complete time."""
        bed, wake = (None if field.unfinished else field.time for field in self.fields)
        for day in self.days:
            morning = (day + 1) % 7
            if bed is not None:
                week[day] = replace(week[day], bedtime=bed)
            if wake is not None:
                week[morning] = replace(week[morning], wake=wake)

    def add_to(self, grid: QGridLayout, line: int) -> None:
        for index, (field, days) in enumerate(zip(self.fields, self._names, strict=True)):
            name = one_line(days)
            name.setBuddy(field)
            grid.addWidget(field, line, 2 * index)
            grid.addWidget(name, line, 2 * index + 1)
        grid.addWidget(self.wrong, line + 1, 0, 1, NIGHT_COLUMNS + 1)


def night_grid(parent: QWidget | None, rows: Sequence[NightRow]) -> QGridLayout:
    """The rows below their headings, each on two lines of the grid. The last column takes what is left."""
    grid = QGridLayout() if parent is None else QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(theme.SPACE_S))
    grid.setVerticalSpacing(theme.px(theme.SPACE_XS))
    grid.setColumnStretch(NIGHT_COLUMNS, 1)
    grid.addWidget(one_line(_("To bed")), 0, 0, 1, 2)
    grid.addWidget(one_line(_("Get up")), 0, 2, 1, 2)
    for index, row in enumerate(rows):
        row.add_to(grid, 1 + 2 * index)
    return grid


def _hours(day: int, week: Sequence[Hours]) -> tuple[time, time]:
    return week[day].bedtime, week[(day + 1) % 7].wake
