"""All that can be chosen about one habit."""

from collections.abc import Callable

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.dates import day_names, short_day_names
from crampguard.routine.habits import Habit, Kind
from crampguard.routine.schedule import WEEKDAYS
from crampguard.routine.tonight import Tonight
from crampguard.windows.settings.habit_texts import NO_HABIT, EditedHabit, HabitTexts
from crampguard.windows.settings.lead import LeadEditor
from crampguard.windows.settings.saved_fields import MinutesField
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.choices import Choices, Option
from crampguard.windows.shared.habit_info import HabitInfo
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import Rule, add_parts, column
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.surface import Surface
from crampguard.windows.shared.week import days_of_week


class HabitCard(Surface):
    """Shows one habit after another; each control saves itself. remove: for a habit of the user's own."""

    def __init__(self, session: SettingsSession, remove: Callable[[Habit], object]) -> None:
        super().__init__()
        self._session = session
        self._subject = NO_HABIT
        self._title = label(factor=theme.HEADING, weight=QFont.Weight.DemiBold)
        self._how = label(factor=theme.SMALL, role="text2")
        self._lead = LeadEditor(lambda minutes: self._choose("lead", minutes))
        self._notify = Check(_("Pop up"), lambda on: self._choose("notify", on))
        self._notify.setAccessibleDescription(_("Off: only in the list."))
        self._useful = MinutesField(
            _("How long a pop-up makes sense"),
            "habits.any.useful_for",
            session,
            lambda minutes: self._choose("useful_for", minutes),
        )
        self._days = _Weekdays(self._choose_days)
        self._texts = HabitTexts(session)
        self._why_button = Button(_("Why, and how sure"), self._toggle_why, "link", "why")
        self._why: HabitInfo | None = None
        self._rule = Rule()
        self._remove = Button(_("Remove this habit"), lambda: remove(self._subject.habit), "danger")
        add_parts(
            self.column,
            *(self._title, self._how, theme.SPACE_S),
            *(self._lead, theme.SPACE_S),
            *(heading(_("On these evenings")), self._days, theme.SPACE_S),
            *(heading(_("How it tells you")), self._notify, self._useful, theme.SPACE_S),
            self._texts,
        )
        self.column.addStretch(1)
        add_parts(self.column, self._rule, self._why_button, self._remove)

    def follow(self, subject: EditedHabit, tonight: Tonight) -> None:
        """Shows the habit as it is now, and keeps what is being typed about it."""
        if subject.habit.id != self._subject.habit.id:
            self.finish()
            self._close_why()
        self._subject = subject
        habit = subject.habit
        self._title.setText(habit.title)
        self._how.setText(_how(subject))
        schedule = self._session.settings.routine.schedule
        self._lead.follow(habit, tonight, schedule.usual if subject.own else None)
        self._notify.setChecked(habit.notify)
        self._useful.follow(habit.useful_for)
        self._days.follow(habit.days)
        self._texts.follow(subject)
        self._why_button.setVisible(bool(habit.why))
        self._rule.setVisible(bool(habit.why) or subject.own)
        self._remove.setVisible(subject.own)

    def finish(self) -> None:
        """Saves what is still waiting for a pause in typing."""
        self._lead.finish()
        self._useful.finish()
        self._useful.forget()
        self._texts.finish()

    def _choose(self, key: str, value: int | bool) -> str:
        usual = getattr(self._subject.original, key)
        return self._session.choose(
            {f"habits.{self._subject.habit.id}.{key}": None if value == usual else value}
        )

    def _choose_days(self, days: list[str]) -> None:
        every = len(days) == len(self._subject.original.days)
        self._session.choose({f"habits.{self._subject.habit.id}.days": None if every else days})

    def _toggle_why(self) -> None:
        if self._why is None:
            self._why = HabitInfo(self._subject.habit)
            self.column.insertWidget(self.column.indexOf(self._why_button) + 1, self._why)
        else:
            self._close_why()

    def _close_why(self) -> None:
        if self._why is not None:
            self._why.hide()
            self._why.deleteLater()
            self._why = None


class _Weekdays(QWidget):
    """On which evenings the habit comes. `chosen` gets the weekdays as the file names them."""

    def __init__(self, chosen: Callable[[list[str]], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._days = Choices(_("On these evenings"), self._choose, many=True)
        short, full = short_day_names(), day_names()
        self._days.offer([Option(short[day], day, full[day]) for day in days_of_week()], ())
        self._never = Note("hint", _("With no evening chosen it never comes."))
        column(self, self._days, self._never)

    def follow(self, days: frozenset[int]) -> None:
        self._days.choose(days)
        self._never.setVisible(not days)

    def _choose(self) -> None:
        self._chosen([name for day, name in enumerate(WEEKDAYS) if day in self._days.chosen])


def _how(subject: EditedHabit) -> str:
    if subject.own:
        return _("Your own habit, ticked when it is done.")
    if subject.habit.kind is Kind.ABSTAIN:
        return _("A heads-up at this time, ticked later in the evening.")
    return _("Ticked when it is done.")
