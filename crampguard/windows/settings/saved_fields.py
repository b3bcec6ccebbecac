"""Fields of the settings that save what is typed into them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.store.settings import problem
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared import theme
from crampguard.windows.shared.fields import Debounce, LineField, TextField, mark_wrong
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.note import Note


class MinutesField(QWidget):
    """A number of minutes, by the rule that the file has for its key. Up and Down step through them."""

    def __init__(
        self, name: str, key: str, session: SettingsSession, change: Callable[[int], object]
    ) -> None:
        super().__init__()
        self._name, self._key, self._session, self._change = name, key, session, change
        self._held = 0
        self._soon = Debounce(self, self.finish)
        self._field = LineField(name, self._typing, self.finish)
        self._field.setFixedWidth(theme.px(64))
        self._field.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self._wrong = Note("wrong")
        unit = label(_("min"))
        unit.setWordWrap(False)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.SPACE_S))
        row.addWidget(label(name), 1)
        row.addWidget(self._field)
        row.addWidget(unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._wrong)

    def follow(self, minutes: int) -> None:
        self._held = minutes
        self._field.follow(str(minutes))

    def finish(self) -> None:
        """Saves what was typed, or says why that cannot be."""
        self._soon.forget()
        if not self._field.typed():
            return
        minutes = self._minutes()
        wrong = problem(self._key, minutes)
        self._judge(wrong)
        if not wrong and not self._change(int(minutes)):
            self._field.saved()

    def forget(self) -> None:
        """Gives up what was typed and could not be saved."""
        self._soon.forget()
        self._field.saved()
        self._judge("")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step and not problem(self._key, self._held + step):
            self.forget()
            self._change(self._held + step)
        else:
            super().keyPressEvent(event)

    def _typing(self) -> None:
        """The beginning of a number is a number too, so it waits a moment before it counts."""
        if self._field.text():
            self._soon.ask()

    def _minutes(self) -> int | str:
        text = self._field.text().strip()
        return int(text) if text.isdecimal() else text

    def _judge(self, wrong: str) -> None:
        told = _("{problem} It stays {minutes} min.").format(problem=wrong, minutes=self._held)
        stays = _("{field}: stays {minutes} min").format(field=self._name, minutes=self._held)
        mark_wrong(self._field, wrong)
        self._wrong.say(told if wrong else "")
        self._session.hold_back(self._key, stays if wrong else "")


class AboutMeField(QWidget):
    """A text about the user, perhaps empty, by the rule that the file has for its key."""

    def __init__(self, key: str, name: str, session: SettingsSession, lines: int = 3) -> None:
        super().__init__()
        self._key, self._name, self._session = f"about_me.{key}", name, session
        self._field = TextField(name, lambda: self._soon.ask(), self.finish, lines)
        self._soon = Debounce(self._field, self.finish)
        self._wrong = Note("wrong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(heading(name))
        column.addWidget(self._field)
        column.addWidget(self._wrong)

    def follow(self, text: str) -> None:
        self._field.follow(text)

    def finish(self) -> None:
        """Saves what was typed, or says why that cannot be."""
        self._soon.forget()
        if not self._field.typed():
            return
        text = self._field.text()
        wrong = problem(self._key, text)
        mark_wrong(self._field, wrong)
        self._wrong.say(wrong)
        self._session.hold_back(
            self._key, _("{name}: what was there before stays").format(name=self._name) if wrong else ""
        )
        if not wrong and not self._session.choose({self._key: text}):
            self._field.saved()
