"""The counts of the habits that are not tested: nights with a cramp, of nights done and not done."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout

from crampguard.i18n import _
from crampguard.routine.insight_words import counts_heads, counts_row, counts_words
from crampguard.routine.insights import HabitCounts
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import paint_focus
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import clear
from crampguard.windows.shared.surface import Surface


class HabitCountsTable(Surface):
    """One stop for Tab; a screen reader reads the whole of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Counts of your other habits"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(theme.SPACE_L))
        self._grid.setVerticalSpacing(theme.px(theme.SPACE_S))
        self._grid.setColumnStretch(0, 2)
        for column in range(1, len(counts_heads())):
            self._grid.setColumnStretch(column, 1)
        self.column.addLayout(self._grid)

    def follow(self, habits: Sequence[HabitCounts]) -> None:
        clear(self._grid)
        for column, head in enumerate(counts_heads()):
            self._grid.addWidget(label(head, theme.SMALL, QFont.Weight.DemiBold, "text2"), 0, column)
        for row, counts in enumerate(habits, 1):
            for column, words in enumerate(counts_row(counts)):
                self._grid.addWidget(label(words), row, column)
        self.setAccessibleDescription(" ".join(map(counts_words, habits)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            away = theme.FOCUS_AWAY + theme.FOCUS_WIDTH
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                inside = QRectF(self.rect()).adjusted(away, away, -away, -away)
                paint_focus(painter, inside, theme.px(theme.RADIUS_CARD))
