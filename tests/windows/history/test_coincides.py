"""What coincides: the table, its words and its axis."""

import pytest
from PySide6.QtCore import QPointF, Qt

from crampguard.windows.shared import theme
from crampguard.windows.shared.charts import paint_interval, point_x
from tests.moved_clock import at
from tests.windows.conftest import Look
from tests.windows.history.shown import Shown, cells, painting, shade

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_habits_stand_in_the_order_of_the_evening_whatever_was_found(shown: Shown) -> None:
    shown.open_coincides()
    told = cells(shown.table)
    rows = [told[start : start + 5] for start in range(0, len(told), 5)]
    assert [row[0] for row in rows[:2]] == ["Caffeine cut-off", "Alcohol cut-off"]
    assert [row[0] for row in rows[-2:]] == ["Bedtime leg stretch", "Regular bedtime"]


def test_its_counts_move_with_the_week(shown: Shown) -> None:
    shown.open_coincides()
    shown.evening.move_to(at("2026-11-23 12:00"))
    assert shown.says("Up to Sunday 22 November")


@pytest.mark.parametrize(("points", "share"), [(-65, 0), (0, 0.5), (65, 1), (-99, 0), (50, 115 / 130)])
def test_the_axis_of_differences_is_fixed(look: Look, points: float, share: float) -> None:
    with painting(Qt.LayoutDirection.LeftToRight) as (painter, where):
        assert point_x(painter, where, points) == pytest.approx(share * where.width())
    with painting(Qt.LayoutDirection.RightToLeft) as (painter, where):
        assert point_x(painter, where, points) == pytest.approx((1 - share) * where.width())


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_only_a_claim_has_a_full_point(look: Look, roles: theme.Roles) -> None:
    for claim, colour in ((True, roles.dusk), (False, roles.surface)):
        with painting(Qt.LayoutDirection.LeftToRight) as (painter, where):
            paint_interval(painter, where, 0.0, (-0.2, 0.2), claim, roles)
            assert shade(painter, where.center()) == colour
            assert shade(painter, where.center() + QPointF(20, 0)) != roles.window
