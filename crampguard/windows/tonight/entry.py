"""A row of the list with its card, and the piece of thread that joins its box to the others."""

from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame

from crampguard.routine.checklist import Item
from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.layout import column, set_margins
from crampguard.windows.shared.surface import paint_surface
from crampguard.windows.tonight.card import ItemCard
from crampguard.windows.tonight.row import ItemRow, RowActions
from crampguard.windows.tonight.row_places import INSET

_THREAD = 2  # logical pixels


class ItemEntry(QFrame):
    """Opened, it is a card with the answers. first, last: where the thread begins and ends."""

    def __init__(self, habit: str, actions: RowActions, *, first: bool, last: bool) -> None:
        super().__init__()
        self.row = ItemRow(habit, actions)
        self._actions, self._first, self._last = actions, first, last
        self._card: ItemCard | None = None
        self._opened = self._lit = self._behind = self._paused = False
        self._column = column(self, self.row, gap=0)

    def follow(self, tonight: Tonight, item: Item, *, opened: bool) -> None:
        self.row.follow(tonight, item, opened)
        self._opened, self._paused = opened, tonight.paused
        self._lit = item.waiting or item.asking(tonight.now)
        self._behind = item.due <= tonight.now
        if opened and self._card is None:
            self._card = ItemCard(item.habit, self._actions.act)
            set_margins(self._card, self.row.text_left, 0, theme.px(INSET), 0)
            self._column.addWidget(self._card)
        if self._card is not None:
            self._card.setVisible(opened)
            self._card.follow(tonight, item)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._opened:
                paint_surface(painter, self, "lamp_edge" if self._lit else "line", width=1.2)
            self._paint_thread(painter)

    def _paint_thread(self, painter: QPainter) -> None:
        """Dusk behind, a plain line ahead, dashed while paused; it passes the box at a distance."""
        colour = theme.colour("dusk" if self._behind else "line")
        colour.setAlphaF(0.45 if self._behind else 1.0)
        pen = QPen(colour, _THREAD)
        if self._paused and not self._behind:
            pen.setDashPattern([1, 2])
        painter.setPen(pen)
        centre = self.row.mapTo(self, self.row.box_centre)
        gap = theme.px(11 + 4)
        if not self._first:
            painter.drawLine(centre.x(), 0, centre.x(), centre.y() - gap)
        if not self._last:
            painter.drawLine(centre.x(), centre.y() + gap, centre.x(), self.height())
