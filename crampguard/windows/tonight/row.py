"""A row of the Tonight window: time, tick box, title and state; opened, it is a card with the answers.

The row is one control: clicking anywhere ticks, the chevron and Return open it. Its box and the thread that
joins the boxes are painted by hand.
"""

from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crampguard.i18n import _
from crampguard.routine.actions import Action
from crampguard.routine.checklist import Item, State
from crampguard.routine.clock import widest_clock_text
from crampguard.routine.habits import Kind
from crampguard.routine.text import breakable
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import state_words
from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.box import Box, paint_box, paint_focus
from crampguard.windows.shared.surface import paint_surface
from crampguard.windows.shared.tickable import Tickable
from crampguard.windows.tonight.card import ItemCard

_INSET = 12  # from the edge of the window to the card
_THREAD = 2
_BACK = {State.DONE, State.SKIPPED, State.PAST}  # settled: they step back


class RowActions(Protocol):
    """What a row asks of its window, by habit id."""

    def tick(self, habit: str) -> None: ...
    def open(self, habit: str) -> None: ...
    def snooze(self, habit: str) -> None: ...
    def skip(self, habit: str) -> None: ...
    def go(self, habit: str, step: int) -> None: ...
    def act(self, action: Action) -> None: ...


def box_of(tonight: Tonight, item: Item) -> Box:
    """The shape of the tick box in this state."""
    if item.asking(tonight.now):
        return Box.LIT
    if item.habit.kind is Kind.ABSTAIN and not item.answered and item.state is not State.SNOOZED:
        return Box.RESTING
    return {
        State.LATER: Box.OPEN,
        State.DUE: Box.LIT,
        State.SNOOZED: Box.SNOOZED,
        State.DONE: Box.DONE,
        State.SKIPPED: Box.SKIPPED,
        State.PAST: Box.PAST,
    }[item.state]


