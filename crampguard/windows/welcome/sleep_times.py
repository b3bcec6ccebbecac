"""The sleep times in Welcome: one row for the week and one for the weekend, or a row for each night."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle
from crampguard.routine.dates import day_names
from crampguard.routine.schedule import WEEKDAYS, Hours, schedule_faults
from crampguard.routine.text import capitalized
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.layout import column
from crampguard.windows.shared.night_row import NightRow, night_grid
from crampguard.windows.shared.time_field import TimeField
from crampguard.windows.shared.week import days_of_week

Typed = Callable[[NightRow, bool], None]
Week = Sequence[Hours]


class SleepTimes(QWidget):
    """`week` is the last valid one.

    edited is called with the weekdays of the nights whose time is being typed, and with none afterwards.
    """

    def __init__(self, week: Week, style: ClockStyle, edited: Callable[[frozenset[int]], object]) -> None:
        super().__init__()
        self.week = list(week)
        self._edited = edited
        self._grouped = _Rows(_week_and_weekend(self._typed))
        self._single = _Rows(_each_day(self._typed))
        self._unfold = Button(_("Each day on its own"), lambda: self._switch(self._single), "link", "chev_r")
        self._fold = Button(_("Only week and weekend"), lambda: self._switch(self._grouped), "link", "chev_u")
        parts = (self._grouped, self._single, self._unfold, self._fold)
        column(self, *parts, gap=theme.SPACE_XS)
        for part in parts:
            part.hide()
        self._use(style)
        self._show(self._grouped if self._grouped.can_show(week) else self._single)

    @property
    def trouble(self) -> str:
        """Why these times cannot be saved; empty when they can."""
        return next(filter(None, (row.trouble for row in self._shown.rows)), "")

    def carry_on(self, other: "SleepTimes") -> None:
        self.week = other.week
        self._show(self._grouped if other._shown is other._grouped else self._single)
        self._shown.carry_on(other._shown)
        self._apply()

    def restyle(self, style: ClockStyle) -> None:
        """Writes the times in that style."""
        self._use(style)
        self._apply()

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider of both, so that the window need not grow when the other one is shown."""
        both = (self._grouped, self._single)
        least = max(rows.minimumSizeHint().width() for rows in both)
        return QSize(least, super().minimumSizeHint().height())

    def _use(self, style: ClockStyle) -> None:
        self._style = style
        for rows in (self._grouped, self._single):
            rows.restyle(style)
        self.updateGeometry()

    def _show(self, rows: "_Rows") -> None:
        self._shown = rows
        rows.fill(self.week, self._style)
        for part in (self._grouped, self._unfold):
            part.setVisible(rows is self._grouped)
        for part in (self._single, self._fold):
            part.setVisible(rows is self._single)

    def _switch(self, rows: "_Rows") -> None:
        self._show(rows)
        (self._unfold if rows is self._grouped else self._fold).setFocus()
        self._apply()

    def _typed(self, row: NightRow, left: bool) -> None:
        if left:
            self._apply()
        else:
            self._grouped.stop_following(row)
            self._apply(frozenset(row.days))

    def _apply(self, typing: frozenset[int] = frozenset()) -> None:
        self._grouped.update_followers()
        self.week = self._shown.check(self.week, self._style) or self.week
        self._edited(typing)


class _Rows(QWidget):
    """A row that begins with the times of the first row follows it, until something is typed in that row."""

    def __init__(self, rows: Sequence["_WelcomeRow"]) -> None:
        super().__init__()
        self.rows = rows
        self._following: list[_WelcomeRow] = []
        night_grid(self, rows)

    def carry_on(self, other: "_Rows") -> None:
        """Shows what is typed in the other one, be it a time or not."""
        for mine, others in zip(self.rows, other.rows, strict=True):
            for field, text in zip(mine.fields, others.texts(), strict=True):
                field.setText(text)
        self._following = [self.rows[other.rows.index(row)] for row in other._following]

    def can_show(self, week: Week) -> bool:
        return all(row.are_alike(week) for row in self.rows)

    def fill(self, week: Week, style: ClockStyle) -> None:
        first, *others = self.rows
        for row in self.rows:
            row.fill(week, style)
            row.check()
        self._following = [row for row in others if row.texts() == first.texts()]

    def restyle(self, style: ClockStyle) -> None:
        for row in self.rows:
            row.restyle(style)

    def update_followers(self) -> None:
        for row in self._following:
            row.copy(self.rows[0])

    def stop_following(self, typed: NightRow) -> None:
        self._following = [row for row in self._following if row is not typed]

    def check(self, week: Week, style: ClockStyle) -> list[Hours] | None:
        """The week as typed; None if it is not valid, and then each row shows what is wrong with it."""
        checked = [row.check() for row in self.rows]
        if not all(checked):
            return None
        typed = list(week)
        for row in self.rows:
            row.apply_to(typed)
        wrong = schedule_faults(typed, style)
        for row in self.rows:
            row.judge(wrong)
        return None if wrong else typed


class _WelcomeRow(NightRow):
    trouble = ""

    def fill(self, week: Week, style: ClockStyle) -> None:
        for field, wall in zip(self.fields, self.hours(week), strict=True):
            field.show_time(wall, style)

    def restyle(self, style: ClockStyle) -> None:
        for field in self.fields:
            field.use_style(style)

    def texts(self) -> tuple[str, ...]:
        return tuple(field.text() for field in self.fields)

    def copy(self, other: NightRow) -> None:
        """Shows the times of the other row, where they are times."""
        for mine, theirs in zip(self.fields, other.fields, strict=True):
            if theirs.time is not None:
                mine.setText(theirs.text())

    def check(self) -> bool:
        """Whether both are complete times. One that is still being typed is not yet called wrong."""
        wrong = [field for field in self.fields if field.time is None and not field.unfinished]
        self._show_trouble(wrong[0].fault if wrong else "", wrong)
        if not self.trouble and any(field.time is None for field in self.fields):
            self.trouble = _("A time is not complete yet.")
        return not self.trouble and not any(field.unfinished for field in self.fields)

    def judge(self, faults: Sequence[str]) -> None:
        """Shows the first fault of the week that concerns these nights."""
        mine = [fault for fault in faults if any(WEEKDAYS[day] in fault for day in self.days)]
        sentence = f"{capitalized(mine[0])}." if mine else ""
        self._show_trouble(sentence, self.fields)

    def _show_trouble(self, trouble: str, where: Sequence[TimeField]) -> None:
        self.trouble = trouble
        self.wrong.say(trouble)
        for field in self.fields:
            field.mark(trouble if field in where else "")


def _week_and_weekend(typed: Typed) -> list[_WelcomeRow]:
    week = _("Sunday to Thursday"), _("Monday to Friday")
    weekend = _("Friday and Saturday"), _("Saturday and Sunday")
    return [
        _WelcomeRow((6, 0, 1, 2, 3), _("Sun to Thu"), _("Mon to Fri"), typed, week),
        _WelcomeRow((4, 5), _("Fri and Sat"), _("Sat and Sun"), typed, weekend),
    ]


def _each_day(typed: Typed) -> list[_WelcomeRow]:
    names = day_names()
    return [_WelcomeRow((day,), names[day], names[(day + 1) % 7], typed) for day in days_of_week()]
