"""Push buttons of every kind: plain, primary, danger, link, quiet."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton

from crampguard.windows.shared import lineicons, theme


class Button(QPushButton):
    """A push button. kind: plain, primary (one in a window), danger, link, or quiet."""

    def __init__(self, text: str, act: Callable[[], object], kind: str = "plain", icon: str = "") -> None:
        super().__init__(text)
        self._icon = icon
        self._role = {"link": "dusk", "primary": "on_dusk", "danger": "clay"}.get(kind, "text2")
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: act())
        self.setIconSize(QSize(theme.px(18), theme.px(18)))
        self._paint_icon()

    def show_icon(self, icon: str) -> None:
        """Replaces the icon."""
        if icon != self._icon:
            self._icon = icon
            self._paint_icon()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._paint_icon()
        super().changeEvent(event)

    def _paint_icon(self) -> None:
        if self._icon:
            self.setIcon(lineicons.icon(self._icon, self._role))
