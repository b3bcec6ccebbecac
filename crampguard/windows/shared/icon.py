"""The icon tells the state of the night at a glance, so it is painted from that state, not loaded from files.

Every size is drawn for itself, from hints measured at that size; a large picture scaled down is blurred. The
ground carries the contrast, so the colour of the bar never matters. Points are counted in pixels from the
middle: as every size is even, whole numbers are edges of pixels.
"""

from collections.abc import Iterable
from enum import Enum, auto
from math import cos, floor, radians, sin
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPainterPath, QPen, QPixmap

if TYPE_CHECKING:
    from crampguard.routine.tonight import Tonight

PLATE = QColor("#2B2644")
TRACK = QColor("#7A73A3")
LIT = QColor("#FFF1D6")
AMBER = QColor("#F7B94C")

TRAY_SIZES = (16, 22, 24, 32, 44, 48, 64)  # 44 serves a bar of 22 at 2x
WINDOW_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
_RAYS_FROM = 22  # pixels


class Face(Enum):
    """What stands in the middle of the icon."""

    RESTING = auto()
    DUE = auto()
    PAUSED = auto()
    ASLEEP = auto()
    SUNRISE = auto()  # the morning question waits


class _Hint(NamedTuple):
    """Pixels: the rim outside the ring, the width of the ring, the radii of moon and lamp.

    No Struct: the icon of the tray does not wait for msgspec.
    """

    edge: float
    ring: float
    moon: float
    lamp: float


_HINTS = {
    16: _Hint(edge=0.75, ring=2.0, moon=3.3, lamp=3.2),
    22: _Hint(edge=1.0, ring=2.5, moon=4.8, lamp=4.5),
    24: _Hint(edge=1.0, ring=2.75, moon=5.2, lamp=5.0),
    32: _Hint(edge=1.5, ring=3.5, moon=7.0, lamp=6.6),
    48: _Hint(edge=2.0, ring=5.0, moon=10.5, lamp=10.0),
}


def paint_disc(size: int, face: Face, share: float) -> QImage:
    """The icon for a bar. `share` of the ring is lit; beyond 0 to 1 the nearer end is drawn."""
    return _paint(size, size / 2, 0, face, share)


def paint_plate(size: int, face: Face, share: float) -> QImage:
    """The same drawing on a rounded square, for windows and notifications."""
    margin = size // 16 if size >= 32 else 0  # smaller plates have no pixel to give away
    return _paint(size, size * 0.24, margin, face, share)


def tray_icon(face: Face, share: float) -> QIcon:
    return _icon(paint_disc(size, face, share) for size in TRAY_SIZES)


def window_icon(face: Face, share: float) -> QIcon:
    return _icon(paint_plate(size, face, share) for size in WINDOW_SIZES)


def face(tonight: "Tonight") -> Face:
    """What the icon shows in the middle."""
    if tonight.paused:
        return Face.PAUSED
    if tonight.asleep or tonight.closed:
        return Face.ASLEEP
    if tonight.foremost is not None:
        return Face.DUE
    return Face.SUNRISE if tonight.asks else Face.RESTING


def share(tonight: "Tonight") -> float:
    """How much of the ring is lit, 0 to 1."""
    done, of = tonight.progress
    return done / of if of else 0.0


def _icon(images: Iterable[QImage]) -> QIcon:
    icon = QIcon()
    for image in images:
        icon.addPixmap(QPixmap.fromImage(image))
    return icon


def _paint(size: int, corner: float, margin: int, face: Face, share: float) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(PLATE)
        painter.drawRoundedRect(0, 0, size, size, corner, corner)
        painter.translate(size / 2, size / 2)
        _draw(painter, size - 2 * margin, face, share)
    return image


def _draw(painter: QPainter, size: int, face: Face, share: float) -> None:
    hint = _hint(size)
    match face:
        case Face.RESTING:
            _draw_ring(painter, size, hint, share)
            painter.fillPath(moon(0, 0, hint.moon), LIT)
        case Face.DUE:
            _draw_ring(painter, size, hint, share)
            painter.fillPath(_dot(0, 0, hint.lamp), AMBER)
        case Face.PAUSED:
            _draw_ring(painter, size, hint, 0)
            painter.fillPath(_bars(size), LIT)
        case Face.ASLEEP:
            painter.fillPath(_night_sky(size, hint), LIT)
        case Face.SUNRISE:
            _draw_ring(painter, size, hint, 0)
            _draw_sunrise(painter, size, hint)


