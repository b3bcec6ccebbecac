"""The painters of a look: shares, and the axis of differences."""

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt

from crampguard.windows.shared import theme
from crampguard.windows.shared.charts import paint_interval, paint_share, point_x
from tests.windows.conftest import Look
from tests.windows.history.driver import painting, shade

LEFT_TO_RIGHT, RIGHT_TO_LEFT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(("points", "share"), [(-65, 0), (0, 0.5), (65, 1), (-99, 0), (50, 115 / 130)])
def test_the_axis_of_differences_is_fixed(look: Look, points: float, share: float) -> None:
    with painting(LEFT_TO_RIGHT) as (painter, where):
        assert point_x(painter, where, points) == pytest.approx(share * where.width())
    with painting(RIGHT_TO_LEFT) as (painter, where):
        assert point_x(painter, where, points) == pytest.approx((1 - share) * where.width())


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_only_a_clear_pattern_has_a_full_point(look: Look, roles: theme.Roles) -> None:
    for clear, colour in ((True, roles.dusk), (False, roles.surface)):
        with painting(LEFT_TO_RIGHT) as (painter, where):
            paint_interval(painter, where, 0.0, (-0.2, 0.2), clear, roles)
            assert shade(painter, where.center()) == colour
            assert shade(painter, where.center() + QPointF(20, 0)) != roles.window


@pytest.mark.parametrize("direction", [LEFT_TO_RIGHT, RIGHT_TO_LEFT])
def test_a_share_fills_its_bar_from_where_one_begins_to_read(
    look: Look, direction: Qt.LayoutDirection
) -> None:
    with painting(direction) as (painter, _where):
        paint_share(painter, QRectF(0, 0, 100, 20), 0.25, theme.LIGHT)
        filled = [x for x in (10, 40, 60, 90) if shade(painter, QPointF(x, 10)) == theme.LIGHT.clay]
    assert filled == ([10] if direction is LEFT_TO_RIGHT else [90])
