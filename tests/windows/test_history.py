"""The History window over a real engine and diary: what it shows, its keys, and mending a night."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTabBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import Answer
from crampguard.routine.month import Glance, When
from crampguard.routine.morning import Morning
from crampguard.store.history import records
from crampguard.windows.doctor.tab import DoctorPage
from crampguard.windows.history.comparison import INTERVAL, ComparisonTable
from crampguard.windows.history.legend import Legend
from crampguard.windows.history.month import MonthView
from crampguard.windows.history.nights import NightsPage
from crampguard.windows.history.paint import paint_night
from crampguard.windows.history.weeks import WeekByWeek
from crampguard.windows.history.window import HistoryWindow
from crampguard.windows.shared import theme
from crampguard.windows.shared.charts import paint_interval, point_x
from tests.answers import by
from tests.diaries import fill
from tests.moved_clock import BERLIN, Evening, at, evening
from tests.nowhere import NOWHERE
from tests.windows.accessibility import by_tab, spoken, unnamed
from tests.windows.conftest import Look

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Key = Qt.Key
CRAMP_NIGHT = date(2026, 11, 14)
Name = QAccessible.Text.Name


class Shown:
    """The window as a user sees and handles it."""

    def __init__(self, qtbot: QtBot, evening: Evening, width: int = 880) -> None:
        self.evening, self.engine, self.diary = evening, evening.engine, evening.diary
        self.advice_opened = 0
        self.about_me_opened = 0
        self.mornings: list[date | None] = []
        navigation = replace(
            NOWHERE,
            morning=self.mornings.append,
            advice=self._open_advice,
            about_me=self._open_about_me,
        )
        self.window = HistoryWindow(
            self.engine,
            self.diary,
            navigation,
            lambda: DoctorPage(self.engine, self.diary, navigation.about_me),
        )
        qtbot.addWidget(self.window)
        self.engine.listen(self.window.follow)
        evening.start()
        self.window.resize(width, 680)
        self.window.bring_forward()
        QApplication.processEvents()

    def _open_advice(self) -> None:
        self.advice_opened += 1

    def _open_about_me(self) -> None:
        self.about_me_opened += 1

    @property
    def month(self) -> MonthView:
        return self.window.findChildren(MonthView)[0]

    @property
    def table(self) -> ComparisonTable:
        return self.window.findChildren(ComparisonTable)[0]

    def press(self, *keys: Key) -> None:
        """Sends the keys to whatever has the keyboard."""
        for key in keys:
            QTest.keyClick(self.window.focusWidget() or self.window, key)
        QApplication.processEvents()

    def open_coincides(self) -> None:
        self.window.findChildren(QTabBar)[0].setCurrentIndex(1)
        QApplication.processEvents()

    def says(self, text: str) -> bool:
        labels = self.window.findChildren(QLabel)
        return any(text in label.text() and label.isVisibleTo(self.window) for label in labels)

    def button(self, name: str) -> QAbstractButton:
        buttons = self.window.findChildren(QAbstractButton)
        return next(b for b in buttons if name in (b.text(), spoken(b)[0]) and b.isVisibleTo(self.window))

    def cell(self, night: date) -> str:
        """What a screen reader says about a night of the shown month."""
        return next((text for text in cells(self.month) if f"{night.day} {night:%B}" in text), "")

    def marks(self, night: date) -> dict[str, Answer]:
        found = records(self.diary, night, night)
        return dict(found[0].marks) if found else {}


def cells(table: QTableView) -> list[str]:
    """The cells as assistive technology finds them, without the heads."""
    interface: QAccessibleInterface = QAccessible.queryAccessibleInterface(table)
    children = [interface.child(number) for number in range(interface.childCount())]
    return [child.text(Name) for child in children if child.role() is QAccessible.Role.Cell]


@pytest.fixture(autouse=True)
def somebody_listens(qapp: QApplication) -> Iterator[None]:
    """A screen reader is at work, so Qt tells it of other cells."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Shown]:
    """Seven weeks, seen on the evening of 22 November."""
    begun = evening(tmp_path, at("2026-11-22 20:00"))
    fill(begun)
    yield Shown(qtbot, begun)
    begun.diary.close()


