"""Small parts that several windows share: labels, buttons, the strip, the switch, a layout that wraps."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from crampguard.routine.text import breakable
from crampguard.windows import lineicons, theme
from crampguard.windows.box import Box, paint_box, paint_focus


def label(
    text: str = "", factor: float = theme.BODY, weight: QFont.Weight = QFont.Weight.Normal, role: str = "text"
) -> QLabel:
    """Plain text that wraps, whatever it holds. role: text, text2, dusk, lamp or clay."""
    made = _Label(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    made.setText(text)
    made.setFont(theme.font(factor, weight))
    made.setProperty("role", role)
    return made


class _Label(QLabel):
    """One long word would make its window wide, and push what stands beside it out of sight."""

    _said = ""

    def setText(self, text: str) -> None:  # noqa: N802
        self._said = text
        super().setText(breakable(text))

    def text(self) -> str:
        return self._said


def give_role(words: QLabel, role: str) -> None:
    """Another colour for a label that is there already; a style sheet reads the role only when applied."""
    if words.property("role") != role:
        words.setProperty("role", role)
        words.style().unpolish(words)
        words.style().polish(words)


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
        """Another icon than the one it was made with."""
        if icon != self._icon:
            self._icon = icon
            self._paint_icon()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() is QEvent.Type.PaletteChange:
            self._paint_icon()
        super().changeEvent(event)

    def _paint_icon(self) -> None:
        if self._icon:
            self.setIcon(lineicons.icon(self._icon, self._role))


class Check(QCheckBox):
    """A tick box with the tick that the list of tonight has. Its words wrap."""

    def __init__(self, text: str, act: Callable[[bool], object]) -> None:
        super().__init__(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
        )  # else it could not wrap
        self.clicked.connect(lambda checked: act(checked))

    def sizeHint(self) -> QSize:  # noqa: N802
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(self._indent() + words.width() + theme.px(4), theme.px(32))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._indent() + theme.px(96), theme.px(32))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        room = QRect(0, 0, max(1, width - self._indent()), 10_000)
        words = self.fontMetrics().boundingRect(room, self._wraps(), self.text())
        return max(theme.px(32), words.height() + theme.px(8))

    def hitButton(self, where: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(where)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        size = theme.px(22)
        away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
        box = QRectF(away, (self.height() - size) / 2, size, size)
        words = QRectF(self.rect()).adjusted(self._indent(), 0, 0, 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveRight(self.width() - away)
            words.translate(-self._indent(), 0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_box(painter, box, Box.DONE if self.isChecked() else Box.OPEN)
            if self.hasFocus():
                paint_focus(painter, box, theme.px(theme.RADIUS_BOX))
            painter.setPen(theme.colour("text" if self.isEnabled() else "text2"))
            painter.drawText(words, self._wraps(), self.text())

    @staticmethod
    def _wraps() -> int:
        place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        return int(place | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextWordWrap)

    @staticmethod
    def _indent() -> int:
        return theme.px(22) + theme.FOCUS_AWAY + theme.FOCUS_WIDTH + theme.px(12)


class Strip(QFrame):
    """A line across the window that says something, perhaps with an icon and one button.

    column: for what stands below the words.
    """

    def __init__(self, icon: str = "", role: str = "text2", line: str = "line") -> None:
        super().__init__()
        self._icon, self._role, self._line = icon, role, line
        self._text = label()
        self._row = QHBoxLayout()
        self._row.addWidget(self._text, 1)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.px(theme.SPACE_S))
        self.column.addLayout(self._row)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(14), theme.px(10), theme.px(12), theme.px(10))
        layout.setSpacing(0)
        layout.addSpacing(theme.px(30) if icon else 0)
        layout.addLayout(self.column, 1)
        self._button: QPushButton | None = None

    def say(self, text: str, button: QPushButton | None = None) -> None:
        """Shows the text; an empty one hides the strip."""
        self._text.setText(text)
        self.setAccessibleName(text)
        if self._button is not button:
            if self._button is not None:
                self._row.removeWidget(self._button)
                self._button.deleteLater()
            if button is not None:
                self._row.addWidget(button)
            self._button = button
        self.setVisible(bool(text))

    def text(self) -> str:
        return self._text.text()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour(self._line), 1))
            painter.setBrush(theme.colour("surface"))
            radius = theme.px(theme.RADIUS_CONTROL)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            if self._icon:
                size = theme.px(20)
                place = QRect(theme.px(14), theme.px(12), size, size)
                where = QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
                lineicons.paint(painter, self._icon, where, theme.colour(self._role))


class Switch(QAbstractButton):
    """On or off, at once. Its knob says which, its colour only repeats it."""

    def __init__(self, name: str, act: Callable[[bool], object]) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda checked: act(checked))

    def sizeHint(self) -> QSize:  # noqa: N802
        away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
        return QSize(theme.px(32) + 2 * away, theme.px(20) + 2 * away)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        on, size = self.isChecked(), theme.px(20)
        track = QRectF(0, 0, theme.px(32), size)
        track.moveCenter(QRectF(self.rect()).center())
        lit = theme.colour("dusk" if on else "edge")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(lit, theme.STROKE))
            painter.setBrush(theme.colour("dusk_tint" if on else "surface"))
            painter.drawRoundedRect(track.adjusted(0.8, 0.8, -0.8, -0.8), size / 2, size / 2)
            knob = QRectF(0, 0, size * 0.55, size * 0.55)
            middle = track.center()
            middle.setX(track.right() - size / 2 if on else track.left() + size / 2)
            knob.moveCenter(middle)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(lit)
            painter.drawEllipse(knob)
            if self.hasFocus():
                paint_focus(painter, track, size / 2)


class Rule(QWidget):
    """A thin line between two parts of a window."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(theme.roles().line))


class FlowLayout(QLayout):
    """Puts widgets side by side and begins a new line where they no longer fit, as words in a text.

    last_at_end: the last one stands at the end of the first line, where all of them fit into it.
    """

    def __init__(self, gap: int = theme.SPACE_S, *, last_at_end: bool = False) -> None:
        super().__init__()
        self._gap = theme.px(gap)
        self._last_at_end = last_at_end
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, where: QRect) -> None:  # noqa: N802
        super().setGeometry(where)
        self._place(where, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    @property
    def _direction(self) -> Qt.LayoutDirection:
        parent = self.parentWidget()
        return QGuiApplication.layoutDirection() if parent is None else parent.layoutDirection()

    def _place(self, where: QRect, *, move: bool) -> int:
        """Lays the items out as one reads, and down; gives the height they need."""
        x, y, line = where.x(), where.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if size.width() > where.width() and item.hasHeightForWidth():
                size = QSize(where.width(), item.heightForWidth(where.width()))
            if x > where.x() and x + size.width() > where.right() + 1:
                x, y, line = where.x(), y + line + self._gap, 0
            if self._last_at_end and item is self._items[-1] and y == where.y():
                x = where.right() + 1 - size.width()
            if move:
                item.setGeometry(QStyle.visualRect(self._direction, where, QRect(QPoint(x, y), size)))
            x, line = x + size.width() + self._gap, max(line, size.height())
        return y + line - where.y()
