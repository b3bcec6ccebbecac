"""What may be behind it: the causes that are named, each of which opens in place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.advice import Cause
from crampguard.windows.advice.parts import ICON, Titled
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.habit_info import add_source
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.note import LineIcon, Note
from crampguard.windows.shared.tickable import Tickable


class Causes(Titled):
    """One is open at a time."""

    def __init__(self, causes: Sequence[Cause], fluid_limit: bool) -> None:
        super().__init__(_("What may be behind it"), "why")
        intro = _(
            "These are named as causes of night leg cramps. Which of them is yours, if any, "
            "no program can say; they are here so that you can ask."
        )
        self.column.addWidget(label(intro, role="text2"))
        self._rows = [_CauseRow(cause, fluid_limit, self._toggle) for cause in causes]
        for row in self._rows:
            self.column.addWidget(row)

    def _toggle(self, chosen: "_CauseRow") -> None:
        for row in self._rows:
            row.open(row is chosen and row.opened)


class _CauseRow(QWidget):
    def __init__(self, cause: Cause, fluid_limit: bool, toggle: Callable[["_CauseRow"], object]) -> None:
        super().__init__()
        self._title = _CauseTitle(cause.title, lambda: toggle(self))
        self._more = _CauseDetails(cause, fluid_limit)
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


class _CauseTitle(Tickable):
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


class _CauseDetails(QWidget):
    """What a cause means for the reader, what to be careful with, what to ask, and the sources."""

    def __init__(self, cause: Cause, fluid_limit: bool) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(theme.px(theme.SPACE_S))
        words.addWidget(label(cause.means))
        if care := cause.care(fluid_limit):
            words.addWidget(Note("caution", care))
        words.addWidget(Note("ask", cause.ask))
        for source in cause.sources:
            add_source(words, source)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, theme.px(theme.SPACE_S))
        row.setSpacing(0)
        row.addSpacing(theme.px(ICON + theme.SPACE_S))
        row.addLayout(words, 1)