@pytest.fixture
def new(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Callable[..., Shown]]:
    """A window over a diary in which nothing is written yet."""
    opened: list[Evening] = []

    def open_(now: str = "2026-11-22 20:00", zone: tzinfo = BERLIN) -> Shown:
        opened.append(evening(tmp_path, at(now, zone)))
        return Shown(qtbot, opened[-1])

    yield open_
    for one in opened:
        one.diary.close()


# The month


def test_it_opens_at_the_last_night_with_the_keyboard_in_the_month(shown: Shown) -> None:
    assert shown.says("November 2026")
    assert shown.says("Night of Saturday 21 November")
    assert shown.window.focusWidget() is shown.month


def test_every_night_has_words_of_its_own(shown: Shown) -> None:
    assert shown.cell(CRAMP_NIGHT) == "Saturday 14 November: cramp, pain 6; routine 7 of 10"
    assert shown.cell(date(2026, 11, 13)) == "Friday 13 November: no cramp; routine 6 of 10"
    assert shown.cell(date(2026, 11, 12)) == "Thursday 12 November: nothing recorded"
    assert shown.cell(date(2026, 11, 19)).startswith("Thursday 19 November: morning not answered; routine")
    assert shown.cell(date(2026, 11, 22)) == "Sunday 22 November, tonight: routine 0 of 10"
    assert shown.cell(date(2026, 11, 23)) == "Monday 23 November: not yet"
    assert len([text for text in cells(shown.month) if text]) == 30


@pytest.mark.parametrize(
    ("keys", "night"),
    [
        ([Key.Key_Left], "Friday 20 November"),
        ([Key.Key_Left, Key.Key_Right, Key.Key_Right], "Sunday 22 November"),
        ([Key.Key_Up], "Saturday 14 November"),
        ([Key.Key_Up, Key.Key_Down, Key.Key_Down], "Saturday 28 November"),
        ([Key.Key_PageUp], "Wednesday 21 October"),
        ([Key.Key_PageUp, Key.Key_PageDown], "Saturday 21 November"),
        ([Key.Key_Home], "Sunday 1 November"),
        ([Key.Key_Home, Key.Key_Left], "Saturday 31 October"),
        ([Key.Key_End], "Monday 30 November"),
        ([Key.Key_PageUp] * 11, "Sunday 21 December 2025"),
    ],
)
def test_keys_walk_the_nights_over_the_ends_of_months_and_years(
    shown: Shown, keys: list[Key], night: str
) -> None:
    shown.press(*keys)
    assert shown.says(f"Night of {night}")
    current = QAccessible.queryAccessibleInterface(shown.month).focusChild()
    assert current.text(Name).startswith(night)


def test_it_does_not_walk_past_the_month_of_tonight(shown: Shown) -> None:
    shown.press(Key.Key_PageDown, Key.Key_Down)
    assert shown.says("Night of Monday 30 November")
    assert not shown.button("Month after").isEnabled()


def test_the_arrows_turn_the_month(shown: Shown) -> None:
    shown.button("Month before").click()
    assert shown.says("October 2026")
    assert shown.cell(date(2026, 10, 6)) == "Tuesday 6 October: cramp, pain 6; routine 7 of 10"
    shown.button("Month after").click()
    assert shown.says("November 2026")


def test_a_click_chooses_a_night_and_a_blank_cell_is_none(shown: Shown) -> None:
    click(shown, row=2, column=5)
    assert shown.says("Night of Saturday 14 November")
    click(shown, row=0, column=0)
    assert shown.says("Night of Saturday 14 November")


