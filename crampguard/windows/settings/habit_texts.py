"""Title and nudge of a habit in the user's own words."""

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.habits import Habit
from crampguard.store.settings import as_read
from crampguard.windows.settings.saved_fields import MakeField, SavedField
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.fields import LineField, TextField
from crampguard.windows.shared.labels import heading
from crampguard.windows.shared.layout import column


class EditedHabit(Struct, frozen=True):
    """A habit in force and its default. own: added by the user, not in the catalogue."""

    habit: Habit
    original: Habit
    own: bool


NO_HABIT = EditedHabit(Habit(""), Habit(""), own=False)


class HabitTexts(QWidget):
    """Both texts, and the way back to the original ones."""

    def __init__(self, session: SettingsSession) -> None:
        super().__init__()
        self._session = session
        self._subject = NO_HABIT
        self._texts = (
            _HabitText("title", _("Title"), session, LineField),
            _HabitText("nudge", _("What the nudge says"), session, TextField),
        )
        self._back = Button(_("Back to the original"), self._restore_original, "link", "undo")
        column(self, heading(_("In your own words")), *self._texts, self._back, gap=6)

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

    def _restore_original(self) -> None:
        for text in self._texts:
            text.forget()
        id_ = self._subject.habit.id
        self._session.choose({f"habits.{id_}.title": None, f"habits.{id_}.nudge": None})
        self._texts[0].setFocus()


class _HabitText(SavedField):
    def __init__(self, key: str, name: str, session: SettingsSession, make: MakeField) -> None:
        super().__init__(f"habits.any.{key}", name, session, make)
        self._key = key
        self._subject = NO_HABIT
        self.setFocusProxy(self._field)
        column(self, self._field, self._wrong, gap=6)

    def follow(self, subject: EditedHabit) -> None:
        self._subject = subject
        if as_read(self._rule, self._field.text()) != self._held:  # a space at the end may go on
            self._field.follow(self._held)
        if not self._field.typed():
            self._judge("")

    @property
    def _held(self) -> str:
        held: str = getattr(self._subject.habit, self._key)
        return held

    def _value(self, text: str) -> str | None:
        """None takes the text out of the file: for the original text, and for no nudge at all."""
        usual = getattr(self._subject.original, self._key)
        return None if text == usual or not (text.strip() or usual) else text

    def _save(self, value: int | str | None) -> str:
        return self._session.choose({f"habits.{self._subject.habit.id}.{self._key}": value})

    def _explain(self, wrong: str) -> str:
        """Only an empty text can be wrong."""
        del wrong
        return _("Please write something here. It stays “{text}”.").format(text=self._held)

    def _in_force(self) -> str:
        stays = _("{field} of {title} stays “{text}”")
        return stays.format(field=self._name, title=self._subject.habit.title, text=self._held)
