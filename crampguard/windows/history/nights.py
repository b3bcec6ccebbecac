"""The page of the nights: a month at a glance, the chosen night in words, and week by week."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.dates import month_words
from crampguard.routine.localtime import DAY, exists
from crampguard.routine.month import add_months, answers, month_end, night_summaries, span, weeks
from crampguard.routine.night_words import totals_words
from crampguard.routine.record import Record
from crampguard.routine.text import capitalized
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.history import records, totals
from crampguard.windows.history.card import NightCard
from crampguard.windows.history.legend import month_legend
from crampguard.windows.history.month import MonthView
from crampguard.windows.history.weeks import WeekByWeek
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, row
from crampguard.windows.shared.tab_page import TabPage
from crampguard.windows.shared.two_columns import TwoColumns
from crampguard.windows.shared.week import first_weekday

_EARLIEST = date(1970, 1, 1)


class NightsPage(TabPage):
    """Reads what it shows, a month and the weeks before it, and nothing else of the diary.

    refresh: opens the page anew, and reports what cannot be read.
    """

    def __init__(
        self,
        engine: Engine,
        diary: Diary,
        open_morning: Callable[[date], object],
        refresh: Callable[[], object],
    ) -> None:
        super().__init__()
        self._engine, self._diary, self._refresh = engine, diary, refresh
        self._tonight = engine.tonight
        self._night: date | None = None
        self._title = label(factor=theme.HEADING, weight=QFont.Weight.DemiBold)
        self._previous = Button("", lambda: self.go(add_months(self.night, -1)), "quiet", "chev_l")
        self._next = Button("", lambda: self.go(add_months(self.night, 1)), "quiet", "chev_r")
        for button, name in ((self._previous, _("Month before")), (self._next, _("Month after"))):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._card = NightCard(engine, open_morning, self._make_room)
        self._month = MonthView(self.go, lambda: self._card.edit(True))
        self._weeks = WeekByWeek()
        self._totals = label(role="text2")
        self._lay_out()

    @property
    def night(self) -> date:
        """The chosen one, until then the last that is over."""
        chosen = self._night
        return chosen if chosen and exists(chosen, self._tonight.zone) else self._tonight.about

    def go(self, night: date) -> None:
        """Chooses that night, or the next one in its direction where the zone skipped it."""
        step = DAY if night > self.night else -DAY
        while not exists(night, self._tonight.zone):
            night += step
        self._night = max(_EARLIEST, min(night, month_end(self._tonight.night.date)))
        self._refresh()

    def take_focus(self) -> None:
        self._month.setFocus()

    def open(self, tonight: Tonight) -> None:
        self._tonight = tonight
        night, today = self.night, tonight.night.date
        weekday = first_weekday()
        first, last = span(night, today, weekday)
        found = {record.night: record for record in records(self._diary, first, last)}
        counted = totals(self._diary)
        habits = self._engine.settings.routine.habits
        nights = night_summaries(first, last, found, habits, today, counted.began or today, tonight.zone)
        by_date = {one.night: one for one in nights}
        self._title.setText(capitalized(month_words(night)))
        self._next.setEnabled(month_end(night) < today)
        self._month.show_nights(by_date, night, today.year)
        self._weeks.follow(weeks(nights, weekday), today.year)
        record = found.get(night, Record(night))
        self._card.follow(
            self._engine.view(night),
            by_date[night].when,
            record.morning,
            answers(record, habits, today),
            answers(record, habits, night),  # with the habits planned now, where none were stored
            today.year,
        )
        self._totals.setText(
            totals_words(counted.began, today, counted.mornings, counted.cramps)
            if counted.began is not None and counted.began < today
            else _("Nothing is recorded yet.")
        )

    def _make_room(self, on_editing: bool) -> None:
        """The editor stands where the chart was. Below the month it is scrolled to, once it has its place."""
        self._weeks.setHidden(on_editing)
        if on_editing:
            QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        self.area.ensureWidgetVisible(self.focusWidget() or self._card)

    def _lay_out(self) -> None:
        head = row(None, self._title, self._previous, self._next)
        head.setStretch(0, 1)
        left = column(None, head, self._month, month_legend())
        left.addStretch(1)
        right = column(None, self._card, gap=theme.SPACE_L)
        right.addWidget(self._weeks, 1)
        right.addStretch(0)
        self.fill(TwoColumns(left, right, (0, 1)), self._totals)