def click(shown: Shown, row: int, column: int) -> None:
    where = shown.month.visualRect(shown.month.model().index(row, column)).center()
    QTest.mouseClick(shown.month.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QApplication.processEvents()


def test_a_date_that_the_zone_skipped_is_blank_and_stepped_over(new: Callable[..., Shown]) -> None:
    shown = new("2012-01-01 20:00", ZoneInfo("Pacific/Apia"))
    shown.press(Key.Key_Left)
    assert shown.says("Night of Friday 30 December 2011") is False
    assert shown.says("Night of Thursday 29 December 2011")
    assert len([text for text in cells(shown.month) if text]) == 30
    shown.press(Key.Key_Right)
    assert shown.says("Night of Saturday 31 December 2011")


# The night in words


def test_the_night_is_told_in_words(shown: Shown) -> None:
    shown.press(Key.Key_Up)
    assert shown.says("One, about 03:10, left calf, 1 to 5 minutes, pain 6. Awake 20 minutes.")
    assert shown.says("7 of 10 done, bed at 22:30")
    assert shown.says("Fluids through the day, Screens off, wind down, Regular bedtime")


def test_the_words_follow_at_once_and_are_no_window_of_their_own(shown: Shown) -> None:
    windows = len(QApplication.topLevelWidgets())
    for number in (13, 14):
        shown.window.findChildren(NightsPage)[0].go(date(2026, 11, number))
        assert len(QApplication.topLevelWidgets()) == windows
        assert shown.says("done, bed at 22:30")


def test_what_was_not_recorded_is_named(shown: Shown) -> None:
    assert shown.says("No record")
    assert shown.says("Ease tired legs")
    shown.press(Key.Key_Left)
    assert not shown.says("No record")
    assert shown.says("the morning was not answered")


def test_the_morning_opens_for_the_night_that_is_shown(shown: Shown) -> None:
    shown.press(Key.Key_Up)
    shown.button("The morning").click()
    assert shown.mornings == [CRAMP_NIGHT]


def test_tonight_has_ticks_but_no_morning_yet_and_a_night_to_come_has_neither(shown: Shown) -> None:
    shown.press(Key.Key_Right)
    assert shown.button("Mend this night")
    assert not offered(shown, "The morning")
    shown.press(Key.Key_Right)
    assert not offered(shown, "Mend this night")
    shown.press(Key.Key_Return)
    assert not offered(shown, "Cool bedroom: Did")


def offered(shown: Shown, name: str) -> bool:
    buttons = shown.window.findChildren(QAbstractButton)
    return any(name in (b.text(), spoken(b)[0]) and b.isVisibleTo(shown.window) for b in buttons)


# Mending


def test_mending_by_keyboard_marks_that_night_and_redraws_it(shown: Shown) -> None:
    before = shown.marks(date(2026, 11, 21))
    shown.press(Key.Key_Up, Key.Key_Return)
    assert spoken(focused(shown))[0] == "Caffeine cut-off: None"
    shown.press(*[Key.Key_Tab] * 5)
    assert spoken(focused(shown))[0] == "Cool bedroom: Did"
    shown.press(Key.Key_Right)
    assert shown.marks(CRAMP_NIGHT)["cool_bedroom"] is Answer.SKIPPED
    assert shown.cell(CRAMP_NIGHT) == "Saturday 14 November: cramp, pain 6; routine 6 of 10"
    shown.press(Key.Key_Delete)
    assert "cool_bedroom" not in shown.marks(CRAMP_NIGHT)
    assert spoken(focused(shown))[0] == "Cool bedroom: Did not"
    assert shown.marks(date(2026, 11, 21)) == before


def test_the_words_come_back_mended(shown: Shown) -> None:
    shown.press(Key.Key_Up)
    shown.button("Mend this night").click()
    assert not shown.says("Skipped")
    shown.button("Fluids through the day: Did").click()
    shown.button("Back to the words").click()
    assert shown.says("8 of 10 done, bed at 22:30")
    assert shown.says("Screens off, wind down, Regular bedtime")
    assert not shown.says("Fluids through the day")


def test_the_ticks_stay_open_from_night_to_night(shown: Shown) -> None:
    shown.press(Key.Key_Up, Key.Key_Return)
    shown.month.setFocus()
    shown.press(Key.Key_Left)
    shown.button("Cool bedroom: Did").click()
    assert shown.marks(date(2026, 11, 13))["cool_bedroom"] is Answer.DONE


def test_an_abstain_habit_is_asked_in_its_own_words(shown: Shown) -> None:
    shown.press(Key.Key_Return)
    shown.button("Caffeine cut-off: Had some").click()
    assert shown.marks(date(2026, 11, 21))["caffeine_cutoff"] is Answer.SKIPPED


def test_a_habit_that_was_deleted_is_told_and_cannot_be_marked(shown: Shown) -> None:
    shown.diary.mark(CRAMP_NIGHT, "evening_walk", Answer.SKIPPED, shown.evening.clock.now())
    shown.press(Key.Key_Up)
    assert shown.says("evening_walk")
    shown.press(Key.Key_Return)
    assert not offered(shown, "evening_walk: Did")


def focused(shown: Shown) -> QWidget:
    widget = shown.window.focusWidget()
    assert widget is not None
    return widget


# Following


def test_a_change_from_anywhere_is_seen_at_once(shown: Shown) -> None:
    by(shown.engine).morning(Morning(cramp=True), date(2026, 11, 12))
    assert shown.cell(date(2026, 11, 12)) == "Thursday 12 November: cramp; routine 0 of 10"
    assert shown.says("42 mornings answered · 13 nights with a cramp")


def test_a_change_is_painted_without_being_asked_for(shown: Shown, qtbot: QtBot) -> None:
    painted = Painted()
    shown.month.viewport().installEventFilter(painted)
    by(shown.engine).morning(Morning(cramp=True), date(2026, 11, 12))
    QApplication.processEvents()
    assert painted.times == 1
    shown.engine.refresh()
    QApplication.processEvents()
    assert painted.times == 1


class Painted(QObject):
    """Counts how often what it watches is painted."""

    times = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.times += event.type() is QEvent.Type.Paint
        return False


def test_a_new_night_moves_tonight_on_and_the_choice_stays(shown: Shown) -> None:
    shown.press(Key.Key_Up)
    shown.evening.move_to(at("2026-11-23 12:00"))
    assert shown.cell(date(2026, 11, 23)).startswith("Monday 23 November, tonight")
    assert shown.says("Night of Saturday 14 November")


def test_until_one_is_chosen_it_shows_the_last_night(shown: Shown) -> None:
    shown.evening.move_to(at("2026-11-23 12:00"))
    assert shown.says("Night of Sunday 22 November")


def test_a_closed_window_reads_nothing(shown: Shown) -> None:
    shown.window.close()
    steps = counted(shown, lambda: shown.window.follow(shown.engine.tonight))
    assert steps == 0


def test_a_morning_that_makes_no_sense_is_left_out_and_the_rest_is_shown(shown: Shown) -> None:
    shown.diary.database.rows("UPDATE mornings SET details = '{' WHERE night = '2026-11-13'")
    shown.engine.refresh()
    assert shown.cell(date(2026, 11, 13)).startswith("Friday 13 November: morning not answered")
    assert shown.says("Night of Saturday 21 November")
    assert shown.cell(CRAMP_NIGHT).startswith("Saturday 14 November: cramp")


# Week by week, and the whole


def test_the_weeks_are_told_in_words(shown: Shown) -> None:
    chart = next(
        part for part in shown.window.findChildren(QWidget) if part.accessibleName() == "Week by week"
    )
    words = spoken(chart)[1].split(". ")
    assert words[0].startswith("Week of Monday 5 October: cramp on 3 nights; routine ")
    assert words[0].endswith("; 6 of 7 mornings answered")
    assert words[-1].endswith("4 of 6 mornings answered")
    assert len(words) == 7


def test_an_earlier_month_shows_its_own_weeks(shown: Shown) -> None:
    shown.press(Key.Key_PageUp)
    chart = next(
        part for part in shown.window.findChildren(QWidget) if part.accessibleName() == "Week by week"
    )
    assert spoken(chart)[1].split(". ")[-1].startswith("Week of Monday 26 October")


def test_the_foot_tells_the_whole_diary(shown: Shown) -> None:
    assert shown.says("48 nights since Monday 5 October · 41 mornings answered · 12 nights with a cramp")


def test_an_empty_diary_says_so(new: Callable[..., Shown]) -> None:
    shown = new()
    assert shown.says("Nothing is recorded yet.")
    shown.open_coincides()
    assert shown.says("Nothing to compare yet")
    assert not shown.table.isVisibleTo(shown.window)


def counted(shown: Shown, act: Callable[[], object]) -> int:
    """How many hundreds of steps the database takes meanwhile."""
    steps: list[None] = []
    connection: sqlite3.Connection = shown.diary.database._db
    connection.set_progress_handler(lambda: steps.append(None), 100)
    act()
    connection.set_progress_handler(None, 0)
    return len(steps)


def test_of_fifty_years_only_what_is_shown_is_read(new: Callable[..., Shown]) -> None:
    shown = new()
    fifty_years(shown)
    everything = counted(
        shown, lambda: shown.diary.database.rows("SELECT count(*) FROM marks WHERE answer = 'done'")
    )
    for look in (lambda: shown.engine.refresh(), lambda: shown.press(Key.Key_PageUp)):
        assert 0 < counted(shown, look) < everything / 5
    assert shown.says("18000 mornings answered")


def fifty_years(shown: Shown) -> None:
    """18,000 nights of ten marks and a morning, without the engine, which would take its time."""
    said = "2026-11-22T12:00:00.000000+00:00"
    shown.diary.database.rows(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 18000)"
        " INSERT INTO mornings SELECT date('2026-11-22', -i || ' days'), 0, ?, '{\"cramp\":false}' FROM n",
        (said,),
    )
    shown.diary.database.rows(
        "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 180009)"
        " INSERT INTO marks SELECT date('2026-11-22', -(i / 10) || ' days'), 'habit' || (i % 10), 'done', ?"
        " FROM n",
        (said,),
    )


