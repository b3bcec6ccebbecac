"""A row of the Tonight window: time, tick box, title and state, painted as one control.

Clicking anywhere ticks; the chevron and Return open it.
"""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStyle

from crampguard.i18n import _
from crampguard.routine.actions import Action
from crampguard.routine.checklist import Item, State
from crampguard.routine.clock import widest_clock_text
from crampguard.routine.habits import Kind
from crampguard.routine.text import breakable
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import longest_state_words, state_words
from crampguard.routine.writing import listing
from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.box import Box, paint_box, paint_focus
from crampguard.windows.shared.tickable import Tickable
from crampguard.windows.tonight.row_places import row_places

_SETTLED = {State.DONE, State.SKIPPED, State.PAST}  # painted in the second text colour
_BOXES = {
    State.LATER: Box.OPEN,
    State.DUE: Box.LIT,
    State.SNOOZED: Box.SNOOZED,
    State.DONE: Box.DONE,
    State.SKIPPED: Box.SKIPPED,
    State.PAST: Box.PAST,
}
_LEADING = Qt.AlignmentFlag.AlignLeading
_TRAILING = Qt.AlignmentFlag.AlignTrailing
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.TextFlag.TextWordWrap


class RowActions(Protocol):
    """What a row asks of its window, by habit id."""

    def tick(self, habit: str, *, by_mouse: bool) -> None: ...
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
    return _BOXES[item.state]


class ItemRow(Tickable):
    """A tick box to keyboard and screen reader. It is as high as its texts need."""

    def __init__(self, habit: str, actions: RowActions) -> None:
        super().__init__()
        self._habit, self._actions = habit, actions
        self._time = self._widest_time = self._title = self._words = ""
        self._longest_words = "", ""
        self._box = Box.OPEN
        self._lit = self._settled = self._opened = False
        self._weight = QFont.Weight.Normal
        self._fitted: tuple[object, ...] = ()
        self._fit()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # repaints as the pointer comes and goes
        self.setAccessibleDescription(
            _("Space ticks it, Return opens it, S puts it off, K skips it tonight.")
        )
        self.clicked.connect(lambda _checked: actions.tick(habit, by_mouse=False))
        self.toggled.connect(lambda _checked: actions.tick(habit, by_mouse=False))

    def follow(self, tonight: Tonight, item: Item, opened: bool) -> None:
        self._time, self._title = tonight.clock(item.due), breakable(item.habit.title)
        self._widest_time = widest_clock_text(tonight.clock_style)
        self._words, self._longest_words = state_words(tonight, item), longest_state_words(tonight, item)
        self._box = box_of(tonight, item)
        self._lit = self._box is Box.LIT or item.waiting
        self._weight = QFont.Weight.DemiBold if self._lit else QFont.Weight.Normal
        self._settled, self._opened = item.state in _SETTLED and not self._lit, opened
        self.setChecked(item.state is State.DONE)
        ticked = _("ticked") if item.state is State.DONE else _("not ticked")
        self.setAccessibleName(listing(filter(None, (item.habit.title, self._time, self._words, ticked))))
        self._fit()
        self.update()

    @property
    def box_centre(self) -> QPoint:
        return self._mirrored(self._places.box).center()

    @property
    def text_left(self) -> int:
        """How far from the start of the row titles and cards begin."""
        return self._places.title.left()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(360), self.minimumHeight())

    def nextCheckState(self) -> None:
        """The tick shows what the diary says: a click toggles nothing by itself."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed = self.isDown()
        self.setDown(False)  # so that Qt does not click by itself
        super().mouseReleaseEvent(event)
        if not pressed:
            return
        if self._mirrored(self._places.chevron).contains(event.position().toPoint()):
            self._actions.open(self._habit)
        else:
            self._actions.tick(self._habit, by_mouse=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click of two does nothing: it would take the tick back."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        places, colour = self._places, theme.colour
        text, second = colour("text2" if self._settled else "text"), colour("text2")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            time_colour = text if self._lit else second
            self._write(painter, self._time, places.time, _TRAILING | _MIDDLE, time_colour)
            box = QRectF(self._mirrored(places.box))
            paint_box(painter, box, self._box)
            if self.hasFocus():
                paint_focus(painter, box, theme.px(theme.RADIUS_BOX))
            top = Qt.AlignmentFlag.AlignTop
            self._write(painter, self._title, places.title, _LEADING | top | _WRAPPED, text)
            side = _LEADING if places.words.left() == places.title.left() else _TRAILING
            words_colour = colour("lamp") if self._lit else second
            flags = side | _MIDDLE | _WRAPPED
            self._write(painter, self._words, places.words, flags, words_colour, theme.SMALL)
            if self._opened or self.hasFocus() or self.underMouse():
                name = "chev_u" if self._opened else "chev_d"
                lineicons.paint(painter, name, QRectF(self._mirrored(places.chevron)), second)

    def _write(
        self,
        painter: QPainter,
        text: str,
        where: QRect,
        flags: Qt.AlignmentFlag | Qt.TextFlag,
        colour: QColor,
        factor: float = theme.BODY,
    ) -> None:
        painter.setFont(theme.font(factor, self._weight))
        painter.setPen(colour)
        painter.drawText(self._mirrored(where), int(flags), text)

    def _fit(self) -> None:
        """Its height has room for the longest words, so that the rows below stay where they are."""
        texts = self._widest_time, self._title, self._words, *self._longest_words
        fitted = self.width(), QApplication.font().key(), self._weight, texts
        if fitted == self._fitted:
            return
        self._fitted = fitted
        places = partial(row_places, self.width(), self._widest_time, self._title)
        self._places = places(self._words, self._weight)
        lit, settled = self._longest_words
        highest = places(lit, QFont.Weight.DemiBold), places(settled, QFont.Weight.Normal)
        height = max(self._places.height, *(possible.height for possible in highest))
        if height != self.minimumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)
