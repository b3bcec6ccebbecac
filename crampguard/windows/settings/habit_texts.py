"""Title and nudge of a habit in the user's own words."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.habits import Habit
from crampguard.store.settings import as_read, problem
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.fields import Debounce, LineField, TextField, mark_wrong
from crampguard.windows.shared.labels import heading
from crampguard.windows.shared.note import Note


@dataclass(frozen=True, slots=True)
class EditedHabit:
    """A habit in force and its default. own: added by the user, not in the catalogue."""

    habit: Habit
    original: Habit
    own: bool


class _HabitText:
    """One of the texts: when it is saved, and what is said when it cannot be."""

    def __init__(
        self, key: str, name: str, make: type[LineField] | type[TextField], session: SettingsSession
    ) -> None:
        self._key, self._name, self._session = key, name, session
        self._subject = EditedHabit(Habit(""), Habit(""), own=False)
        self.field = make(name, lambda: self._soon.ask(), self.finish)
        self._soon = Debounce(self.field, lambda: self._save(finished=False))
        self.wrong = Note("wrong")

    def follow(self, subject: EditedHabit) -> None:
        self._subject = subject
        held = getattr(subject.habit, self._key)
        if as_read(f"habits.any.{self._key}", self.field.text()) != held:  # a space at the end may go on
            self.field.follow(held)
        if not self.field.typed():
            self._judge("")

    def finish(self) -> None:
        self._soon.forget()
        self._save(finished=True)

    def forget(self) -> None:
        """Gives up what was typed and could not be saved."""
        self._soon.forget()
        self.field.saved()
        self._judge("")

    def _save(self, finished: bool) -> None:
        if not self.field.typed():
            return
        text = self.field.text()
        usual = getattr(self._subject.original, self._key)
        value = None if text == usual or not (text.strip() or usual) else text
        if problem(f"habits.any.{self._key}", value):
            if finished:
                self._judge(_("Please write something here."))
            return
        self._judge("")
        if not self._session.choose({f"habits.{self._subject.habit.id}.{self._key}": value}):
            self.field.saved()

    def _judge(self, wrong: str) -> None:
        if wrong == self.wrong.text():
            return
        held = getattr(self._subject.habit, self._key)
        stays = _("{problem} It stays “{text}”.").format(problem=wrong, text=held)
        mark_wrong(self.field, wrong)
        self.wrong.say(stays if wrong else "")
        what = _("{field} of {title} stays “{text}”")
        title = self._subject.habit.title
        self._session.hold_back(
            f"{self._subject.habit.id}.{self._key}",
            what.format(field=self._name, title=title, text=held) if wrong else "",
        )


class HabitTexts(QWidget):
    """Both texts, and the way back to the original ones."""

    def __init__(self, session: SettingsSession) -> None:
        super().__init__()
        self._session = session
        self._subject = EditedHabit(Habit(""), Habit(""), own=False)
        self._texts = (
            _HabitText("title", _("Title"), LineField, session),
            _HabitText("nudge", _("What the nudge says"), TextField, session),
        )
        self._back = Button(_("Back to the original"), self._to_original, "link", "undo")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(heading(_("In your own words")))
        for text in self._texts:
            column.addWidget(text.field)
            column.addWidget(text.wrong)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)

    def follow(self, subject: EditedHabit) -> None:
        self._subject = subject
        for text in self._texts:
            text.follow(subject)
        habit, original = subject.habit, subject.original
        changed = (habit.title, habit.nudge) != (original.title, original.nudge)
        self._back.setVisible(changed and not subject.own)

    def finish(self) -> None:
        """Saves what was typed; what makes no sense is given up, as its habit goes out of sight."""
        for text in self._texts:
            text.finish()
            text.forget()

    def _to_original(self) -> None:
        for text in self._texts:
            text.forget()
        id_ = self._subject.habit.id
        self._session.choose({f"habits.{id_}.title": None, f"habits.{id_}.nudge": None})
        self._texts[0].field.setFocus()
