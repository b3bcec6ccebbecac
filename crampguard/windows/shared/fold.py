"""A link that shows what is below it, and hides it again."""

from PySide6.QtWidgets import QWidget

from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.layout import column


class Fold(QWidget):
    """Closed at first."""

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self._link = Button(title, lambda: self.open(self._content.isHidden()), "link", "chev_d")
        column(self, self._link, content)
        content.hide()

    def open(self, opened: bool) -> None:
        self._content.setVisible(opened)
        self._link.show_icon("chev_u" if opened else "chev_d")
