"""What the stretch paints: ring, segments and figures."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from crampguard.routine.stretching import Posture, StretchLeg, StretchMuscle
from crampguard.windows.shared import theme
from crampguard.windows.stretch.figure import Figure, drawings
from crampguard.windows.stretch.progress import CountdownRing, Segments
from tests.windows.conftest import Look
from tests.windows.stretch.driver import StretchDriver


def colour_at(image: QImage, x: float, y: float) -> str:
    """The colour at a place, given in shares of width and height."""
    return image.pixelColor(int(image.width() * x), int(image.height() * y)).name().upper()


def arc(ring: CountdownRing) -> list[str]:
    """The colours of the ring just past twelve, at three, six and nine, and just before twelve."""
    image, edge = ring.grab().toImage(), theme.px(4.8) / ring.width()
    places = ((0.54, edge), (1 - edge, 0.5), (0.5, 1 - edge), (edge, 0.5), (0.44, edge))
    return [colour_at(image, x, y) for x, y in places]


def test_the_ring_runs_out_clockwise(look: Look) -> None:
    ring, full, empty = CountdownRing(), theme.LIGHT.dusk, theme.LIGHT.ring_track
    ring.show_seconds(10, 10, grey=False)
    assert arc(ring) == [full] * 5
    ring.show_seconds(6, 10, grey=False)
    assert arc(ring) == [empty, empty, full, full, full]
    ring.show_seconds(1, 10, grey=False)
    assert arc(ring) == [empty, empty, empty, empty, full]


def test_the_ring_is_grey_while_nothing_is_held(shown: StretchDriver) -> None:
    def colour() -> str:
        return arc(shown.window._stretch._ring)[-1]

    assert colour() == theme.LIGHT.edge
    shown.click("Begin")
    assert colour() == theme.LIGHT.dusk
    shown.click("Next")
    assert colour() == theme.LIGHT.edge
    shown.click("Next")
    assert colour() == theme.LIGHT.dusk
    shown.click("Pause")
    assert colour() == theme.LIGHT.edge


def test_each_hold_fills_a_segment_of_its_muscle(shown: StretchDriver) -> None:
    def filled() -> list[int]:
        images = [bar.grab().toImage() for bar in shown.visible(Segments)]
        middles = [(piece + 0.5) / 6 for piece in range(6)]
        return [sum(colour_at(image, x, 0.5) == theme.LIGHT.dusk for x in middles) for image in images]

    shown.click("Begin")
    assert filled() == [0, 0]
    shown.seconds(24)
    assert filled() == [2, 0]
    shown.seconds(7)
    assert filled() == [2, 0]
    shown.seconds(5)
    assert filled() == [3, 0]
    shown.seconds(123)
    assert filled() == [6, 5]


def painted(
    look: Look, roles: theme.Roles, muscle: StretchMuscle, leg: StretchLeg, posture: Posture
) -> QImage:
    look(roles, 11)
    figure = Figure()
    figure.resize(QSize(240, 240))
    figure.show_stretch(muscle, leg, posture)
    return figure.grab().toImage()


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("muscle", StretchMuscle)
@pytest.mark.parametrize("posture", Posture)
def test_the_left_leg_is_the_mirrored_picture_of_the_right(
    look: Look, roles: theme.Roles, muscle: StretchMuscle, posture: Posture
) -> None:
    left, right = (painted(look, roles, muscle, leg, posture) for leg in StretchLeg)
    points = [(x, y) for x in range(4, 236, 3) for y in range(4, 236, 3)]
    differ = [p for p in points if not alike(left.pixel(239 - p[0], p[1]), right.pixel(*p))]
    assert left != right
    assert len(differ) < len(points) / 100


def alike(one: int, other: int) -> bool:
    return all(abs((one >> shift & 255) - (other >> shift & 255)) < 64 for shift in (0, 8, 16))


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_what_is_stretched_is_lit_in_every_picture(look: Look, roles: theme.Roles) -> None:
    shown = [
        painted(look, roles, muscle, StretchLeg.RIGHT, posture)
        for muscle in StretchMuscle
        for posture in Posture
    ]
    for image in shown:
        colours = {image.pixelColor(x, y).name().upper() for x in range(240) for y in range(240)}
        assert {roles.lamp_edge.upper(), roles.text.upper(), roles.surface.upper()} <= colours
    assert len({bytes(image.constBits()) for image in shown}) == 4


def test_there_is_a_picture_for_every_muscle_and_posture() -> None:
    assert set(drawings()) == {f"{muscle}_{posture}" for muscle in StretchMuscle for posture in Posture}
