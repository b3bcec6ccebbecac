"""Fields that save what is typed, and keep it even if the file changes meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from crampguard.store.settings import LONGEST_TITLE
from crampguard.windows.shared import theme

_TYPING_PAUSE = 500  # milliseconds after the last key


class Debounce(QTimer):
    """Calls once typing has paused: it is started with every key."""

    def __init__(self, parent: QWidget, act: Callable[[], object]) -> None:
        super().__init__(parent, singleShot=True, interval=_TYPING_PAUSE)
        self._act = act
        self.timeout.connect(lambda: act())

    def flush(self) -> None:
        """Calls at once, where a call is due."""
        if self.isActive():
            self.stop()
            self._act()


class LineField(QLineEdit):
    """A line of text. What is typed stays until it is saved, even if the file changes meanwhile."""

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

    def __init__(
        self, name: str, typed: Callable[[], object], finished: Callable[[], object], lines: int = 3
    ) -> None:
        super().__init__()
        self._finished = finished
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + theme.px(24))
        self.textChanged.connect(lambda: typed() if self.typed() else None)

    def text(self) -> str:
        return self.toPlainText()

    def follow(self, text: str) -> None:
        if not self.typed() and text != self.text():
            self.blockSignals(True)  # textChanged comes before the document counts as unmodified
            self.setPlainText(text)
            self.blockSignals(False)

    def typed(self) -> bool:
        return self.document().isModified()

    def saved(self) -> None:
        self.document().setModified(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._finished()


def mark_wrong(field: QWidget, wrong: str) -> None:
    """Marks the field as wrong, also for screen readers; an empty text takes the mark away."""
    if field.property("wrong") != bool(wrong):
        field.setProperty("wrong", bool(wrong))
        field.style().unpolish(field)
        field.style().polish(field)
    field.setAccessibleDescription(wrong)
