"""A small line icon with words beside it that wrap: hints, cautions, and what is wrong with a field."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.labels import give_role, label

_LOOKS = {  # the icon, its colour role, the role of the words
    "hint": ("why", "text2", "text2"),
    "saved": ("check", "dusk", "text2"),
    "caution": ("care", "lamp", "text"),
    "ask": ("person", "dusk", "text"),
    "wrong": ("care", "clay", "clay"),
    "doctor": ("seedoc", "text2", "text"),
    "not saved": ("care", "clay", "text2"),
}


class Note(QWidget):
    """One message. look: hint, saved, caution, ask, wrong, doctor, or not saved.

    Without words it is hidden.
    """

    def __init__(self, look: str, text: str = "") -> None:
        super().__init__()
        self._icon = LineIcon()
        self._words = label(factor=theme.SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.SPACE_S))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignTop)
        self._take_look(look)
        self._take_text(text)
        if not text:  # with words it waits for its parent, else it would be a window of its own
            self.hide()

    def say(self, text: str, look: str = "") -> None:
        if look:
            self._take_look(look)
        self._take_text(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        return self._words.text()

    def _take_look(self, look: str) -> None:
        icon, colour, words = _LOOKS[look]
        self._icon.show_icon(icon, colour)
        give_role(self._words, words)

    def _take_text(self, text: str) -> None:
        self._words.setText(text)
        self.setAccessibleName(text)


class LineIcon(QWidget):
    """A line icon that stands by itself. size: measured pixels."""

    def __init__(self, name: str = "why", role: str = "text2", size: int = 18) -> None:
        super().__init__()
        self._name, self._role = name, role
        self.setFixedSize(theme.px(size), theme.px(size))

    def show_icon(self, name: str, role: str) -> None:
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            lineicons.paint(painter, self._name, QRectF(self.rect()), theme.colour(self._role))
