"""The colours, by numbers: whoever reads or ticks needs contrast, in both themes."""

import pytest
from msgspec.structs import asdict
from PySide6.QtGui import QFont

from crampguard.windows.shared.theme import DARK, LIGHT, Roles, font, set_feature

GROUNDS = ("window", "surface", "sunken", "dusk_tint")
TEXTS = ("text", "text2", "dusk", "lamp", "clay")
LEAST_TEXT, LEAST_EDGE = 4.5, 3.0
THEMES = pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance as in WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@THEMES
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_can_be_read_on_every_ground(roles: Roles, text: str, ground: str) -> None:
    assert contrast(getattr(roles, text), getattr(roles, ground)) >= LEAST_TEXT


@THEMES
def test_the_primary_label_can_be_read(roles: Roles) -> None:
    assert contrast(roles.on_dusk, roles.dusk) >= LEAST_TEXT


@THEMES
@pytest.mark.parametrize("edge", ["edge", "lamp_edge", "dusk"])
@pytest.mark.parametrize("ground", ["window", "surface"])
def test_every_border_of_a_control_can_be_seen(roles: Roles, edge: str, ground: str) -> None:
    assert contrast(getattr(roles, edge), getattr(roles, ground)) >= LEAST_EDGE


@THEMES
def test_the_pain_of_a_cramp_and_the_date_of_a_night_can_be_read(roles: Roles) -> None:
    assert contrast(roles.on_clay, roles.clay) >= LEAST_TEXT
    assert contrast(roles.text, roles.shade) >= LEAST_TEXT


@THEMES
@pytest.mark.parametrize("mark", ["clay", "text2"])
@pytest.mark.parametrize("ground", ["surface", "shade"])
def test_every_mark_on_a_night_can_be_seen(roles: Roles, mark: str, ground: str) -> None:
    assert contrast(getattr(roles, mark), getattr(roles, ground)) >= LEAST_EDGE


@THEMES
def test_every_role_is_a_colour(roles: Roles) -> None:
    assert all(len(value) == len("#RRGGBB") for value in asdict(roles).values())


def test_figures_have_one_width_and_an_old_pyside_that_cannot_make_a_tag_goes_without(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PySide6 6.8.0 to 6.8.2 raise TypeError here, and did so at the first start."""

    def tag(*_any: object) -> None:
        raise TypeError("called with wrong argument types")

    plain = QFont()
    set_feature(plain, "tnum", 1)
    monkeypatch.setattr(QFont, "Tag", tag)
    set_feature(plain, "liga", 0)
    assert font().weight() is QFont.Weight.Normal
