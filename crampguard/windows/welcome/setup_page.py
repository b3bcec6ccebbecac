"""The questions of Welcome on the left, and tonight on the right, drawn anew with each answer."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from crampguard.engine import Clock, Engine
from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle
from crampguard.routine.dates import day_names
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import StartAtLogin, TryNotification
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.clock_choice import ClockChoice
from crampguard.windows.shared.footer import doctor_link
from crampguard.windows.shared.labels import heading
from crampguard.windows.shared.layout import FlowLayout, Rule, scrolling
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.statin import StatinQuestion
from crampguard.windows.welcome.choices import Chosen, changes, evening
from crampguard.windows.welcome.greeting import greeting
from crampguard.windows.welcome.hours import SleepTimes
from crampguard.windows.welcome.noted_check import NotedCheck
from crampguard.windows.welcome.nudge import NudgeTrial
from crampguard.windows.welcome.timeline import TimeLine

_QUESTIONS = 316  # the width of their column
_COLUMNS_FROM = 740  # narrower, the time line stands below the questions
_EDGE = 28
_ANY_WIDTH = 16_777_215  # Qt's QWIDGETSIZE_MAX


class SetupPage(QWidget):
    """done is called when the choices are kept, and when the user puts it off."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        login: StartAtLogin,
        try_notification: TryNotification,
        open_advice: Callable[[], object],
        done: Callable[[], object],
    ) -> None:
        super().__init__()
        self._engine, self._clock, self._login, self._done = engine, clock, login, done
        settings = engine.settings
        self._habits = settings.routine.habits
        self._mine = {habit.id: habit.enabled for habit in self._habits}
        self._clock_choice = ClockChoice(self._restyle, auto=False)
        self._clock_choice.follow(settings.clock_style.value)
        self._times = SleepTimes(settings.routine.schedule.week, settings.clock_style, self._edited)
        self._fluid_limit = NotedCheck(
            _("I have been told to limit what I drink"),
            _("Then you are never asked to drink more."),
            lambda: self._edited(),
        )
        self._fluid_limit.check.setChecked(settings.about_me.fluid_limit)
        self._statin = StatinQuestion(lambda: None)
        self._statin.follow(settings.about_me)
        self._trial = NudgeTrial(try_notification)
        self._start = self._start_check()
        self._time_line = TimeLine(self._set_mine)
        self._trouble = Note("wrong")
        self._later = Button(_("Set up later"), done, "quiet")
        self._later.setAccessibleDescription(_("Changes nothing. The usual moments hold."))
        self._doctor_link = doctor_link(open_advice)
        self._begin = Button(_("Begin tonight"), self._keep, "primary")
        self._edited()
        self._lay_out()

    def stop(self) -> None:
        """What a test notification still brings is passed over."""
        self._trial.stop()

    @property
    def least_width(self) -> int:
        """In pixels; narrower, the questions would be cut."""
        return self._questions.minimumSizeHint().width() + 2 * theme.px(_EDGE) + theme.px(theme.SPACE_M)

    # What is chosen

    @property
    def _chosen(self) -> Chosen:
        limit = self._fluid_limit.check.isChecked()
        return Chosen(self._times.week, self._mine, limit, ClockStyle(self._clock_choice.chosen))

    def _set_mine(self, habit: str, mine: bool) -> None:
        self._mine[habit] = mine
        self._edited()

    def _restyle(self) -> None:
        self._times.restyle(ClockStyle(self._clock_choice.chosen))
        self._edited()
        self._arrange()

    def _edited(self, typing: frozenset[int] = frozenset()) -> None:
        """Draws tonight as it would be; while the times of other nights are typed, the first of those."""
        now, zone = self._clock.now(), self._clock.zone()
        shown = evening(self._times.week, self._habits, now, zone, typing)
        if shown.night.wake <= now:
            title = _("Tonight would look like this")
        else:
            title = _("{day} would look like this").format(day=day_names()[shown.night.date.weekday()])
        self._time_line.show_evening(title, shown, self._chosen)
        self._show_trouble(self._times.trouble)
        self._begin.setEnabled(not self._times.trouble)

    def _keep(self) -> None:
        self._begin.setFocus()  # what is being typed counts, or is wrong, from here on
        if self._times.trouble:
            return
        settings = self._engine.settings
        chosen = changes(settings, self._chosen) | self._statin.changes(settings.about_me)
        if chosen and (problem := self._engine.choose(chosen).problem):
            self._show_trouble(_("Not saved: {reason}").format(reason=problem))
            return
        try:
            self._keep_start()
        except OSError as error:
            self._start.check.setChecked(self._login.enabled)
            reason = error.strerror or str(error)
            self._show_trouble(_("All is saved but start at login: {reason}").format(reason=reason))
            return
        self._done()

    def _keep_start(self) -> None:
        wanted = self._start.check.isChecked()
        if wanted != self._login.enabled:
            (self._login.enable if wanted else self._login.disable)()

    def _start_check(self) -> NotedCheck:
        why_not = self._login.why_not
        note = _("Not possible here: {reason}.").format(reason=why_not) if why_not else ""
        made = NotedCheck(_("Start when I log in"), note)
        made.check.setChecked(self._login.enabled or not why_not)
        made.check.setEnabled(not why_not)
        return made

    def _show_trouble(self, trouble: str) -> None:
        self._trouble.say(trouble)
        self._begin.setAccessibleDescription(trouble or _("Keeps what is chosen here."))

    # How it looks

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        needed = max(theme.px(_QUESTIONS), self._questions.minimumSizeHint().width())
        beside = needed + self._time_line.minimumSizeHint().width() + 2 * theme.px(_EDGE)
        wide = self.width() >= max(theme.px(_COLUMNS_FROM), beside + theme.px(2 * theme.SPACE_XL))
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._questions.setMaximumWidth(needed if wide else _ANY_WIDTH)
        self._questions.setMinimumWidth(needed if wide else 0)
        self._columns.setDirection(direction)

    def _lay_out(self) -> None:
        edge = theme.px(_EDGE)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.px(theme.SPACE_XL))
        self._questions = self._lay_out_questions()
        self._columns.addWidget(self._questions)
        self._columns.addWidget(self._time_line, 1, Qt.AlignmentFlag.AlignTop)
        self._columns.addStretch()
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

    def _lay_out_questions(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.SPACE_XS))
        for title, parts in (
            (_("When do you sleep?"), (self._times,)),
            (_("How do you read times?"), (self._clock_choice,)),
            (_("What else is good to know?"), (self._fluid_limit, self._statin)),
            (_("Does a nudge reach you?"), (self._trial, self._start)),
        ):
            column.addWidget(heading(title))
            for part in parts:
                column.addWidget(part)
            column.addSpacing(theme.px(theme.SPACE_M))
        column.addStretch(1)
        return made
