"""Buttons that stay pressed, such as switches and the choices of a row."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractButton


class Tickable(QAbstractButton):
    """Its `toggled` means that the user did it, with mouse, keyboard or assistive technology.

    `clicked` is not enough: screen readers and voice control may toggle a box, which clicks nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def setChecked(self, checked: bool) -> None:
        """Shows the state without a signal. Qt's own toggle() does not call this."""
        with QSignalBlocker(self):
            super().setChecked(checked)