# What coincides


def test_habits_stand_in_the_order_of_the_evening_whatever_was_found(shown: Shown) -> None:
    shown.open_coincides()
    told = cells(shown.table)
    rows = [told[start : start + 5] for start in range(0, len(told), 5)]
    assert [row[0] for row in rows[:2]] == ["Caffeine cut-off", "Fluids through the day"]
    assert [row[0] for row in rows[-2:]] == ["Bedtime leg stretch", "Regular bedtime"]
    stretch = rows[-2]
    assert stretch[1:3] == ["7 of 18", "4 of 17"]
    assert stretch[3].startswith("A cramp on 39 % and 24 % of nights: +15 points")
    assert stretch[4] == "Early: no clear pattern"
    assert rows[0][3:] == ["", "Counts only yet"]


def test_a_row_chosen_by_key_tells_its_sentence_and_what_is_left_out(shown: Shown) -> None:
    shown.open_coincides()
    assert shown.says("Caffeine cut-off: on nights you kept to it you had a cramp on 10 of 34")
    shown.table.setFocus()
    shown.press(*[Key.Key_Down] * 4)
    assert shown.says("Ease tired legs: on nights you did it")
    assert shown.says("Left out for want of an answer: 13 of 37 nights.")
    assert shown.says("What this cannot tell")


