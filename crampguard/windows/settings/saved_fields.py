"""Fields of the settings that save what is typed into them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.about_me import AboutMe
from crampguard.store.settings import problem
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared import theme
from crampguard.windows.shared.fields import Debounce, LineField, TextField, mark_wrong
from crampguard.windows.shared.labels import heading, label, one_line
from crampguard.windows.shared.layout import column, row
from crampguard.windows.shared.note import Note

MakeField = Callable[[str, Callable[[], object], Callable[[], object]], LineField | TextField]


class SavedField(QWidget):
    """Saves what was typed when typing pauses or the field is left. rule: the key in the file that says how.

    What the rule refuses stays in the field; once the field is left, a note below it says what is wrong.
    """

    def __init__(self, rule: str, name: str, session: SettingsSession, make: MakeField) -> None:
        super().__init__()
        self._rule, self._name, self._session = rule, name, session
        self._pause = Debounce(self, lambda: self._try_to_save())
        self._field = make(name, self._pause.start, self.finish)
        self._wrong = Note("wrong")

    def finish(self) -> None:
        """Saves what was typed, or says why that cannot be."""
        self._pause.stop()
        if self._field.typed() and (wrong := self._try_to_save()):
            self._judge(wrong)

    def forget(self) -> None:
        """Gives up what was typed and could not be saved."""
        self._pause.stop()
        self._field.saved()
        self._judge("")

    def _try_to_save(self) -> str:
        value = self._value(self._field.text())
        wrong = problem(self._rule, value)
        if not wrong:
            self._judge("")
            if not self._save(value):
                self._field.saved()
        return wrong

    def _judge(self, wrong: str) -> None:
        mark_wrong(self._field, wrong)
        self._wrong.say(self._explain(wrong) if wrong else "")
        self._session.hold_back(self._rule, self._in_force() if wrong else "")

    def _value(self, text: str) -> int | str | None:
        return text

    def _save(self, value: int | str | None) -> str:
        """Why it could not be saved, or ""."""
        raise NotImplementedError

    def _explain(self, wrong: str) -> str:
        return wrong

    def _in_force(self) -> str:
        """What holds instead, for the status line."""
        raise NotImplementedError


class MinutesField(SavedField):
    """A number of minutes. Up and Down step through them."""

    def __init__(self, name: str, rule: str, session: SettingsSession, change: Callable[[int], str]) -> None:
        super().__init__(rule, name, session, _minutes_field)
        self._change = change
        self._held = 0
        line = row(None, label(name), self._field, one_line(_("min"), theme.BODY, "text"))
        line.setStretch(0, 1)
        column(self, line, self._wrong)

    def follow(self, minutes: int) -> None:
        self._held = minutes
        self._field.follow(str(minutes))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step and not problem(self._rule, self._held + step):
            self.forget()
            self._change(self._held + step)
        else:
            super().keyPressEvent(event)

    def _value(self, text: str) -> int | str:
        return int(text) if text.strip().isdecimal() else text

    def _save(self, value: int | str | None) -> str:
        return self._change(int(value or 0))

    def _explain(self, wrong: str) -> str:
        return _("{problem} It stays {minutes} min.").format(problem=wrong, minutes=self._held)

    def _in_force(self) -> str:
        return _("{field}: stays {minutes} min").format(field=self._name, minutes=self._held)


class AboutMeField(SavedField):
    """A text about the user, perhaps empty. key: its name in the table about_me."""

    def __init__(self, key: str, name: str, session: SettingsSession, lines: int) -> None:
        super().__init__(f"about_me.{key}", name, session, partial(TextField, lines=lines))
        self._key = key
        column(self, heading(name), self._field, self._wrong, gap=6)

    def follow(self, about_me: AboutMe) -> None:
        self._field.follow(getattr(about_me, self._key))

    def _save(self, value: int | str | None) -> str:
        return self._session.choose({self._rule: value})

    def _in_force(self) -> str:
        return _("{name}: what was there before stays").format(name=self._name)


def _minutes_field(name: str, typed: Callable[[], object], finished: Callable[[], object]) -> LineField:
    made = LineField(name, typed, finished)
    made.setFixedWidth(theme.px(64))
    made.setAlignment(Qt.AlignmentFlag.AlignTrailing)
    return made
