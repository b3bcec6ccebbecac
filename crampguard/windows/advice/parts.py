"""What the page is made of: cards with a title, and sentences behind dots."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.note import LineIcon
from crampguard.windows.shared.surface import Surface

ICON = 20  # measured pixels: the column before the words


class Titled(Surface):
    """A card with an icon and a title; lit where it is about now."""

    def __init__(self, title: str, icon: str, *, lit: bool = False) -> None:
        super().__init__("lamp_edge" if lit else "line")
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.SPACE_S))
        row.addWidget(LineIcon(icon, "lamp" if lit else "text2", ICON), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(title, theme.HEADING, QFont.Weight.DemiBold), 1)
        self.column.addLayout(row)


class Lines(QWidget):
    """Sentences one below the other, each behind a dot; those that are strong in bold."""

    def __init__(self, sentences: Sequence[str], strong: Sequence[str] = ()) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(theme.SPACE_S))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        for row, sentence in enumerate(sentences):
            weight = QFont.Weight.DemiBold if sentence in strong else QFont.Weight.Normal
            grid.addWidget(_Dot(), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(sentence, weight=weight), row, 1)


class _Dot(QWidget):
    """As wide as the icon above it, as high as a line of the sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(ICON), self.fontMetrics().lineSpacing())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        radius = theme.px(5) / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("text2"))
            painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), radius, radius)
