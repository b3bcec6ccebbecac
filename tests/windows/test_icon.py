"""The icon is judged as an eye would judge it: by the pixels, not by the calls that painted them."""

from collections.abc import Callable
from functools import cache
from itertools import combinations
from math import cos, hypot, radians, sin

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage

from crampguard.windows.shared.icon import (
    AMBER,
    LIT,
    PLATE,
    TRACK,
    TRAY_SIZES,
    WINDOW_SIZES,
    Face,
    paint_disc,
    paint_plate,
    tray_icon,
    window_icon,
)

Paint = Callable[[int, Face, float], QImage]

DRAWINGS = [(paint_disc, size) for size in TRAY_SIZES] + [(paint_plate, size) for size in WINDOW_SIZES]
every_drawing = pytest.mark.parametrize(("paint", "size"), DRAWINGS)
every_face = pytest.mark.parametrize("face", Face)


@cache
def luminance(rgb: int) -> float:
    """Relative luminance as WCAG 2 defines it."""
    colour = QColor(rgb)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: int, other: int) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def is_bright(rgb: int) -> bool:
    return luminance(rgb) > (luminance(PLATE.rgb()) + luminance(AMBER.rgb())) / 2


def pixels(image: QImage) -> list[tuple[int, int]]:
    return [(x, y) for y in range(image.height()) for x in range(image.width())]


def shape(image: QImage) -> set[tuple[int, int]]:
    """What is left when all colour is taken away."""
    return {(x, y) for x, y in pixels(image) if is_bright(image.pixel(x, y))}


def brightest(image: QImage, clock_degrees: float) -> int:
    """The brightest colour of the ring on a ray from the middle, clockwise from 12."""
    middle = image.width() / 2
    across, up = sin(radians(clock_degrees)), cos(radians(clock_degrees))
    ray = [middle * step / 100 for step in range(58, 100, 2)]
    return max((image.pixel(int(middle + r * across), int(middle - r * up)) for r in ray), key=luminance)


def ring_is_lit(image: QImage, clock_degrees: float) -> bool:
    return is_bright(brightest(image, clock_degrees))


def test_the_plate_carries_its_own_contrast() -> None:
    assert contrast(LIT.rgb(), PLATE.rgb()) >= 12
    assert contrast(AMBER.rgb(), PLATE.rgb()) >= 8
    assert contrast(TRACK.rgb(), PLATE.rgb()) >= 3


@every_drawing
@every_face
def test_every_face_shows_its_full_colour_on_the_bare_plate(paint: Paint, size: int, face: Face) -> None:
    image = paint(size, face, 0)

    colours = {image.pixel(x, y) for x, y in pixels(image)}
    middle = {Face.DUE: {AMBER.rgb()}, Face.SUNRISE: {AMBER.rgb(), LIT.rgb()}}.get(face, {LIT.rgb()})
    assert {PLATE.rgb()} | middle <= colours


@every_drawing
@pytest.mark.parametrize("face", [Face.RESTING, Face.DUE])
@pytest.mark.parametrize("share", [0, 0.25, 0.5, 0.75, 1])
def test_the_ring_fills_clockwise_from_twelve(paint: Paint, size: int, face: Face, share: float) -> None:
    image = paint(size, face, share)

    for degrees in (45, 135, 225, 315):
        assert ring_is_lit(image, degrees) == (degrees < 360 * share), f"at {degrees} degrees"


