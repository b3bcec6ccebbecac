"""A tick with a small sentence below it, if there is one to say."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.windows.shared import theme
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.labels import label

_INDENT = 39  # measured pixels: under the words of the tick


class NotedCheck(QWidget):
    """changed is called when the user ticks it or takes the tick back."""

    def __init__(self, text: str, note: str, changed: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.check = Check(text, lambda _on: changed())
        self.check.setAccessibleDescription(note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.check)
        if note:
            words = label(note, theme.SMALL, role="text2")
            words.setContentsMargins(theme.px(_INDENT), 0, 0, 0)
            layout.addWidget(words)
