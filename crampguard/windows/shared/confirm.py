"""Asks before something is deleted or replaced."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import add_parts, column, flow

_WIDTH = 480  # measured pixels


class ConfirmDialog(QDialog):
    """Says what will be deleted; the safe answer has the focus.

    keep: the label of that answer. sure: a sentence that the user has to tick before anything can be deleted.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        lines: Sequence[str],
        go: str,
        act: Callable[[], object],
        sure: str = "",
        keep: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._act = act
        self._go = Button(go, self._agree, "danger")
        safe = Button(keep or _("Keep it"), self.reject, "primary")
        self._go.setAutoDefault(False)
        layout = column(self, label(title, theme.HEADING, QFont.Weight.DemiBold), gap=theme.SPACE_M)
        edge = theme.px(theme.SPACE_XL)
        layout.setContentsMargins(edge, edge, edge, edge)
        add_parts(layout, *map(label, lines))
        if sure:
            self._go.setEnabled(False)
            grey = theme.roles()
            self._go.setStyleSheet(
                f"QPushButton:disabled {{ color: {grey.text2}; border-color: {grey.line}; }}"
            )
            add_parts(layout, Check(sure, self._go.setEnabled))
        layout.addLayout(flow(safe, self._go))
        self.setAccessibleDescription(" ".join(lines))
        safe.setDefault(True)
        safe.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the text needs at this width, which a dialog does not find out by itself."""
        width = theme.px(_WIDTH)
        self.resize(width, self.heightForWidth(width))
        super().showEvent(event)

    def _agree(self) -> None:
        self.accept()
        self._act()
