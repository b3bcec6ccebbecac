"""The picture of a stretch: a figure drawn in a few lines from the points in resources/figures.toml."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampguard.routine.stretching import Posture, StretchLeg, StretchMuscle
from crampguard.shipped import resource
from crampguard.windows.shared import theme
from crampguard.windows.shared.surface import paint_surface
from crampguard.windows.stretch.texts import picture_words

_BOX = 240  # the drawings' own size
_ROUND = 13  # how far from a joint its bend begins
_LIMB, _ARM, _SCENE, _TOWEL, _PULL = 8, 6.5, 4, 1.6, 9.5  # widths of the lines
_HEAD = 15  # radius
_RESTING = 0.35  # how much of the text colour is in the other leg

_Point = tuple[float, float]
_Line = tuple[_Point, ...]


class Drawing(Struct, frozen=True):
    """The lines of one picture. resources/figures.toml explains each."""

    scene: tuple[_Line, ...]
    resting: tuple[_Line, ...]
    body: tuple[_Line, ...]
    arms: _Line
    head: _Point
    pulls: _Line
    towel: _Line = ()


@cache
def drawings() -> dict[str, Drawing]:
    """All pictures by muscle and posture, "calf_standing"."""
    text = Path(resource("figures.toml")).read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Drawing])


class Figure(QWidget):
    """A card with the picture, as large as the room allows."""

    def __init__(self) -> None:
        super().__init__()
        self._drawing, self._leg = drawings()["calf_standing"], StretchLeg.LEFT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_stretch(self, muscle: StretchMuscle, leg: StretchLeg, posture: Posture) -> None:
        self._drawing, self._leg = drawings()[f"{muscle}_{posture}"], leg
        self.setAccessibleName(picture_words(muscle, posture))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(110))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_surface(painter, self)
            scale = min(self.width(), self.height()) / _BOX
            painter.translate(QRectF(self.rect()).center())
            painter.scale(scale if self._leg is StretchLeg.RIGHT else -scale, scale)
            painter.translate(-_BOX / 2, -_BOX / 2)
            _paint(painter, self._drawing)


def _paint(painter: QPainter, drawing: Drawing) -> None:
    """Paints from the back to the front."""
    text = theme.colour("text")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _stroke(painter, drawing.scene, _SCENE, theme.colour("line"))
    _stroke(painter, drawing.resting, _LIMB, theme.mixed(theme.colour("surface"), text, _RESTING))
    _stroke(painter, [drawing.pulls], _PULL, theme.colour("lamp_edge"))
    _stroke(painter, [drawing.towel], _TOWEL, theme.colour("text2"))
    _stroke(painter, drawing.body, _LIMB, text)
    _stroke(painter, [drawing.arms], _ARM, text)
    painter.drawEllipse(QPointF(*drawing.head), _HEAD, _HEAD)


def _stroke(painter: QPainter, lines: Iterable[_Line], width: float, colour: QColor) -> None:
    pen = QPen(colour, width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for line in lines:
        painter.drawPath(_bent([QPointF(*point) for point in line]))


def _bent(points: Sequence[QPointF]) -> QPainterPath:
    """A line through the points that bends softly at each one between its ends."""
    path = QPainterPath()
    if not points:
        return path
    path.moveTo(points[0])
    for before, joint, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(_towards(joint, before))
        path.quadTo(joint, _towards(joint, after))
    path.lineTo(points[-1])
    return path


def _towards(joint: QPointF, other: QPointF) -> QPointF:
    way = QLineF(joint, other)
    return way.pointAt(min(_ROUND / way.length(), 0.5))
