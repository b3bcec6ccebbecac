"""A card of topics, each of which opens in place: what could be causing cramps, what people ask."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampguard.routine.advice import Topic
from crampguard.windows.advice.parts import ICON, Titled
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.habit_info import add_source
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import add_parts, column, row
from crampguard.windows.shared.note import LineIcon, Note
from crampguard.windows.shared.tickable import Tickable


class Topics(Titled):
    """One is open at a time."""

    def __init__(self, title: str, intro: str, topics: Sequence[Topic], fluid_limit: bool) -> None:
        super().__init__(title, "why")
        self.column.addWidget(label(intro))
        self._rows = [_TopicRow(topic, fluid_limit, self._toggle) for topic in topics]
        add_parts(self.column, *self._rows)

    def _toggle(self, chosen: "_TopicRow") -> None:
        for topic in self._rows:
            topic.open(topic is chosen and topic.opened)


class _TopicRow(QWidget):
    """A title, and below it, while it is open, all there is to say."""

    def __init__(self, topic: Topic, fluid_limit: bool, toggle: Callable[["_TopicRow"], object]) -> None:
        super().__init__()
        self._title = _TopicTitle(topic.title, lambda: toggle(self))
        self._more = QWidget()
        text = column(self._more, label(topic.says))
        text.setContentsMargins(theme.px(ICON + theme.SPACE_S), 0, 0, theme.px(theme.SPACE_S))
        if care := topic.care(fluid_limit):
            text.addWidget(Note("caution", care))
        if topic.ask:
            text.addWidget(Note("ask", topic.ask))
        for source in topic.sources:
            add_source(text, source)
        self._more.hide()
        column(self, self._title, self._more, gap=0)

    @property
    def opened(self) -> bool:
        return self._title.isChecked()

    def open(self, opened: bool) -> None:
        self._title.open(opened)
        self._more.setVisible(opened)


class _TopicTitle(Tickable):
    """A text that wraps, and a chevron; checked while the row is open."""

    def __init__(self, title: str, act: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._chevron = LineIcon("chev_d", "dusk", ICON)
        high = theme.px(theme.SPACE_XS)
        layout = row(self)
        layout.setContentsMargins(0, high, 0, high)
        layout.addWidget(self._chevron, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(label(title, role="dusk"), 1)
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