def test_it_says_how_far_it_counts_and_when_it_looks_again(shown: Shown) -> None:
    shown.open_coincides()
    assert shown.says("Up to Sunday 15 November; moves once a week.")
    assert shown.says("next on Sunday 10 January 2027 at the earliest")


def test_while_all_habits_have_counts_only_it_says_what_it_takes(new: Callable[..., Shown]) -> None:
    shown = new()
    by(shown.engine).morning(Morning(cramp=True), date(2026, 11, 14))
    shown.open_coincides()
    assert shown.says("Counts only for now.")


def test_it_is_computed_when_it_is_opened_and_not_with_every_change(shown: Shown) -> None:
    shown.open_coincides()
    night = date(2026, 11, 13)
    by(shown.engine).skip("caffeine_cutoff", night)
    assert cells(shown.table)[2] == "1 of 3"
    shown.window.close()
    shown.window.bring_forward()
    assert cells(shown.table)[2] == "1 of 4"


def test_its_counts_move_with_the_week(shown: Shown) -> None:
    shown.open_coincides()
    shown.evening.move_to(at("2026-11-23 12:00"))
    assert shown.says("Up to Sunday 22 November")


@contextmanager
def painting(direction: Qt.LayoutDirection) -> Iterator[tuple[QPainter, QRectF]]:
    picture = QImage(260, 40, QImage.Format.Format_RGB32)
    picture.fill(theme.colour("window"))
    with QPainter(picture) as painter:
        painter.setLayoutDirection(direction)
        yield painter, QRectF(picture.rect())


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


def test_habits_with_counts_only_have_no_interval(shown: Shown) -> None:
    shown.open_coincides()
    drawn = {row: ink(shown, row) for row in (1, 2, 8)}
    assert drawn[1] == drawn[2] == 0
    assert drawn[8] > 0


