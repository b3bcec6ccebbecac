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


class Fold(QWidget):
    """Closed at first. unfolded is called when the user has opened it."""

    def __init__(self, title: str, content: QWidget, unfolded: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self._content, self._unfolded = content, unfolded
        self._link = _FoldLink(title)
        self._link.clicked.connect(lambda _checked: self._toggle())
        column(self, self._link, content, gap=0)
        content.hide()

    def open(self, opened: bool) -> None:
        self._link.show_opened(opened)
        self._content.setVisible(opened)

    def _toggle(self) -> None:
        self.open(self._content.isHidden())
        if not self._content.isHidden():
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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self.hasFocus():
            inset = theme.FOCUS_AWAY + theme.FOCUS_WIDTH / 2
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                where = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
                paint_focus(painter, where, theme.px(theme.RADIUS_BOX))
