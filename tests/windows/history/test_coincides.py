"""What coincides: the table, its words and its axis."""

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor

from crampguard.routine.morning import Morning
from crampguard.windows.history.comparison import INTERVAL
from crampguard.windows.shared import theme
from crampguard.windows.shared.charts import paint_interval, point_x
from tests.answers import by
from tests.moved_clock import at
from tests.windows.conftest import Look
from tests.windows.driver import Key
from tests.windows.history.driver import COINCIDES, HistoryDriver, OpenHistory, cells, painting, shade


def test_habits_stand_in_the_order_of_the_evening_whatever_was_found(shown: HistoryDriver) -> None:
    shown.open_tab(COINCIDES)
    told = cells(shown.table)
    rows = [told[start : start + 5] for start in range(0, len(told), 5)]
    assert [row[0] for row in rows[:2]] == ["Caffeine cut-off", "Alcohol cut-off"]
    assert [row[0] for row in rows[-2:]] == ["Bedtime leg stretch", "Regular bedtime"]
    stretch = rows[-2]
    assert stretch[1:3] == ["7 of 18", "4 of 17"]
    assert stretch[3].startswith("A cramp on 39 % and 24 % of nights: +15 points")
    assert stretch[4] == "Early: no clear pattern"
    assert rows[0][3:] == ["", "Counts only yet"]


def test_it_opens_at_the_row_with_most_to_compare(shown: HistoryDriver) -> None:
    shown.open_tab(COINCIDES)
    assert shown.says("Bedtime leg stretch: on nights you did it you had a cramp on 7 of 18")
    shown.table.setFocus()
    shown.press(Key.Key_Down)
    shown.window.close()
    shown.window.bring_forward()
    assert shown.says("Regular bedtime: on nights you did it")  # the user's own choice stays


def test_a_row_chosen_by_key_tells_its_sentence_and_what_is_left_out(shown: HistoryDriver) -> None:
    shown.open_tab(COINCIDES)
    shown.table.setFocus()
    shown.press(*[Key.Key_Up] * 4)
    assert shown.says("Ease tired legs: on nights you did it")
    assert shown.says("Left out for want of an answer: 13 of 37 nights.")
    assert shown.says("What this cannot tell")


def test_it_says_how_far_it_counts_and_when_it_looks_again(shown: HistoryDriver) -> None:
    shown.open_tab(COINCIDES)
    assert shown.says("Up to Sunday 15 November; moves once a week.")
    assert shown.says("next on Sunday 10 January 2027 at the earliest")


def test_while_all_habits_have_counts_only_it_says_what_it_takes(new: OpenHistory) -> None:
    shown = new()
    by(shown.engine).morning(Morning(cramp=True), date(2026, 11, 14))
    shown.open_tab(COINCIDES)
    assert shown.says("Counts only for now.")


def test_it_is_computed_when_it_is_opened_and_not_with_every_change(shown: HistoryDriver) -> None:
    shown.open_tab(COINCIDES)
    night = date(2026, 11, 13)
    by(shown.engine).skip("caffeine_cutoff", night)
    assert cells(shown.table)[2] == "1 of 3"
    shown.window.close()
    shown.window.bring_forward()
    assert cells(shown.table)[2] == "1 of 4"


def test_its_counts_move_with_the_week(shown: HistoryDriver) -> None:
    shown.open_tab(COINCIDES)
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


def test_habits_with_counts_only_have_no_interval(shown: HistoryDriver) -> None:
    shown.open_tab(COINCIDES)
    drawn = {row: ink(shown, row) for row in (1, 2, 8)}
    assert drawn[1] == drawn[2] == 0
    assert drawn[8] > 0


def ink(shown: HistoryDriver, row: int) -> int:
    """How many points of the text's colour stand between the lines of an interval cell."""
    table = shown.table
    cell = table.visualRect(table.model().index(row, INTERVAL))
    picture = table.viewport().grab(cell).toImage()
    text = QColor(theme.roles().text).name()
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixelColor(x, y).name() == text for x, y in points)
