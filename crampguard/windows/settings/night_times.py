"""A night in the settings: its times, and a bar of the time in bed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle, clock_text
from crampguard.routine.dates import day_names
from crampguard.routine.schedule import Hours
from crampguard.routine.text import capitalized
from crampguard.windows.settings.sleep_bar import Axis, SleepBar, SleepSpan
from crampguard.windows.shared.night_row import NIGHT_COLUMNS, NightRow


class NightTimes(NightRow):
    """Beside the fields stands the bar, or what is wrong. day: the weekday of the night, Monday is 0."""

    def __init__(self, day: int, typed: Callable[[NightRow, bool], object]) -> None:
        names = day_names()
        super().__init__((day,), names[day], names[(day + 1) % 7], typed)
        self._bar = SleepBar()
        self._roomy = False

    def arrange(self, grid: QGridLayout, line: int, roomy: bool) -> None:
        """Puts the bar and what is wrong beside the fields; where it is narrow, what is wrong below them."""
        self._roomy = roomy
        grid.addWidget(self._bar, line, NIGHT_COLUMNS)
        if roomy:
            grid.addWidget(self.wrong, line, NIGHT_COLUMNS, Qt.AlignmentFlag.AlignVCenter)
        else:
            grid.addWidget(self.wrong, line + 1, 0, 1, NIGHT_COLUMNS + 1)
        self._bar.setVisible(roomy and not self.wrong.text())

    def follow(self, week: Sequence[Hours], span: SleepSpan, drawn: Axis, style: ClockStyle) -> None:
        for field, wall in zip(self.fields, self.hours(week), strict=True):
            field.follow_time(wall, style)
        self._bar.follow(span, drawn)

    def judge(
        self, week: Sequence[Hours], faults: Sequence[str], style: ClockStyle, *, finished: bool
    ) -> list[str]:
        """Shows what is wrong with what is not saved; returns what holds instead, in words."""
        in_force, shown = [], ""
        stays = (_("bedtime {day} stays {time}"), _("getting up {day} stays {time}"))
        parts = zip(self.fields, stays, self._names, self.hours(week), strict=True)
        for field, sentence, day, wall in parts:
            wrong = ""
            if field.typed() and field.time is None and (finished or not field.unfinished):
                wrong = field.fault
            elif field.typed() and faults:
                wrong = " ".join(f"{capitalized(fault)}." for fault in faults)
            field.mark(wrong)
            if wrong:
                in_force.append(sentence.format(day=day, time=clock_text(wall, style)))
                shown = wrong
        self.wrong.say(shown)
        self._bar.setVisible(self._roomy and not shown)
        return in_force

    def saved(self) -> None:
        for field in self.fields:
            if field.time is not None and not field.unfinished:
                field.saved()

    def forget(self) -> None:
        """Gives up what was typed."""
        for field in self.fields:
            field.saved()