@pytest.mark.parametrize("paint", [paint_disc, paint_plate])
@pytest.mark.parametrize("size", [16, 22, 24])
def test_a_small_ring_starts_sharply_at_twelve(paint: Paint, size: int) -> None:
    lit = shape(paint(size, Face.RESTING, 0.25))

    assert (size // 2, 1) in lit
    assert not any((x, y) in lit for x in range(size // 2) for y in range(size // 6))


@every_drawing
def test_a_full_ring_has_no_gap(paint: Paint, size: int) -> None:
    image = paint(size, Face.RESTING, 1)

    assert all(ring_is_lit(image, degrees) for degrees in range(360))


@every_drawing
def test_the_last_of_eleven_still_leaves_a_gap(paint: Paint, size: int) -> None:
    assert not ring_is_lit(paint(size, Face.RESTING, 10 / 11), 360 - 360 / 22)


@every_drawing
@pytest.mark.parametrize("face", [Face.PAUSED, Face.ASLEEP, Face.SUNRISE])
def test_paused_asleep_and_sunrise_show_no_progress(paint: Paint, size: int, face: Face) -> None:
    assert paint(size, face, 0) == paint(size, face, 1)


@every_drawing
def test_an_empty_ring_is_seen_except_while_asleep(paint: Paint, size: int) -> None:
    def ring_contrast(face: Face) -> float:
        return contrast(brightest(paint(size, face, 0), 3), PLATE.rgb())

    seen = {face for face in Face if ring_contrast(face) > 2.5}
    assert seen == {Face.RESTING, Face.DUE, Face.PAUSED, Face.SUNRISE}


@pytest.mark.parametrize("size", TRAY_SIZES)
@every_face
def test_nothing_is_painted_outside_the_disc(size: int, face: Face) -> None:
    image = paint_disc(size, face, 1)

    for x, y in pixels(image):
        from_middle = hypot(x + 0.5 - size / 2, y + 0.5 - size / 2)
        if from_middle > size / 2 + 0.75:
            assert image.pixelColor(x, y).alpha() == 0
        elif from_middle < size / 2 - 0.75:
            assert image.pixelColor(x, y).alpha() == 255


@pytest.mark.parametrize("size", WINDOW_SIZES)
@every_face
def test_the_plate_is_square_with_clear_corners(size: int, face: Face) -> None:
    image = paint_plate(size, face, 1)
    last, middle = size - 1, size // 2

    for x, y in [(0, 0), (last, 0), (0, last), (last, last)]:
        assert image.pixelColor(x, y).alpha() < 64
    for x, y in [(middle, 0), (last, middle), (middle, last), (0, middle)]:
        assert image.pixelColor(x, y).alpha() == 255


@every_drawing
@pytest.mark.parametrize(("one", "other"), list(combinations(Face, 2)))
def test_faces_differ_without_colour(paint: Paint, size: int, one: Face, other: Face) -> None:
    different = shape(paint(size, one, 0.5)) ^ shape(paint(size, other, 0.5))

    assert len(different) >= 0.03 * size**2


@every_drawing
def test_the_bars_are_sharp(paint: Paint, size: int) -> None:
    image = paint(size, Face.PAUSED, 0)
    row = {image.pixel(x, size // 2) for x in range(size * 5 // 16, size * 11 // 16)}

    assert row == {PLATE.rgb(), LIT.rgb()}


@every_drawing
def test_the_sun_stands_half_above_a_sharp_horizon(paint: Paint, size: int) -> None:
    image = paint(size, Face.SUNRISE, 0)
    column = [image.pixel(size // 2 - 1, y) for y in range(size // 2, size)]
    amber = [y for y, rgb in enumerate(column) if rgb == AMBER.rgb()]
    lit = [y for y, rgb in enumerate(column) if rgb == LIT.rgb()]

    assert amber == list(range(amber[-1] + 1))
    assert lit == list(range(lit[0], lit[-1] + 1))
    assert set(column[amber[-1] + 1 : lit[0]]) == {PLATE.rgb()}


@every_drawing
@pytest.mark.parametrize(("share", "drawn_as"), [(-0.5, 0), (1.5, 1), (7, 1)])
def test_a_share_beyond_the_ends_is_drawn_as_the_nearer_end(
    paint: Paint, size: int, share: float, drawn_as: float
) -> None:
    assert paint(size, Face.RESTING, share) == paint(size, Face.RESTING, drawn_as)
    assert paint(size, Face.RESTING, share) != paint(size, Face.RESTING, 1 - drawn_as)


@pytest.mark.parametrize(("size", "measured"), [(12, 16), (30, 24), (96, 48)])
def test_a_size_never_measured_takes_the_proportions_of_its_hint(size: int, measured: int) -> None:
    lamp, example = (len(shape(paint_disc(side, Face.DUE, 0))) for side in (size, measured))

    assert lamp / size**2 == pytest.approx(example / measured**2, rel=0.15)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("icon_of", "paint", "sizes"),
    [(tray_icon, paint_disc, TRAY_SIZES), (window_icon, paint_plate, WINDOW_SIZES)],
)
@every_face
def test_an_icon_holds_every_size_drawn_for_itself(
    icon_of: Callable[[Face, float], QIcon], paint: Paint, sizes: tuple[int, ...], face: Face
) -> None:
    icon = icon_of(face, 0.5)

    assert sorted(size.width() for size in icon.availableSizes()) == sorted(sizes)
    for size in sizes:
        drawn = icon.pixmap(QSize(size, size)).toImage()
        assert drawn.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied) == paint(size, face, 0.5)
