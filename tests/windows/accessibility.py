"""What a screen reader is told: a walk through a window by QAccessible, as assistive technology does it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget


def controls(window: QWidget) -> Iterator[QWidget]:
    """Every visible control that the keyboard can reach."""
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def spoken(widget: QWidget) -> tuple[str, str]:
    """Name and description of a control."""
    interface: QAccessibleInterface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description)


def unnamed(window: QWidget) -> list[QWidget]:
    """The controls that a screen reader would have no word for."""
    return [widget for widget in controls(window) if not spoken(widget)[0].strip()]


def by_tab(window: QWidget) -> list[QWidget]:
    """The controls in the order in which the Tab key visits them."""
    visited: list[QWidget] = []
    window.setFocus()
    for _step in range(200):
        if not window.focusNextPrevChild(True):
            break
        widget = QApplication.focusWidget()
        if widget is None or widget in visited:
            break
        visited.append(widget)
    return visited
