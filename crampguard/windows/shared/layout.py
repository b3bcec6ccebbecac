"""Layout pieces: columns, rows, a layout that wraps, a scroll area, a rule."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from crampguard.windows.shared import theme

SCROLL_BAR = 10  # measured pixels, its width in the style sheet

Part = QWidget | QLayout | int


def column(parent: QWidget | None, *parts: Part, gap: float = theme.SPACE_S) -> QVBoxLayout:
    """The parts one below the other, without a margin. A number is room in measured pixels, as gap is.

    Buttons and tick boxes stay as wide as their text; a scroll area takes the height that is left.
    """
    made = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(theme.px(gap))
    add_parts(made, *parts)
    return made


def add_parts(column: QVBoxLayout, *parts: Part) -> None:
    """Adds them at the end, see column()."""
    for part in parts:
        if isinstance(part, int):
            column.addSpacing(theme.px(part))
        elif isinstance(part, QLayout):
            column.addLayout(part)
        elif isinstance(part, QScrollArea):
            column.addWidget(part, 1)
        else:
            own_width = isinstance(part, QPushButton | QCheckBox)
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if own_width else Qt.AlignmentFlag(0))


def set_margins(of: QWidget | QLayout, start: int, top: int, end: int, bottom: int) -> None:
    """Logical pixels. start: on the side where a line of text begins, which Qt does not mirror."""
    if QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        start, end = end, start
    of.setContentsMargins(start, top, end, bottom)


def row(parent: QWidget | None, *widgets: QWidget, gap: float = theme.SPACE_S) -> QHBoxLayout:
    """The widgets side by side, without a margin. gap: measured pixels."""
    made = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(theme.px(gap))
    for widget in widgets:
        made.addWidget(widget)
    return made


class Rule(QWidget):
    """A thin line between two parts of a window."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(theme.roles().line))


class FlowLayout(QLayout):
    """Lays widgets out side by side and wraps where they no longer fit.

    last_at_end: the last one stands at the end of the first line, where all of them fit into it.
    """

    def __init__(self, gap: int = theme.SPACE_S, *, last_at_end: bool = False) -> None:
        super().__init__()
        self._gap, self._line_gap = theme.px(gap), theme.px(min(gap, theme.SPACE_S))
        self._last_at_end = last_at_end
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, where: QRect) -> None:
        super().setGeometry(where)
        self._place(where, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    @property
    def _direction(self) -> Qt.LayoutDirection:
        parent = self.parentWidget()
        return QGuiApplication.layoutDirection() if parent is None else parent.layoutDirection()

    def _place(self, where: QRect, *, move: bool) -> int:
        """Places the items in reading direction, line by line; returns the height they need."""
        x, y, line = where.x(), where.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if size.width() > where.width() and item.hasHeightForWidth():
                size = QSize(where.width(), item.heightForWidth(where.width()))
            if x > where.x() and x + size.width() > where.right() + 1:
                x, y, line = where.x(), y + line + self._line_gap, 0
            if self._last_at_end and item is self._items[-1] and y == where.y():
                x = where.right() + 1 - size.width()
            if move:
                item.setGeometry(QStyle.visualRect(self._direction, where, QRect(QPoint(x, y), size)))
            x, line = x + size.width() + self._gap, max(line, size.height())
        return y + line - where.y()


def flow(*widgets: QWidget, gap: int = theme.SPACE_S, last_at_end: bool = False) -> FlowLayout:
    """The widgets in a layout that wraps."""
    made = FlowLayout(gap, last_at_end=last_at_end)
    for widget in widgets:
        made.addWidget(widget)
    return made


def scrolling(inside: QWidget | None = None) -> QScrollArea:
    """A scroll area that Tab skips: it scrolls with the focus.

    Where time counts, it gets its content once it has a place in the window: what is inside is polished
    again for each new parent.
    """
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if inside is not None:
        area.setWidget(inside)
    return area


def keep_scroll_bar(area: QScrollArea) -> None:
    """Keeps room for the bar, so that nothing wraps anew as it comes and goes; unneeded it is not seen."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(least < most))


def in_the_middle(inside: QWidget, measure: float) -> QHBoxLayout:
    """As wide as there is room, up to the measure, in measured pixels; beyond it, in the middle."""
    inside.setMaximumWidth(theme.px(measure))
    made = row(None)
    made.addStretch()
    made.addWidget(inside, 1)
    made.addStretch()
    return made


def padded(inside: QWidget) -> QWidget:
    """With room at its sides and below it. The room below stays while it is hidden."""
    made = QWidget()
    edge = theme.px(theme.SPACE_M)
    column(made, inside).setContentsMargins(edge, 0, edge, edge)
    return made


def clear(layout: QLayout) -> None:
    """Removes and deletes the widgets of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()  # it is deleted only when the event loop runs again
            widget.deleteLater()
