"""The Welcome window of the first start: one page, and nothing is written before "Begin tonight"."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from crampguard.engine import Clock, Engine
from crampguard.i18n import _
from crampguard.routine.dates import day_names
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import StartAtLogin, TryNotification
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.footer import doctor_link
from crampguard.windows.shared.labels import heading
from crampguard.windows.shared.layout import FlowLayout, Rule, scrolling
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.statin import StatinQuestion
from crampguard.windows.shared.window import Window
from crampguard.windows.welcome.choices import changes, evening
from crampguard.windows.welcome.greeting import SHARE, greeting
from crampguard.windows.welcome.hours import SleepTimes
from crampguard.windows.welcome.nudge import NudgeTrial
from crampguard.windows.welcome.ticks import EveningTicks, NotedCheck
from crampguard.windows.welcome.timeline import TimeLine

_WIDTH, _HEIGHT = 800, 740
_QUESTIONS = 316  # the width of their column
_COLUMNS_FROM = 740  # narrower, the time line stands below the questions
_ANY_WIDTH = 16_777_215  # Qt's QWIDGETSIZE_MAX


class WelcomeWindow(Window):
    """Asks what is the user's; left alone, the defaults hold. begun is called when the choices are kept."""

    closed = Signal()

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        login: StartAtLogin,
        try_notification: TryNotification,
        begun: Callable[[], object],
        open_advice: Callable[[], object],
    ) -> None:
        super().__init__(_("Welcome"), share=SHARE)
        self._engine, self._clock, self._login, self._on_done = engine, clock, login, begun
        self._habits = engine.settings.routine.habits
        self._mine = {habit.id: habit.enabled for habit in self._habits}
        self._times = SleepTimes(engine.settings.routine.schedule.week, self._edited)
        self._ticks = EveningTicks(self._mine, self._set_mine)
        self._fluid_limit = NotedCheck(
            _("I have been told to limit what I drink"), _("Then you are never asked to drink more.")
        )
        self._statin = StatinQuestion(lambda: None)
        self._statin.follow(engine.settings.about_me)
        self._fluid_limit.check.setChecked(engine.settings.about_me.fluid_limit)
        self._trial = NudgeTrial(try_notification)
        self._start = self._start_tick()
        self._time_line = TimeLine(self._set_mine)
        self._trouble = Note("wrong")
        self._later = Button(_("Set up later"), lambda: self.close(), "quiet")
        self._later.setAccessibleDescription(_("Changes nothing. The usual moments hold."))
        self._doctor_link = doctor_link(open_advice)
        self._begin = Button(_("Begin tonight"), lambda: self._keep(), "primary")
        self._edited()
        self._lay_out()

    # What is chosen

    def _set_mine(self, habit: str, mine: bool) -> None:
        self._mine[habit] = mine
        self._ticks.follow(self._mine)
        self._edited()

    def _edited(self, typing: frozenset[int] = frozenset()) -> None:
        """Draws tonight as it would be; while the times of other nights are typed, the first of those."""
        now, zone = self._clock.now(), self._clock.zone()
        shown = evening(self._times.week, self._habits, now, zone, typing)
        if shown.night.wake <= now:
            title = _("Tonight would look like this")
        else:
            title = _("{day} would look like this").format(day=day_names()[shown.night.date.weekday()])
        self._time_line.show_evening(title, shown, zone, self._mine)
        self._say(self._times.trouble)
        self._begin.setEnabled(not self._times.trouble)

    def _keep(self) -> None:
        settings = self._engine.settings
        chosen = changes(settings, self._times.week, self._mine, self._fluid_limit.check.isChecked())
        chosen |= self._statin.changes(settings.about_me)
        if chosen and (problem := self._engine.choose(chosen).problem):
            self._say(_("Not saved: {reason}").format(reason=problem))
            return
        try:
            self._keep_start()
        except OSError as error:
            self._start.check.setChecked(self._login.enabled)
            reason = error.strerror or str(error)
            self._say(_("All is saved but start at login: {reason}").format(reason=reason))
            return
        self.close()
        self._on_done()

    def _keep_start(self) -> None:
        wanted = self._start.check.isChecked()
        if wanted != self._login.enabled:
            (self._login.enable if wanted else self._login.disable)()

    def _start_tick(self) -> NotedCheck:
        why_not = self._login.why_not
        note = _("Not possible here: {reason}.").format(reason=why_not) if why_not else ""
        made = NotedCheck(_("Start when I log in"), note)
        made.check.setChecked(self._login.enabled or not why_not)
        made.check.setEnabled(not why_not)
        return made

    def _say(self, trouble: str) -> None:
        self._trouble.say(trouble)
        self._begin.setAccessibleDescription(trouble or _("Keeps what is chosen here."))

    # How it looks

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._trial.stop()
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= theme.px(_COLUMNS_FROM)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        needed = max(theme.px(_QUESTIONS), self._questions.minimumSizeHint().width())
        self._questions.setMaximumWidth(needed if wide else _ANY_WIDTH)
        self._questions.setMinimumWidth(needed if wide else 0)
        self._columns.setDirection(direction)

    def _lay_out(self) -> None:
        edge, gap = theme.px(28), theme.px(theme.SPACE_XL)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(gap)
        self._questions = self._lay_out_questions()
        self._columns.addWidget(self._questions)
        self._columns.addWidget(self._time_line, 1, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        body = QVBoxLayout(page)
        body.setContentsMargins(edge, edge, edge, edge)
        body.setSpacing(theme.px(theme.SPACE_L))
        body.addLayout(greeting())
        body.addLayout(self._columns)
        body.addStretch(1)
        buttons = FlowLayout(theme.SPACE_L, last_at_end=True)
        for button in (self._later, self._doctor_link, self._begin):
            buttons.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(edge, theme.px(theme.SPACE_M), edge, theme.px(theme.SPACE_M))
        foot.setSpacing(theme.px(theme.SPACE_S))
        foot.addWidget(self._trouble)
        foot.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolling(page), 1)
        layout.addWidget(Rule())
        layout.addLayout(foot)
        least = self._questions.minimumSizeHint().width() + 2 * edge + theme.px(theme.SPACE_M)
        self.setMinimumWidth(min(least, self.screen().availableSize().width()))
        self.fit(_WIDTH, _HEIGHT)

    def _lay_out_questions(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.SPACE_XS))
        for title, parts in (
            (_("When do you sleep?"), (self._times,)),
            (_("What is part of your evenings?"), (self._ticks,)),
            (_("What else is good to know?"), (self._fluid_limit, self._statin)),
            (_("Does a nudge reach you?"), (self._trial, self._start)),
        ):
            column.addWidget(heading(title))
            for part in parts:
                column.addWidget(part)
            column.addSpacing(theme.px(theme.SPACE_M))
        column.addStretch(1)
        return made
