"""Asks for confirmation before something is deleted for good."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import FlowLayout

_WIDTH = 480  # measured pixels


class ConfirmDialog(QDialog):
    """Says what will be deleted; the safe answer has the focus.

    With `sure`, a sentence the user has to tick, the other way opens only after that.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        lines: Sequence[str],
        go: str,
        act: Callable[[], object],
        sure: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._act = act
        self._go = Button(go, self._agree, "danger")
        keep = Button(_("Keep it"), self.reject, "primary")
        self._go.setAutoDefault(False)
        layout = QVBoxLayout(self)
        edge = theme.px(theme.SPACE_XL)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(theme.px(theme.SPACE_M))
        layout.addWidget(label(title, theme.HEADING, QFont.Weight.DemiBold))
        for line in lines:
            layout.addWidget(label(line))
        if sure:
            self._go.setEnabled(False)
            grey = theme.roles()
            self._go.setStyleSheet(
                f"QPushButton:disabled {{ color: {grey.text2}; border-color: {grey.line}; }}"
            )
            layout.addWidget(Check(sure, self._go.setEnabled), 0, Qt.AlignmentFlag.AlignLeft)
        buttons = QWidget()
        flow = FlowLayout()
        buttons.setLayout(flow)
        for button in (keep, self._go):
            flow.addWidget(button)
        layout.addWidget(buttons)
        self.setAccessibleDescription(" ".join(lines))
        keep.setDefault(True)
        keep.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the words need at this width, which a dialog does not find out by itself."""
        width = theme.px(_WIDTH)
        self.resize(width, self.heightForWidth(width))
        super().showEvent(event)

    def _agree(self) -> None:
        self.accept()
        self._act()