class ItemRow(Tickable):
    """The line itself, a tick box to keyboard and screen reader."""

    def __init__(self, habit: str, actions: RowActions) -> None:
        super().__init__()
        self._habit, self._actions = habit, actions
        self._time = self._widest_time = self._title = self._words = ""
        self._box = Box.OPEN
        self._lit = self._back = self._opened = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # repaints as the pointer comes and goes
        self.setAccessibleDescription(_("Space ticks, Return opens, S says it later, K skips it tonight."))
        self.clicked.connect(lambda _checked: actions.tick(habit))
        self.toggled.connect(lambda _checked: actions.tick(habit))

    def follow(self, tonight: Tonight, item: Item, opened: bool) -> None:
        self._time, self._title = tonight.clock(item.due), breakable(item.habit.title)
        self._widest_time = widest_clock_text(tonight.clock_style)
        self._words = state_words(tonight, item)
        self._box = box_of(tonight, item)
        self._lit = self._box is Box.LIT or item.waiting
        self._back, self._opened = item.state in _BACK and not self._lit, opened
        self.setChecked(item.state is State.DONE)
        ticked = _("ticked") if item.state is State.DONE else _("not ticked")
        self.setAccessibleName(", ".join(filter(None, (item.habit.title, self._time, self._words, ticked))))
        self._fit()
        self.update()

    @property
    def box_centre(self) -> QPoint:
        return self._box_place().center().toPoint()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme.px(360), self.minimumHeight())

    def nextCheckState(self) -> None:  # noqa: N802
        """The tick shows what the diary says: a click toggles nothing by itself."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._actions.open(self._habit)
            case Qt.Key.Key_Up:
                self._actions.go(self._habit, -1)
            case Qt.Key.Key_Down:
                self._actions.go(self._habit, 1)
            case Qt.Key.Key_S:
                self._actions.snooze(self._habit)
            case Qt.Key.Key_K:
                self._actions.skip(self._habit)
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._mirrored(self._chevron()).contains(event.position().toPoint()):
            self.setDown(False)
            self._actions.open(self._habit)
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        lead = theme.colour("text2" if self._back else "text")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            time_colour = lead if self._lit else theme.colour("text2")
            flags = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
            self._write(painter, self._time, self._first_line(self._time_place()), flags, time_colour)
            place = self._box_place()
            paint_box(painter, place, self._box)
            if self.hasFocus():
                paint_focus(painter, place, theme.px(theme.RADIUS_BOX))
            wraps = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            self._write(painter, self._title, self._title_place(), wraps, lead)
            self._write_words(painter)
            if self._opened or self.hasFocus() or self.underMouse():
                name = "chev_u" if self._opened else "chev_d"
                where = self._mirrored(self._chevron())
                lineicons.paint(painter, name, QRectF(where), theme.colour("text2"))

    # Measures. Places are for left to right; painting mirrors them.

    def _write(
        self,
        painter: QPainter,
        text: str,
        where: QRect,
        flags: Qt.AlignmentFlag | Qt.TextFlag,
        colour: QColor,
    ) -> None:
        painter.setFont(self._font())
        painter.setPen(colour)
        painter.drawText(self._mirrored(where), int(flags), text)

    def _write_words(self, painter: QPainter) -> None:
        painter.setFont(self._words_font())
        painter.setPen(theme.colour("lamp" if self._lit else "text2"))
        below = self._words_drop()
        side = Qt.AlignmentFlag.AlignLeading if below else Qt.AlignmentFlag.AlignTrailing
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self._mirrored(self._words_place()), int(flags), self._words)

    def _fit(self) -> None:
        """As high as its words need."""
        padding = theme.px(18)
        needed = self._title_height() + padding
        if self._words_drop():
            needed += self._words_height()
        height = max(theme.px(40), needed)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()

    def _font(self) -> QFont:
        return theme.font(theme.BODY, QFont.Weight.DemiBold if self._lit else QFont.Weight.Normal)

    def _words_font(self) -> QFont:
        return theme.font(theme.SMALL, QFont.Weight.DemiBold if self._lit else QFont.Weight.Normal)

    def _time_place(self) -> QRect:
        bold = QFontMetrics(theme.font(theme.BODY, QFont.Weight.DemiBold))
        width = max(theme.px(44), bold.horizontalAdvance(self._widest_time))
        return QRect(theme.px(_INSET), 0, width, self.height())

    def _first_line(self, place: QRect) -> QRect:
        return QRect(place.x(), 0, place.width(), min(theme.px(40), self.height()))

    def _box_place(self) -> QRectF:
        size = theme.px(22)
        line = self._first_line(self._time_place())
        place = QRectF(0, 0, size, size)
        place.moveCenter(QRectF(line).center())
        place.moveLeft(line.right() + 1 + theme.px(_INSET))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveRight(self.width() - place.left())
        return place

    @property
    def text_left(self) -> int:
        """Where titles and cards begin."""
        return self._time_place().right() + 1 + theme.px(_INSET + 22 + _INSET)

    def _chevron(self) -> QRect:
        size = theme.px(18)
        top = (min(theme.px(40), self.height()) - size) // 2
        return QRect(self.width() - theme.px(theme.SPACE_S) - size, top, size, size)

    def _words_width(self) -> int:
        advance = QFontMetrics(self._words_font()).horizontalAdvance(self._words)
        return advance + theme.px(2) if self._words else 0  # rounding must not break the last word off

    def _room(self) -> int:
        """The width between box and chevron."""
        return max(1, self._chevron().left() - theme.px(2) - self.text_left)

    def _words_drop(self) -> bool:
        title = QFontMetrics(self._font()).horizontalAdvance(self._title)
        return bool(self._words) and title + theme.px(_INSET) + self._words_width() > self._room()

    def _title_height(self) -> int:
        room = QRect(0, 0, self._title_width(), 10_000)
        return QFontMetrics(self._font()).boundingRect(room, Qt.TextFlag.TextWordWrap, self._title).height()

    def _words_height(self) -> int:
        room = QRect(0, 0, self._room(), 10_000)
        metrics = QFontMetrics(self._words_font())
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._words).height()

    def _title_width(self) -> int:
        beside = 0 if self._words_drop() or not self._words else self._words_width() + theme.px(_INSET)
        return self._room() - beside

    def _title_place(self) -> QRect:
        line = QFontMetrics(self._font()).height()
        top = max(theme.px(4), (min(theme.px(40), self.height()) - line) // 2)
        return QRect(self.text_left, top, self._title_width(), self._title_height())

    def _words_place(self) -> QRect:
        title = self._title_place()
        if self._words_drop():
            return QRect(title.left(), title.bottom() + 1, self._room(), self._words_height())
        width = self._words_width()
        right = self._chevron().left() - theme.px(2)
        return QRect(right - width, 0, width, min(theme.px(40), self.height()))

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return QRect(self.width() - place.right() - 1, place.y(), place.width(), place.height())
        return place


class ItemEntry(QFrame):
    """A row with its card, and the piece of thread through its box."""

    def __init__(self, habit: str, actions: RowActions) -> None:
        super().__init__()
        self.row = ItemRow(habit, actions)
        self._actions = actions
        self._card: ItemCard | None = None
        self._opened = self._lit = self._behind = self._paused = False
        self._first = self._last = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.row)

    def follow(self, tonight: Tonight, item: Item, *, opened: bool, first: bool, last: bool) -> None:
        self.row.follow(tonight, item, opened)
        self._opened, self._first, self._last = opened, first, last
        self._lit = item.waiting or item.asking(tonight.now)
        self._behind, self._paused = item.due <= tonight.now, tonight.paused
        if opened and self._card is None:
            self._card = self._new_card(item)
        if self._card is not None:
            self._card.setVisible(opened)
            self._card.follow(tonight, item)
        self.update()

    def _new_card(self, item: Item) -> ItemCard:
        card = ItemCard(item.habit, self._actions.act)
        card.setContentsMargins(self.row.text_left, 0, theme.px(_INSET), 0)
        self._layout.addWidget(card)
        return card

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
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
