"""The page "Your cramps": its words, its pictures in words, and the picture that is saved."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from crampguard.routine.cramps_words import Bar
from crampguard.routine.morning import Morning
from crampguard.windows.history.year import paint_square
from crampguard.windows.shared import theme
from crampguard.windows.shared.charts import paint_bars
from tests.answers import by
from tests.windows.conftest import Look
from tests.windows.driver import Key, spoken
from tests.windows.history.driver import CRAMPS, HistoryDriver, OpenHistory, counted, painting, shade

SATURDAY = date(2026, 11, 21)


def told(shown: HistoryDriver, name: str) -> str:
    """What a screen reader says of the picture of that name."""
    parts = (part for part in shown.visible(QWidget) if part.accessibleName() == name)
    return next(spoken(part)[1] for part in parts if spoken(part)[1])


def test_it_tells_how_often_in_one_sentence(shown: HistoryDriver) -> None:
    shown.open_tab(CRAMPS)
    assert shown.says("A cramp on 12 of 41 nights that you answered since Monday 5 October.")
    assert shown.says("That is about 2 a week.")


def test_every_picture_is_told_in_words(shown: HistoryDriver) -> None:
    shown.open_tab(CRAMPS)
    assert told(shown, "A year at a glance").startswith("Nights with a cramp: Tuesday 6 October, Friday 9")
    assert told(shown, "A year at a glance").endswith("7 nights are not answered.")
    assert "Week of 5 Oct: 3 of 6" in told(shown, "By week")
    assert told(shown, "By month").endswith("October 2026: 9 of 23. November 2026: 3 of 18")
    assert told(shown, "Time of night") == "03:00: 12 nights"
    assert "left: 12 nights" in told(shown, "Leg")
    assert "calf: 12 nights" in told(shown, "Muscle")
    pain = told(shown, "Pain, 0 to 10")
    assert pain.startswith("Recorded on 11 of 12 nights with a cramp. Pain 3: 2 nights")
    assert "In all 4 h 0 min awake" in told(shown, "Sleep lost, minutes a night")


def test_in_the_first_week_it_counts_and_says_that_the_nights_are_few(new: OpenHistory) -> None:
    shown = new()
    by(shown.engine).morning(Morning(cramp=True, pain=6), SATURDAY)
    shown.open_tab(CRAMPS)
    assert shown.says("A cramp on 1 of 1 night that you answered since Saturday 21 November.")
    assert shown.says("These are few nights yet")
    assert "Pain 6: 1 night" in told(shown, "Pain, 0 to 10")


def test_without_an_answered_morning_it_says_what_will_stand_here(new: OpenHistory) -> None:
    shown = new()
    shown.open_tab(CRAMPS)
    assert shown.says("No morning is answered yet.")
    assert not shown.button("Save as a picture…").isEnabled()


def test_an_answer_from_elsewhere_is_counted_at_once(shown: HistoryDriver) -> None:
    shown.open_tab(CRAMPS)
    by(shown.engine).morning(Morning(cramp=True, awake=40), date(2026, 11, 12))
    assert shown.says("A cramp on 13 of 42 nights")
    assert "31 to 60: 1 night" in told(shown, "Sleep lost, minutes a night")


def test_weeks_begin_with_the_day_they_begin_with_here(shown: HistoryDriver) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    try:
        shown.open_tab(CRAMPS)
        assert told(shown, "By week").split(". ")[1].startswith("Week of 4 Oct: ")
    finally:
        QLocale.setDefault(before)


def test_the_picture_is_the_whole_page_at_twice_its_size(shown: HistoryDriver, tmp_path: Path) -> None:
    shown.open_tab(CRAMPS)
    shown.press(Key.Key_Tab)
    shown.click("Save as a picture…")
    (dialog,) = shown.window.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("my-cramps-2026-11-21.png")
    dialog.findChildren(QLineEdit)[0].setText(str(tmp_path / "cramps"))
    dialog.accept()
    QApplication.processEvents()
    assert shown.says(f"Saved: {tmp_path / 'cramps.png'}")
    picture = QImage(str(tmp_path / "cramps.png"))
    assert picture.width() > 2 * 800
    assert picture.height() > 2 * shown.window.height()  # also what is scrolled out of sight
    last_bars = picture.copy(0, picture.height() * 9 // 10, picture.width(), picture.height() // 10)
    found = {last_bars.pixelColor(x, last_bars.height() // 2).name() for x in range(last_bars.width())}
    assert len(found) > 1


def test_a_picture_that_cannot_be_saved_is_said_in_place(shown: HistoryDriver, tmp_path: Path) -> None:
    shown.open_tab(CRAMPS)
    shown.click("Save as a picture…")
    (dialog,) = shown.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "gone" / "cramps.png"))
    assert shown.says("Not saved: ")
    dialog.reject()


def test_it_reads_a_year_and_no_more(new: OpenHistory) -> None:
    shown = new()
    shown.diary.database.rows(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 18000)"
        " INSERT INTO mornings SELECT date('2026-11-22', -i || ' days'), 0, ?, '{\"cramp\":false}' FROM n",
        "2026-11-22T12:00:00.000000+00:00",
    )
    everything = counted(shown, lambda: shown.diary.database.rows("SELECT * FROM mornings"))
    assert 0 < counted(shown, lambda: shown.open_tab(CRAMPS)) < everything
    assert shown.says("A cramp on 0 of 370 nights that you answered since Monday 17 November 2025.")


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_a_square_of_the_year_reads_by_its_shape(look: Look, roles: theme.Roles) -> None:
    middle, ring, edge = QPointF(18, 18), QPointF(10, 18), QPointF(4, 18)
    seen = {}
    for cramp in (True, False, None):
        with painting(Qt.LayoutDirection.LeftToRight) as (painter, _where):
            paint_square(painter, QRectF(0, 0, 36, 36), cramp, roles)
            seen[cramp] = tuple(shade(painter, point) for point in (middle, ring, edge))
    assert seen[True] == (roles.clay, roles.clay, roles.clay)
    assert seen[False][0] == seen[None][0] == seen[None][1] == roles.sunken
    assert seen[False][1] != roles.sunken  # the ring
    assert seen[False][2] != seen[None][2]  # the frame


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_bars_stand_in_the_order_of_reading(look: Look, direction: Qt.LayoutDirection) -> None:
    with painting(direction) as (painter, where):
        paint_bars(painter, where.adjusted(0, 0, 0, 60), (Bar("a", 4, ""), Bar("b", 0, "")), theme.roles())
        clay = [
            shade(painter, QPointF(share * where.width(), 35)) == theme.LIGHT.clay for share in (0.25, 0.75)
        ]
    assert clay == ([True, False] if direction is Qt.LayoutDirection.LeftToRight else [False, True])


def test_everything_has_a_name_and_is_reached_by_tab(shown: HistoryDriver) -> None:
    shown.open_tab(CRAMPS)
    assert shown.unnamed() == []
    names = [spoken(widget)[0] for widget in shown.by_tab()]
    order = ["A year at a glance", "By week", "By month", "Save as a picture…"]
    assert [name for name in names if name in order] == order


@pytest.mark.parametrize(("points", "width"), [(11, 880), (11, 480), (22, 1760), (22, 1000)])
def test_no_word_is_cut_at_any_size(shown: HistoryDriver, look: Look, points: float, width: int) -> None:
    look(theme.LIGHT, points)
    shown.window.resize(width, 560)
    shown.open_tab(CRAMPS)
    assert shown.cut() == []
