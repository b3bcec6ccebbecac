"""When do you sleep: the times of the week and of the weekend, or of each night on its own."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle
from crampguard.routine.schedule import Hours, schedule_faults
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.welcome.night import NightGroup, NightRow, Week, each_day, week_and_weekend


class SleepTimes(QWidget):
    """`week` is the last one that can be kept.

    edited is called with the weekdays of the nights whose time is being typed, and with none when it is left.
    """

    def __init__(self, week: Week, style: ClockStyle, edited: Callable[[frozenset[int]], object]) -> None:
        super().__init__()
        self.week = list(week)
        self._edited = edited
        self._alike = _Rows(week_and_weekend(), self._typed, self._left)
        self._single = _Rows(each_day(), self._typed, self._left)
        self._unfold = Button(_("Each day on its own"), lambda: self._switch(), "link", "chev_r")
        self._fold = Button(_("Only week and weekend"), lambda: self._switch(), "link", "chev_u")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_XS))
        layout.addWidget(self._alike)
        layout.addWidget(self._single)
        layout.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._alike, self._single, self._unfold, self._fold):
            part.hide()
        self._use(style)
        self._show(self._alike if self._alike.can_say(week) else self._single)

    @property
    def trouble(self) -> str:
        """Why these times cannot be kept; empty when they can."""
        return next(filter(None, (row.trouble for row in self._shown.rows)), "")

    def restyle(self, style: ClockStyle) -> None:
        """Writes the times in that style."""
        self._use(style)
        self._apply()

    def _use(self, style: ClockStyle) -> None:
        self._style = style
        for rows in (self._alike, self._single):
            rows.restyle(style)
        self.setMinimumWidth(self._single.minimumSizeHint().width())

    def _show(self, rows: "_Rows") -> None:
        self._shown = rows
        rows.fill(self.week, self._style)
        self._alike.setVisible(rows is self._alike)
        self._unfold.setVisible(rows is self._alike)
        self._single.setVisible(rows is self._single)
        self._fold.setVisible(rows is self._single)

    def _switch(self) -> None:
        self._show(self._alike if self._shown is self._single else self._single)
        (self._unfold if self._shown is self._alike else self._fold).setFocus()
        self._apply()

    def _typed(self, row: NightRow) -> None:
        self._alike.go_their_own_way(row)
        self._apply(frozenset(row.nights.days))

    def _left(self) -> None:
        self._apply()

    def _apply(self, typing: frozenset[int] = frozenset()) -> None:
        self._alike.keep_alike()
        self.week = self._shown.check(self.week, self._style) or self.week
        self._edited(typing)


class _Rows(QWidget):
    """Rows of times under "to bed" and "get up"."""

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
        for column, words in ((0, _("To bed")), (2, _("Get up"))):
            grid.addWidget(label(words, theme.SMALL, role="text2"), 0, column, 1, 2)
        for number, row in enumerate(self.rows):
            row.add_to(grid, 1 + 2 * number)

    def can_say(self, week: Week) -> bool:
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

    def keep_alike(self) -> None:
        """A row that had the times of the first keeps to them ..."""
        for row in self._following:
            row.copy(self.rows[0])

    def go_their_own_way(self, typed: NightRow) -> None:
        """... until it gets its own."""
        self._following = [row for row in self._following if row is not typed]

    def check(self, week: Week, style: ClockStyle) -> list[Hours] | None:
        """The week as typed, or None: then each row says what is wrong with it."""
        checked = [row.check() for row in self.rows]
        if not all(checked):
            return None
        typed = list(week)
        for row in self.rows:
            row.put_into(typed)
        wrong = schedule_faults(typed, style)
        for row in self.rows:
            row.judge(wrong)
        return None if wrong else typed
