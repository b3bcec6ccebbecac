"""A link that shows what is below it, and hides it again."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, row
from crampguard.windows.shared.note import LineIcon
from crampguard.windows.shared.tab_order import tab_as_read


class Fold(QWidget):
    """Closed at first. content: gives what is below, when it is first opened.

    unfolded: called when the user has opened it.
    """

    def __init__(
        self, title: str, content: Callable[[], QWidget], unfolded: Callable[[], object] = lambda: None
    ) -> None:
        super().__init__()
        self._make, self._unfolded = content, unfolded
        self._link = _FoldLink(title)
        self._link.clicked.connect(lambda _checked: self._toggle())
        self._column = column(self, self._link, gap=0)
        self._content: QWidget | None = None

    def open(self, opened: bool) -> None:
        self._link.show_opened(opened)
        if opened and self._content is None:
            self._content = self._make()
            self._column.addWidget(self._content)
            tab_as_read(self)
        if self._content is not None:
            self._content.setVisible(opened)

    def _toggle(self) -> None:
        opens = self._content is None or self._content.isHidden()
        self.open(opens)
        if opens:
            self._unfolded()


class _FoldLink(QAbstractButton):
    """A chevron, and a text that wraps."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._chevron = LineIcon("chev_d", "dusk")
        layout = row(self)
        high = theme.px(theme.SPACE_S)
        layout.setContentsMargins(0, high, 0, high)
        layout.addWidget(self._chevron, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(label(title, role="dusk"), 1)

    def show_opened(self, opened: bool) -> None:
        self._chevron.show_icon("chev_u" if opened else "chev_d", "dusk")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.hasFocus():
            inset = theme.FOCUS_AWAY + theme.FOCUS_WIDTH / 2
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                where = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
                paint_focus(painter, where, theme.px(theme.RADIUS_BOX))
