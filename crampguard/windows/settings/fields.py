"""Fields that save what is typed by themselves, and keep it whatever the file says meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.store.settings import LONGEST_TITLE, problem
from crampguard.windows.settings.desk import Desk
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.note import Note

_TYPING_RESTS = 500  # milliseconds after the last key, then it is saved


class Soon:
    """Calls once, a little after it was last asked to: so that typing saves itself, but not every key."""

    def __init__(self, parent: QWidget, act: Callable[[], object]) -> None:
        self._act = act
        self._timer = QTimer(parent, singleShot=True, interval=_TYPING_RESTS)
        self._timer.timeout.connect(lambda: act())

    @property
    def asked(self) -> bool:
        return self._timer.isActive()

    def ask(self) -> None:
        self._timer.start()

    def now(self) -> None:
        """Does what was asked for without waiting."""
        if self.asked:
            self._timer.stop()
            self._act()

    def forget(self) -> None:
        self._timer.stop()


class LineField(QLineEdit):
    """A line of text. What is typed stays, whatever the file says meanwhile, until it is saved."""

    def __init__(self, name: str, typed: Callable[[], object], finished: Callable[[], object]) -> None:
        super().__init__()
        self.setMaxLength(LONGEST_TITLE)
        self.setAccessibleName(name)
        self.textEdited.connect(lambda _text: typed())
        self.editingFinished.connect(lambda: finished())

    def follow(self, text: str) -> None:
        if not self.isModified() and text != self.text():
            self.setText(text)

    def typed(self) -> bool:
        """Whether it holds something that is not saved."""
        return self.isModified()

    def saved(self) -> None:
        self.setModified(False)


class TextField(QPlainTextEdit):
    """A few lines of text, kept as a LineField keeps its line. Tab leaves it."""

    _LINES = 3

    def __init__(self, name: str, typed: Callable[[], object], finished: Callable[[], object]) -> None:
        super().__init__()
        self._finished = finished
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._LINES + theme.px(24))
        self.textChanged.connect(lambda: typed() if self.typed() else None)

    def text(self) -> str:
        return self.toPlainText()

    def follow(self, text: str) -> None:
        if not self.typed() and text != self.text():
            self.blockSignals(True)  # it says that it changed before it says that nobody typed
            self.setPlainText(text)
            self.blockSignals(False)

    def typed(self) -> bool:
        return self.document().isModified()

    def saved(self) -> None:
        self.document().setModified(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._finished()


def mark_wrong(field: QWidget, wrong: str) -> None:
    """Gives the field the colour of an error, and says it to a screen reader; an empty text takes it back."""
    if field.property("wrong") != bool(wrong):
        field.setProperty("wrong", bool(wrong))
        field.style().unpolish(field)
        field.style().polish(field)
    field.setAccessibleDescription(wrong)


class Minutes(QWidget):
    """A number of minutes, by the rule that the file has for its key. Up and Down step through them."""

    def __init__(self, name: str, key: str, desk: Desk, change: Callable[[int], object]) -> None:
        super().__init__()
        self._name, self._key, self._desk, self._change = name, key, desk, change
        self._held = 0
        self._soon = Soon(self, self.finish)
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
        return int(text) if text.isascii() and text.isdigit() else text

    def _judge(self, wrong: str) -> None:
        holds = _("{minutes} min holds").format(minutes=self._held)
        mark_wrong(self._field, wrong)
        self._wrong.say(f"{wrong} {holds}." if wrong else "")
        self._desk.hold_back(self._key, f"{self._name}: {holds}" if wrong else "")


class OwnWords(QWidget):
    """A text about the user, perhaps empty, by the rule that the file has for its key."""

    def __init__(self, key: str, name: str, desk: Desk) -> None:
        super().__init__()
        self._key, self._name, self._desk = f"about_me.{key}", name, desk
        self._field = TextField(name, lambda: self._soon.ask(), self.finish)
        self._soon = Soon(self._field, self.finish)
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
        self._desk.hold_back(
            self._key, _("{name}: what was there before holds").format(name=self._name) if wrong else ""
        )
        if not wrong and not self._desk.choose({self._key: text}):
            self._field.saved()
