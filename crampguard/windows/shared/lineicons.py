"""Line icons in the colour of the text beside them, at any size: resources/icons.toml painted by Qt."""

import tomllib
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from crampguard.shipped import resource
from crampguard.windows.shared import theme

_BOX = 20  # the drawings' own size
_TURNED = {"chev_l": "chev_r", "chev_r": "chev_l"}  # in a script that runs from the right


def paint(painter: QPainter, name: str, where: QRectF, colour: QColor) -> None:
    """Draws the icon into the square. KeyError for a name that is not in the file."""
    if QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        name = _TURNED.get(name, name)
    _renderer(name, colour.name()).render(painter, where)


def icon(name: str, role: str = "text2") -> QIcon:
    """The icon in a colour role of the present theme, at the size of the text."""
    return _icon(name, theme.colour(role).name(), theme.px(_BOX), QGuiApplication.layoutDirection())


@cache
def _icon(name: str, colour: str, size: int, _direction: Qt.LayoutDirection) -> QIcon:
    made = QIcon()
    for ratio in (1, 2, 3):
        pixmap = QPixmap(size * ratio, size * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            paint(painter, name, QRectF(0, 0, size * ratio, size * ratio), QColor(colour))
        pixmap.setDevicePixelRatio(ratio)
        made.addPixmap(pixmap)
    return made


@cache
def _drawings() -> dict[str, str]:
    text = Path(resource("icons.toml")).read_text(encoding="utf-8")
    return {name: str(drawing) for name, drawing in tomllib.loads(text).items()}


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = _drawings()[name].replace("currentColor", colour)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BOX} {_BOX}" fill="none" stroke="{colour}" '
        f'stroke-width="{theme.STROKE}" stroke-linecap="round" stroke-linejoin="round">{drawing}</svg>'
    )
    return QSvgRenderer(QByteArray(svg.encode()))
