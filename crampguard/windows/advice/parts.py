"""What the page is made of: cards with a title, sentences behind dots, and the steps of first help."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from crampguard.routine.advice import FirstHelp
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, row
from crampguard.windows.shared.note import LineIcon
from crampguard.windows.shared.surface import Surface

ICON = 20  # measured pixels: the column before the text
_BAR = 6  # measured pixels: the thick edge of what is urgent


class TitledCard(Surface):
    """A card with an icon and a title. What is urgent has a thick edge, seen without colours too."""

    def __init__(self, title: str, icon: str, *, urgent: bool = False) -> None:
        super().__init__("clay" if urgent else "line")
        self._urgent = urgent
        head = row(None)
        head.addWidget(LineIcon(icon, "clay" if urgent else "text2", ICON), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(title, theme.HEADING, QFont.Weight.DemiBold), 1)
        self.column.addLayout(head)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._urgent:
            return
        bar, radius = theme.px(_BAR), theme.px(theme.RADIUS_CARD)
        card = QPainterPath()
        card.addRoundedRect(QRectF(self.rect()), radius, radius)
        edge = self.width() - bar if self.isRightToLeft() else 0
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(card)
            painter.fillRect(QRectF(edge, 0, bar, self.height()), theme.colour("clay"))


class Steps(QWidget):
    """First help, step by step. large: for reading in the dark, half asleep."""

    def __init__(self, steps: Sequence[FirstHelp], *, large: bool = False) -> None:
        super().__init__()
        layout = column(self, gap=theme.SPACE_XS)
        for step in steps:
            layout.addSpacing(theme.px(theme.SPACE_XS))
            if step.title:
                layout.addWidget(label(step.title, theme.BODY if large else theme.SMALL, role="text2"))
            factor = theme.BODY if not large else theme.TITLE if step.title else theme.BEDTIME
            layout.addWidget(label(step.says, factor, QFont.Weight.Medium))


class BulletList(QWidget):
    """A list of sentences with dots. strong: those in bold."""

    def __init__(self, sentences: Sequence[str], strong: Sequence[str] = ()) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(theme.SPACE_S))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        for line, sentence in enumerate(sentences):
            weight = QFont.Weight.DemiBold if sentence in strong else QFont.Weight.Normal
            grid.addWidget(_Dot(), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(sentence, weight=weight), line, 1)


class _Dot(QWidget):
    """As wide as the icon above it, as high as one line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(ICON), self.fontMetrics().lineSpacing())

    def paintEvent(self, _event: QPaintEvent) -> None:
        radius = theme.px(5) / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("text2"))
            painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), radius, radius)