def ink(shown: Shown, row: int) -> int:
    """How many points of the text's colour stand between the lines of an interval cell."""
    table = shown.table
    cell = table.visualRect(table.model().index(row, INTERVAL))
    picture = table.viewport().grab(cell).toImage()
    text = QColor(theme.roles().text).name()
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixelColor(x, y).name() == text for x, y in points)


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_a_night_reads_by_its_shape(look: Look, roles: theme.Roles) -> None:
    past, marks = Glance(CRAMP_NIGHT, When.PAST, True, None, 0, 9), {}
    for name, morning in (("cramp", Morning(True)), ("none", Morning(False)), ("unanswered", None)):
        with painting(Qt.LayoutDirection.LeftToRight) as (painter, where):
            paint_night(painter, where, replace(past, morning=morning), roles)
            middle = QPointF(where.right() - 14, where.bottom() - 14)
            edge = middle + QPointF(-4.6, 0)
            marks[name] = shade(painter, middle), shade(painter, edge) != roles.surface
    assert marks == {
        "cramp": (roles.clay, True),
        "none": (roles.surface, True),
        "unanswered": (roles.surface, False),
    }


def shade(painter: QPainter, point: QPointF) -> str:
    picture = painter.device()
    assert isinstance(picture, QImage)
    return picture.pixelColor(point.toPoint()).name().upper()


# For everyone


def test_every_control_has_a_name_and_the_keyboard_reaches_it(shown: Shown) -> None:
    assert unnamed(shown.window) == []
    visited = by_tab(shown.window)
    assert shown.month in visited
    assert visited.index(shown.month) < visited.index(shown.button("Mend this night"))
    assert shown.button("When to see a doctor") in visited
    shown.open_coincides()
    assert unnamed(shown.window) == []
    assert shown.table in by_tab(shown.window)


def test_when_to_see_someone_is_one_click_away(shown: Shown) -> None:
    shown.button("When to see a doctor").click()
    assert shown.advice_opened == 1


def test_escape_closes_it(shown: Shown) -> None:
    shown.press(Key.Key_Escape)
    assert not shown.window.isVisible()


def test_it_mirrors_in_scripts_that_run_from_the_right(shown: Shown) -> None:
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    shown.press(Key.Key_Left)
    assert shown.says("Night of Sunday 22 November")
    month, weeks = shown.month, shown.window.findChildren(WeekByWeek)[0]
    assert month.mapTo(shown.window, QPoint()).x() > weeks.mapTo(shown.window, QPoint()).x()
    first, last = (month.visualRect(month.model().index(1, column)).x() for column in (0, 6))
    assert first > last


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("points", "width"), [(11, 880), (22, 1760), (22, 1000)])
def test_no_word_is_cut_at_any_size(
    shown: Shown, qtbot: QtBot, look: Look, roles: theme.Roles, points: float, width: int
) -> None:
    look(roles, points)
    larger = Shown(qtbot, shown.evening, width)
    larger.press(Key.Key_Up)
    assert uncut(larger) == []
    assert not larger.month.geometry().intersects(larger.window.findChildren(Legend)[0].geometry())
    larger.press(Key.Key_Return)
    assert uncut(larger) == []
    larger.open_coincides()
    for another in (width, width + 300, width - 200, width):
        larger.window.resize(another, 680)
        assert uncut(larger) == []
        assert uncut_cells(larger.table) == []


def uncut_cells(table: ComparisonTable) -> list[str]:
    """The words of the table that do not find room."""
    metrics, model, found = QFontMetrics(theme.font(weight=QFont.Weight.DemiBold)), table.model(), []
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            room = table.visualRect(index).adjusted(theme.px(12), 0, -theme.px(12), 0)
            needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, index.data())
            if not table.isColumnHidden(column) and not room.contains(needed):
                found.append(index.data())
    return found


def uncut(shown: Shown) -> list[str]:
    """The words that do not find room; what scrolls has it."""
    QApplication.processEvents()
    found = []
    for text in shown.window.findChildren(QLabel):
        if text.isVisibleTo(shown.window) and text.text():
            room = QRect(0, 0, text.width() if text.wordWrap() else 10_000, 10_000)
            flags = Qt.TextFlag.TextWordWrap if text.wordWrap() else Qt.TextFlag.TextSingleLine
            needed = text.fontMetrics().boundingRect(room, flags, text.text())
            if needed.height() > text.height() + 2 or needed.width() > text.width() + 2:
                found.append(text.text())
    return found
