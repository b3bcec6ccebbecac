"""The sleep times in Welcome: one row for the week and one for the weekend, or a row for each night."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle
from crampguard.routine.schedule import Hours, schedule_faults
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import one_line
from crampguard.windows.shared.layout import column
from crampguard.windows.welcome.night_row import NightGroup, NightRow, Week, each_day, week_and_weekend


class SleepTimes(QWidget):
    """`week` is the last valid one.

    edited is called with the weekdays of the nights whose time is being typed, and with none afterwards.
    """

    def __init__(self, week: Week, style: ClockStyle, edited: Callable[[frozenset[int]], object]) -> None:
        super().__init__()
        self.week = list(week)
        self._edited = edited
        self._grouped = _Rows(week_and_weekend(), self._typed, self._apply)
        self._single = _Rows(each_day(), self._typed, self._apply)
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

    def restyle(self, style: ClockStyle) -> None:
        """Writes the times in that style."""
        self._use(style)
        self._apply()

    def _use(self, style: ClockStyle) -> None:
        self._style = style
        for rows in (self._grouped, self._single):
            rows.restyle(style)
        self.setMinimumWidth(self._single.minimumSizeHint().width())

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

    def _typed(self, row: NightRow) -> None:
        self._grouped.stop_following(row)
        self._apply(frozenset(row.nights.days))

    def _apply(self, typing: frozenset[int] = frozenset()) -> None:
        self._grouped.update_followers()
        self.week = self._shown.check(self.week, self._style) or self.week
        self._edited(typing)


class _Rows(QWidget):
    """Rows of times under "to bed" and "get up".

    A row that begins with the times of the first row follows it, until something is typed in that row itself.
    """

    def __init__(
        self, nights: Sequence[NightGroup], typed: Callable[[NightRow], object], left: Callable[[], object]
    ) -> None:
        super().__init__()
        self.rows = [NightRow(each, typed, left) for each in nights]
        self._following: list[NightRow] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(theme.SPACE_S))
        grid.setVerticalSpacing(theme.px(theme.SPACE_XS))
        grid.setColumnStretch(4, 1)
        grid.addWidget(one_line(_("To bed")), 0, 0, 1, 2)
        grid.addWidget(one_line(_("Get up")), 0, 2, 1, 2)
        for number, row in enumerate(self.rows):
            row.add_to(grid, 1 + 2 * number)

    def can_show(self, week: Week) -> bool:
        return all(row.nights.alike(week) for row in self.rows)

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