def _hint(size: int) -> _Hint:
    """The hint of this size, or the nearest smaller one in proportion."""
    measured = max((known for known in _HINTS if known <= size), default=min(_HINTS))
    hint, scale = _HINTS[measured], size / measured
    return _Hint(hint.edge * scale, hint.ring * scale, hint.moon * scale, hint.lamp * scale)


def _draw_ring(painter: QPainter, size: int, hint: _Hint, share: float) -> None:
    width = max(1.0, hint.ring * 0.42)
    middle = size / 2 - hint.edge - hint.ring / 2
    # So thin a line is only sharp on the grid; the lit ring, drawn over it, hides the shift.
    outer = round(middle + width / 2)
    paint_arc(painter, around_middle(outer - width / 2), QPen(TRACK, width), 1)
    if share > 0:
        # On a thinner ring a round end is too small to look round: it only blurs.
        cap = Qt.PenCapStyle.RoundCap if hint.ring >= 3.5 else Qt.PenCapStyle.FlatCap
        paint_arc(painter, around_middle(middle), QPen(LIT, hint.ring, c=cap), share)


def around_middle(radius: float) -> QRectF:
    """A square around the point 0, 0."""
    return QRectF(-radius, -radius, 2 * radius, 2 * radius)


def paint_arc(painter: QPainter, square: QRectF, pen: QPen, share: float) -> None:
    """Draws a share of a full turn, clockwise from twelve o'clock; a negative one runs anticlockwise."""
    painter.setPen(pen)
    # Qt counts in sixteenths of a degree, anticlockwise from three o'clock, and stops after a full turn.
    painter.drawArc(square, 90 * 16, round(-360 * 16 * share))


def _dot(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def moon(x: float, y: float, radius: float) -> QPainterPath:
    """The crescent of all our drawings."""
    away, angle = 0.62 * radius, radians(35)
    bite = _dot(x + away * cos(angle), y - away * sin(angle), 0.86 * radius)
    return _dot(x, y, radius).subtracted(bite)


def _bars(size: int) -> QPainterPath:
    # Whole pixels, at least one either side of the middle: half a pixel would blur both bars into one.
    gap, width, half = max(1, round(size / 16)), round(size / 8), round(size * 0.22)
    corner = size // 32
    path = QPainterPath()
    for left in (-gap - width, gap):
        path.addRoundedRect(left, -half, width, 2 * half, corner, corner)
    return path


def _night_sky(size: int, hint: _Hint) -> QPainterPath:
    """A big moon and two stars: without a ring there is room."""
    path = moon(-0.035 * size, 0.04 * size, 1.45 * hint.moon)
    # The larger star stands on a corner of pixels, the smaller in the middle of one: both sharp at 16.
    path.addPath(_dot(round(0.2 * size), round(-0.16 * size), max(1.13, 0.056 * size)))
    path.addPath(_dot(floor(0.28 * size) + 0.5, floor(0.05 * size) + 0.5, max(0.56, 0.036 * size)))
    return path


def _draw_sunrise(painter: QPainter, size: int, hint: _Hint) -> None:
    """Half a lamp over the horizon. Whole pixels, and rays only where they have room."""
    horizon, radius = size // 8 + 1, round(1.15 * hint.lamp)
    sun = QPainterPath()
    sun.moveTo(-radius, horizon)
    sun.arcTo(-radius, horizon - radius, 2 * radius, 2 * radius, 180, -180)
    painter.fillPath(sun, AMBER)
    half, thick = round(0.32 * size), max(1, round(size / 16))
    painter.fillRect(-half, horizon + max(1, size // 16), 2 * half, thick, LIT)
    if size >= _RAYS_FROM:
        painter.setPen(QPen(LIT, 2 * max(1, round(size / 32)), c=Qt.PenCapStyle.FlatCap))
        for angle in (radians(40), radians(90), radians(140)):
            across, up = cos(angle) * radius, sin(angle) * radius
            start, end = (QPointF(across * away, horizon - up * away) for away in (1.3, 1.7))
            painter.drawLine(start, end)
