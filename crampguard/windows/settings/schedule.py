"""The page on sleep times: when to bed and when to get up, for each night of the week."""

from collections.abc import Sequence
from itertools import chain

from PySide6.QtGui import QResizeEvent

from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle
from crampguard.routine.dates import day_names
from crampguard.routine.localtime import wall_text
from crampguard.routine.schedule import WEEKDAYS, Hours, schedule_faults
from crampguard.routine.tonight import Tonight
from crampguard.windows.settings.night_times import NightTimes
from crampguard.windows.settings.page import ColumnPage
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.settings.sleep_bar import AxisHours, axis, spans
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import add_parts
from crampguard.windows.shared.night_row import NIGHT_COLUMNS, night_grid
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.week import days_of_week

_KEYS = ("bedtime", "wake")
# Measured pixels; the fields of a clock with 12 hours are wider.
_BARS_FIT_FROM = {ClockStyle.HOURS_24: 520, ClockStyle.HOURS_12: 640}


class SchedulePage(ColumnPage):
    """Each field saves itself once the whole week is valid; until then it says what stays."""

    def __init__(self, session: SettingsSession) -> None:
        super().__init__(
            _("Sleep times"),
            _(
                "Each nudge is timed from the bedtime of its evening. "
                "For one night only, change the bedtime in the Tonight window."
            ),
        )
        self._session = session
        self._rows = [NightTimes(day, lambda _row, left: self._typed(left)) for day in days_of_week()]
        self._grid = night_grid(None, self._rows)
        self._axis = AxisHours()
        self._axis.hide()
        self._grid.addWidget(self._axis, 0, NIGHT_COLUMNS)
        self._same = Button(_("Same times every day"), self._same_every_day, "link")
        effect = _("Uses the times in the first line, {day}, for the whole week.")
        effect = effect.format(day=day_names()[self._rows[0].days[0]])
        self._same.setAccessibleDescription(effect)
        same = (theme.SPACE_S, self._same, label(effect, theme.SMALL, role="text2"))
        add_parts(self.column, self._grid, *same)
        self.column.addStretch(1)
        midnight = _(
            "A bedtime after midnight belongs to the evening before it. "
            "If you work shifts, give each day its own bedtime, even one in the morning."
        )
        self.column.addWidget(Note("hint", midnight))

    def follow(self, tonight: Tonight) -> None:
        nights = spans(self._week)
        drawn = axis(nights)
        self._axis.follow(drawn, tonight.clock_style)
        for row in self._rows:
            row.follow(self._week, nights[row.days[0]], drawn, tonight.clock_style)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        roomy = self.width() >= theme.px(_BARS_FIT_FROM[self._style])
        if self._axis.isHidden() == roomy:
            self._axis.setVisible(roomy)
            for index, row in enumerate(self._rows):
                row.arrange(self._grid, 1 + 2 * index, roomy)

    @property
    def _week(self) -> tuple[Hours, ...]:
        return self._session.settings.routine.schedule.week

    @property
    def _style(self) -> ClockStyle:
        return self._session.settings.clock_style

    def _typed(self, finished: bool) -> None:
        """Saves the week as typed if it is valid, and says what stays where something is not saved."""
        wanted = list(self._week)
        for row in self._rows:
            row.apply_to(wanted)
        faults = schedule_faults(wanted, self._style)
        if not faults and (refused := self._save(wanted)):
            faults = [refused]
        if not faults:
            for row in self._rows:
                row.saved()
        held = [row.judge(self._week, faults, self._style, finished=finished) for row in self._rows]
        self._session.hold_back("schedule", "; ".join(chain.from_iterable(held)))

    def _save(self, wanted: Sequence[Hours]) -> str:
        changes: dict[str, object] = {}
        for day, old, new in zip(WEEKDAYS, self._week, wanted, strict=True):
            for key in _KEYS:
                if getattr(old, key) != getattr(new, key):
                    changes[f"schedule.{day}.{key}"] = wall_text(getattr(new, key))
        return self._session.choose(changes) if changes else ""

    def _same_every_day(self) -> None:
        wanted, first = list(self._week), self._rows[0]
        first.apply_to(wanted)
        for row in self._rows:
            row.forget()
        changes: dict[str, object] = {f"schedule.{day}": None for day in WEEKDAYS}
        changes["schedule.bedtime"], changes["schedule.wake"] = map(wall_text, first.hours(wanted))
        self._session.choose(changes)
        self._typed(finished=True)
