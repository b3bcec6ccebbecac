"""A link that shows what is below it, and hides it again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button


class Fold(QWidget):
    """Closed at first."""

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self._link = Button(title, lambda: self.open(self._content.isHidden()), "link", "chev_d")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_S))
        layout.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(content)
        content.hide()

    def open(self, opened: bool) -> None:
        self._content.setVisible(opened)
        self._link.show_icon("chev_u" if opened else "chev_d")
