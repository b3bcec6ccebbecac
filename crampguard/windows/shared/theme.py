"""The look: colour roles in light and dark, type scale, spaces, and the style sheet over Fusion.

Sizes are logical pixels at a font of 11 pt and grow with the user's font. Roles and measures are those of the
project's look; contrast is computed in the tests, for both themes.
"""

import re
from contextlib import suppress
from pathlib import Path
from string import Template

from msgspec import Struct
from msgspec.structs import asdict
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from crampguard.shipped import resource

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL = 4, 8, 12, 16, 24
RADIUS_BOX, RADIUS_CONTROL, RADIUS_CARD = 6, 8, 12
STROKE = 1.6
FOCUS_WIDTH, FOCUS_AWAY = 2, 3
CAPTION, SMALL, BODY, HEADING, TITLE, BEDTIME, COUNT = 0.85, 0.92, 1.0, 1.15, 1.4, 1.8, 2.5

_MEASURED_AT_HEIGHT = 18.0  # line height, in logical pixels, of the 11 pt font the measures were made with


class Roles(Struct, frozen=True):
    """Colours by what they are for: dusk for what the user can press or has done, lamp for what is due, clay
    for a cramp or a failure.

    shade: the darkest step of the routine, when all of it was done.
    """

    window: str
    surface: str
    sunken: str
    line: str
    edge: str
    text: str
    text2: str
    dusk: str
    dusk_tint: str
    on_dusk: str
    lamp: str
    lamp_edge: str
    clay: str
    on_clay: str
    shade: str
    ring_track: str


LIGHT = Roles(
    window="#F4F1EF",
    surface="#FFFDFB",
    sunken="#EAE6E4",
    line="#DBD5D3",
    edge="#877F86",
    text="#2A2530",
    text2="#605963",
    dusk="#514B95",
    dusk_tint="#E5E2F3",
    on_dusk="#FFFFFF",
    lamp="#855000",
    lamp_edge="#B4740E",
    clay="#A23E29",
    on_clay="#FFFFFF",
    shade="#B3ACDD",
    ring_track="#CFC8C9",
)
DARK = Roles(
    window="#1D1A1F",
    surface="#27232A",
    sunken="#161417",
    line="#3B353F",
    edge="#8A818B",
    text="#EDE6DE",
    text2="#B5ACAD",
    dusk="#B9B0EA",
    dusk_tint="#383250",
    on_dusk="#1E1A2E",
    lamp="#EDBA6C",
    lamp_edge="#C28E3F",
    clay="#EE9C85",
    on_clay="#2B130C",
    shade="#544C7C",
    ring_track="#4A4350",
)


_dark_evening = False


def apply_theme(app: QApplication) -> None:
    """Gives every window the look, now and whenever the desktop turns light or dark.

    What is painted by hand asks for its colours while painting, so it follows by itself.
    """
    app.setStyle("fusion")
    QGuiApplication.styleHints().colorSchemeChanged.connect(lambda: _follow(app))
    _follow(app)


def darken(app: QApplication, dark: bool) -> None:
    """Makes the windows dark whatever the desktop is, or lets them follow the desktop again.

    On Windows, macOS, GNOME and Plasma Qt has a say in the title bar too; elsewhere it stays as it is.
    """
    global _dark_evening
    if dark is _dark_evening:
        return
    _dark_evening = dark
    QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Unknown)
    if app.palette().window().color() != colour("window"):  # most X11 desktops: no signal came
        _follow(app)


def roles() -> Roles:
    """The colours of the present theme."""
    dark = _dark_evening or QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def colour(role: str) -> QColor:
    """The colour of a role in the present theme, by its name in Roles."""
    return QColor(getattr(roles(), role))


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """An opaque mix of two colours. share: how much of the other, 0 to 1."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


def unit() -> float:
    """How many logical pixels one measured pixel is at the user's font size; 1 at 11 pt."""
    return QFontMetricsF(QGuiApplication.font()).height() / _MEASURED_AT_HEIGHT


def px(measured: float) -> int:
    """A measured size in logical pixels."""
    return round(measured * unit())


def font(factor: float = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The user's font at a step of the type scale, with figures of one width."""
    scaled = QFont(QGuiApplication.font())
    scaled.setPointSizeF(scaled.pointSizeF() * factor)
    scaled.setWeight(weight)
    set_feature(scaled, "tnum", 1)
    return scaled


def set_feature(font: QFont, tag: str, value: int) -> None:
    """Sets a feature of OpenType, such as figures of one width.

    PySide6 before 6.8.3 cannot make a tag (Debian 13 has 6.8.2); there the font stays as it is.
    """
    with suppress(TypeError):
        font.setFeature(QFont.Tag(tag), value)


def palette(roles: Roles) -> QPalette:
    group = QPalette.ColorGroup
    role = QPalette.ColorRole
    colours = {
        role.Window: roles.window,
        role.WindowText: roles.text,
        role.Base: roles.surface,
        role.AlternateBase: roles.sunken,
        role.Text: roles.text,
        role.Button: roles.surface,
        role.ButtonText: roles.text,
        role.BrightText: roles.clay,
        role.ToolTipBase: roles.surface,
        role.ToolTipText: roles.text,
        role.PlaceholderText: roles.text2,
        role.Highlight: roles.dusk,
        role.HighlightedText: roles.on_dusk,
        role.Link: roles.dusk,
        role.LinkVisited: roles.dusk,
        role.Accent: roles.dusk,
        role.Mid: roles.edge,
        role.Midlight: roles.line,
    }
    made = QPalette()
    for name, value in colours.items():
        made.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, name, QColor(roles.text2))
    return made


def _follow(app: QApplication) -> None:
    app.setPalette(palette(roles()))
    app.setStyleSheet(style_sheet(roles(), unit()))


def style_sheet(roles: Roles, unit: float) -> str:
    """resources/style.qss with its colours and sizes filled in."""

    def pixels(size: re.Match[str]) -> str:
        return f"{max(1, round(float(size[1]) * unit))}px"

    tick = Path(resource("tick-dark.svg" if roles == DARK else "tick-light.svg"))  # it takes no other picture
    template = re.sub(r"\b([\d.]+)u\b", pixels, Path(resource("style.qss")).read_text(encoding="utf-8"))
    return Template(template).substitute(asdict(roles), tick=tick.as_posix())
