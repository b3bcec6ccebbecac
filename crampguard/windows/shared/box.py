"""The tick box of an item, painted: every state has a shape of its own, so that it reads in grey."""

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from crampguard.windows.shared import lineicons, theme


class Box(Enum):
    OPEN = auto()  # nothing asked yet
    RESTING = auto()  # a heads-up: the tick is asked for later
    LIT = auto()  # wants an answer now
    SNOOZED = auto()
    DONE = auto()
    SKIPPED = auto()
    PAST = auto()  # not recorded, still tickable


_MARKS = {Box.DONE: "check", Box.SKIPPED: "minus"}
_EDGES = {Box.RESTING: "line", Box.LIT: "lamp_edge", Box.DONE: "dusk"}
_GROUNDS = {Box.DONE: "dusk_tint", Box.SKIPPED: "sunken"}


def paint_box(painter: QPainter, where: QRectF, box: Box) -> None:
    size = where.width()
    width = theme.STROKE * (1.25 if box is Box.LIT else 1)
    pen = QPen(theme.colour(_EDGES.get(box, "edge")), width)
    if box is Box.PAST:
        pen.setDashPattern([0.1, 2.2])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(theme.colour(_GROUNDS.get(box, "surface")))
    inset = width / 2
    radius = size * theme.RADIUS_BOX / 22
    painter.drawRoundedRect(where.adjusted(inset, inset, -inset, -inset), radius, radius)
    if mark := _MARKS.get(box):
        inner = where.adjusted(size * 0.08, size * 0.08, -size * 0.08, -size * 0.08)
        lineicons.paint(painter, mark, inner, theme.colour("dusk" if box is Box.DONE else "text2"))
    elif box is Box.SNOOZED:
        _paint_hands(painter, where)
    elif box is Box.RESTING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("edge"))
        painter.drawEllipse(where.center(), size * 0.06, size * 0.06)


def paint_focus(painter: QPainter, around: QRectF, radius: float) -> None:
    """The focus ring: 2 px wide, 3 px outside."""
    away = theme.FOCUS_AWAY
    painter.setPen(QPen(theme.colour("dusk"), theme.FOCUS_WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(around.adjusted(-away, -away, away, away), radius + away, radius + away)


def _paint_hands(painter: QPainter, where: QRectF) -> None:
    middle, arm = where.center(), where.width() * 0.22
    painter.setPen(QPen(theme.colour("text2"), theme.STROKE, c=Qt.PenCapStyle.RoundCap))
    painter.drawLine(middle, middle - QPointF(0, arm))
    painter.drawLine(middle, middle + QPointF(arm * 0.8, arm * 0.6))
