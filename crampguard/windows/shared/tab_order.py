"""The Tab order: as the parts stand on the screen. Qt's own is the order in which they were made."""

from collections.abc import Iterator
from itertools import chain, pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget


def tab_as_read(*parts: QWidget) -> None:
    """Tab walks the controls of these parts as they stand in their layouts."""
    for before, after in pairwise(chain.from_iterable(map(_controls, parts))):
        QWidget.setTabOrder(before, after)


def _controls(part: QWidget) -> Iterator[QWidget]:
    layout = part.layout()
    if layout is not None and not isinstance(part, QAbstractButton):
        yield from _controls_in(layout)
    elif part.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        yield part


def _controls_in(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _controls(widget)
        elif (inner := item.layout()) is not None:
            yield from _controls_in(inner)
