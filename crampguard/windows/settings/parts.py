"""What the pages of the settings share: the page itself, the card, the words for days and minutes."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.windows import theme
from crampguard.windows.widgets import label


def heading(text: str) -> QLabel:
    """The name of a group of controls."""
    return label(text, weight=QFont.Weight.DemiBold)


def duration(minutes: int) -> str:
    """A lead in words: "9 h", "1 h 30 min", "15 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def scrolling(inside: QWidget) -> QScrollArea:
    """Scrolls what does not fit. Not a stop for the keyboard: it follows the focus, and Page Up and Down."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


class Page(QWidget):
    """One page of the settings."""

    def follow(self, tonight: Tonight) -> None:
        """Shows the settings as they are now, but keeps what is being typed."""
        raise NotImplementedError


class ColumnPage(Page):
    """A title, a sentence, and a column of things that scrolls."""

    def __init__(self, title: str, intro: str) -> None:
        super().__init__()
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        large, gap = theme.px(theme.SPACE_XL), theme.px(theme.SPACE_S)
        self.column.setContentsMargins(large, theme.px(theme.SPACE_L), large, theme.px(theme.SPACE_L))
        self.column.setSpacing(gap)
        self.column.addWidget(label(title, theme.TITLE, QFont.Weight.DemiBold))
        self.column.addWidget(label(intro, role="text2"))
        self.column.addSpacing(gap)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolling(inside))


class Surface(QFrame):
    """A card: a raised ground with round corners. edge: the colour role of its line."""

    def __init__(self, edge: str = "line") -> None:
        super().__init__()
        self._edge = edge
        self.column = QVBoxLayout(self)
        side, high = theme.px(18), theme.px(theme.SPACE_L)
        self.column.setContentsMargins(side, high, side, high)
        self.column.setSpacing(theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        radius = theme.px(theme.RADIUS_CARD)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour(self._edge), 1))
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
