"""A card of topics, each of which opens in place: what could be causing cramps, what people ask."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crampguard.routine.advice import Topic
from crampguard.windows.advice.parts import ICON, Titled
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.habit_info import add_source
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.note import LineIcon, Note
from crampguard.windows.shared.tickable import Tickable


class Topics(Titled):
    """One is open at a time."""

    def __init__(self, title: str, intro: str, topics: Sequence[Topic], fluid_limit: bool) -> None:
        super().__init__(title, "why")
        self.column.addWidget(label(intro))
        self._rows = [_TopicRow(topic, fluid_limit, self._toggle) for topic in topics]
        for row in self._rows:
            self.column.addWidget(row)

    def _toggle(self, chosen: "_TopicRow") -> None:
        for row in self._rows:
            row.open(row is chosen and row.opened)


class _TopicRow(QWidget):
    def __init__(self, topic: Topic, fluid_limit: bool, toggle: Callable[["_TopicRow"], object]) -> None:
        super().__init__()
        self._title = _TopicTitle(topic.title, lambda: toggle(self))
        self._more = _TopicDetails(topic, fluid_limit)
        self._more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._more)

    @property
    def opened(self) -> bool:
        return self._title.isChecked()

    def open(self, opened: bool) -> None:
        self._title.open(opened)
        self._more.setVisible(opened)


class _TopicTitle(Tickable):
    """Words that wrap, and a chevron; checked while the row is open."""

    def __init__(self, title: str, act: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._chevron = LineIcon("chev_d", "dusk", ICON)
        high = theme.px(theme.SPACE_XS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, high, 0, high)
        row.setSpacing(theme.px(theme.SPACE_S))
        row.addWidget(self._chevron, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(title, role="dusk"), 1)
        self.toggled.connect(lambda _checked: act())

    def open(self, opened: bool) -> None:
        self.setChecked(opened)
        self._chevron.show_icon("chev_u" if opened else "chev_d", "dusk")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self.hasFocus():
            inset = theme.FOCUS_AWAY + theme.FOCUS_WIDTH / 2
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                where = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
                paint_focus(painter, where, theme.px(theme.RADIUS_BOX))


class _TopicDetails(QWidget):
    """What there is to say, what to be careful with, what to ask, and the sources."""

    def __init__(self, topic: Topic, fluid_limit: bool) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(theme.px(theme.SPACE_S))
        words.addWidget(label(topic.says))
        if care := topic.care(fluid_limit):
            words.addWidget(Note("caution", care))
        if topic.ask:
            words.addWidget(Note("ask", topic.ask))
        for source in topic.sources:
            add_source(words, source)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, theme.px(theme.SPACE_S))
        row.setSpacing(0)
        row.addSpacing(theme.px(ICON + theme.SPACE_S))
        row.addLayout(words, 1)
