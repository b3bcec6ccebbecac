"""The questions of Welcome on the left, and tonight on the right, drawn anew with each answer."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampguard.engine import Clock, Engine
from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle
from crampguard.routine.dates import day_names
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import StartAtLogin, TryNotification
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.check import Check, with_note
from crampguard.windows.shared.clock_choice import clock_choice
from crampguard.windows.shared.footer import doctor_link
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import Rule, add_parts, column, flow, row, scrolling
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.ring import EveningRing
from crampguard.windows.shared.statin import StatinQuestion
from crampguard.windows.shared.two_columns import TwoColumns
from crampguard.windows.welcome.chosen import Chosen, changes, evening
from crampguard.windows.welcome.notification_trial import NotificationTrialPanel
from crampguard.windows.welcome.sleep_times import SleepTimes
from crampguard.windows.welcome.timeline import TimeLine

RING_SHARE = 0.4  # some way into an evening

_SHARES = (2, 3)  # of the width, for questions and time line
_EDGE = 28


class SetupPage(QWidget):
    """done is called when the answers are saved, and when the user puts it off.

    parent: the window, known from the start for the same reason as in `scrolling`.
    """

    def __init__(
        self,
        parent: QWidget,
        engine: Engine,
        clock: Clock,
        login: StartAtLogin,
        try_notification: TryNotification,
        open_advice: Callable[[], object],
        done: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self._engine, self._clock, self._login, self._done = engine, clock, login, done
        settings = engine.settings
        self._habits = settings.routine.habits
        self._enabled = {habit.id: habit.enabled for habit in self._habits}
        self._clock_choice = clock_choice(self._restyle, auto=False)
        self._clock_choice.choose([settings.clock_style.value])
        self._times = SleepTimes(settings.routine.schedule.week, settings.clock_style, self._edited)
        self._fluid_limit = Check(_("I have been told to limit what I drink"), lambda _on: self._edited())
        self._fluid_limit.setChecked(settings.about_me.fluid_limit)
        self._statin = StatinQuestion(lambda: None)
        self._statin.follow(settings.about_me)
        self._trial = NotificationTrialPanel(try_notification)
        self._start = Check(_("Start when I log in"), self._choose_start)
        self._start.setChecked(login.enabled or not login.why_not)
        self._start.setEnabled(not login.why_not)
        self._start_chosen = False  # by the user, not only proposed
        self._time_line = TimeLine(self._switch)
        self._trouble = Note("wrong")
        self._begin = Button(_("Begin tonight"), self._begin_tonight, "primary")
        self._edited()
        self._lay_out(doctor_link(open_advice))

    def carry_on(self, other: "SetupPage") -> None:
        """Shows what is chosen in the other one, which hears no more of its test notification."""
        other.stop()
        self._enabled, self._start_chosen = other._enabled, other._start_chosen
        for mine, others in ((self._fluid_limit, other._fluid_limit), (self._start, other._start)):
            mine.setChecked(others.isChecked())
        self._statin.carry_on(other._statin)
        self._clock_choice.choose(other._clock_choice.chosen)
        self._times.restyle(self._clock_style)
        self._times.carry_on(other._times)

    def stop(self) -> None:
        """Ignores what is still reported about a test notification."""
        self._trial.stop()

    @property
    def least_width(self) -> int:
        """In pixels; narrower, the questions would be cut."""
        return self._questions.minimumSize().width() + 2 * theme.px(_EDGE) + theme.px(theme.SPACE_M)

    def save(self, *, proposals: bool) -> str:
        """Saves what was changed here; returns why that could not be, or "".

        proposals: saves what is ticked without the user's doing as well, which is start at login.
        """
        settings = self._engine.settings
        found = changes(settings, self._chosen) | self._statin.changes(settings.about_me)
        if found and (problem := self._engine.choose(found).problem):
            return _("Not saved: {reason}").format(reason=problem)
        wanted = self._start.isChecked()
        if wanted == self._login.enabled or not (proposals or self._start_chosen):
            return ""
        try:
            (self._login.enable if wanted else self._login.disable)()
        except OSError as error:
            self._start.setChecked(self._login.enabled)
            reason = error.strerror or str(error)
            return _("All is saved but start at login: {reason}").format(reason=reason)
        return ""

    @property
    def _chosen(self) -> Chosen:
        return Chosen(self._times.week, self._enabled, self._fluid_limit.isChecked(), self._clock_style)

    @property
    def _clock_style(self) -> ClockStyle:
        return ClockStyle(str(self._clock_choice.chosen[0]))

    def _switch(self, habit: str, on: bool) -> None:
        self._enabled[habit] = on
        self._edited()

    def _choose_start(self, on: bool) -> None:
        del on
        self._start_chosen = True

    def _restyle(self) -> None:
        self._times.restyle(self._clock_style)
        self._edited()

    def _edited(self, typing: frozenset[int] = frozenset()) -> None:
        """Draws tonight as it would be; while the times of other nights are typed, the first of those."""
        now, zone = self._clock.now(), self._clock.zone()
        shown = evening(self._times.week, self._habits, now, zone, typing)
        if shown.night.wake <= now:
            title = _("Tonight would look like this")
        else:
            title = _("{day}: the evening would look like this").format(
                day=day_names()[shown.night.date.weekday()]
            )
        self._time_line.show_evening(title, shown, self._chosen)
        self._show_trouble(self._times.trouble)
        self._begin.setEnabled(not self._times.trouble)

    def _begin_tonight(self) -> None:
        self._begin.setFocus()  # ends typing in a field, whose text counts from here on, or is wrong
        if self._times.trouble:
            return
        if problem := self.save(proposals=True):
            self._show_trouble(problem)
        else:
            self._done()

    def _show_trouble(self, trouble: str) -> None:
        self._trouble.say(trouble)
        self._begin.setAccessibleDescription(trouble or _("Saves what is chosen here."))

    def _lay_out(self, doctor: Button) -> None:
        edge, high = theme.px(_EDGE), theme.px(theme.SPACE_M)
        self._questions = self._lay_out_questions()
        time_line = row(None)  # a column would count with lines as wide as itself, where these may not be
        time_line.addWidget(self._time_line, 1, Qt.AlignmentFlag.AlignTop)
        time_line.addStretch()
        columns = TwoColumns(self._questions, time_line, _SHARES)
        page = QWidget()
        body = column(page, _greeting(), columns, gap=theme.SPACE_L)
        body.setContentsMargins(edge, edge, edge, edge)
        body.addStretch(1)
        later = Button(_("Set up later"), self._done, "quiet")
        later.setAccessibleDescription(_("Changes nothing. The usual times apply."))
        buttons = flow(later, doctor, self._begin, gap=theme.SPACE_L, last_at_end=True)
        foot = column(None, self._trouble, buttons)
        foot.setContentsMargins(edge, high, edge, high)
        area = scrolling()
        outer = column(self, area, gap=0)
        area.setWidget(page)
        add_parts(outer, Rule(), foot)

    def _lay_out_questions(self) -> QVBoxLayout:
        why_not = self._login.why_not
        impossible = _("Not possible here: {reason}.").format(reason=why_not) if why_not else ""
        start = with_note(self._start, impossible)
        limit = with_note(self._fluid_limit, _("Then you are never asked to drink more."))
        clock = row(None, self._clock_choice)
        clock.addStretch(1)
        questions = column(
            None,
            *(heading(_("When do you sleep?")), self._times, theme.SPACE_M),
            *(heading(_("How do you read times?")), clock, theme.SPACE_M),
            *(heading(_("What else is good to know?")), limit, self._statin, theme.SPACE_M),
            *(heading(_("Does a nudge reach you?")), self._trial, start, theme.SPACE_M),
            gap=theme.SPACE_XS,
        )
        questions.setAlignment(Qt.AlignmentFlag.AlignTop)
        return questions


def _greeting() -> QHBoxLayout:
    intro = _(
        "Small things that may help against night leg cramps, at the right minute. "
        "It takes a minute to set up; everything stays on this computer."
    )
    title = label(_("Let's set up your evening"), theme.TITLE, QFont.Weight.DemiBold)
    made = row(None, gap=theme.SPACE_L)
    made.addWidget(EveningRing(52, RING_SHARE), 0, Qt.AlignmentFlag.AlignTop)
    made.addLayout(column(None, title, label(intro, role="text2"), gap=theme.SPACE_XS), 1)
    return made
