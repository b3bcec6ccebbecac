"""A small line icon with a text beside it that wraps: hints, cautions, and what is wrong with a field."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.labels import give_role, label
from crampguard.windows.shared.layout import row

_LOOKS = {  # the icon, its colour role, that of the text
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

    Without a text it is hidden.
    """

    def __init__(self, look: str, text: str = "") -> None:
        super().__init__()
        self._icon = LineIcon()
        self._label = label(factor=theme.SMALL)
        layout = row(self)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1, Qt.AlignmentFlag.AlignTop)
        self._take(text, look)
        if not text:  # setVisible(True) without a parent would open a window
            self.hide()

    def say(self, text: str, look: str = "") -> None:
        self._take(text, look)
        self.setVisible(bool(text))

    def text(self) -> str:
        return self._label.text()

    def _take(self, text: str, look: str) -> None:
        if look:
            icon, colour, role = _LOOKS[look]
            self._icon.show_icon(icon, colour)
            give_role(self._label, role)
        self._label.setText(text)
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

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            lineicons.paint(painter, self._name, QRectF(self.rect()), theme.colour(self._role))
