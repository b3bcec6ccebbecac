"""The page of the nights follows the diary, tells its weeks and its whole, and reads only what it shows."""

from datetime import date

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import Morning
from crampguard.windows.doctor.tab import DoctorPage
from crampguard.windows.history.cramps import CrampsPage
from crampguard.windows.history.nights import NightsPage
from crampguard.windows.shared.tab_page import TabPage
from tests.answers import by
from tests.moved_clock import at
from tests.windows.driver import Key, spoken
from tests.windows.history.driver import (
    CRAMP_NIGHT,
    CRAMPS,
    DOCTOR,
    QUESTION,
    HistoryDriver,
    OpenHistory,
    counted,
)


def test_a_change_from_anywhere_is_seen_at_once(shown: HistoryDriver) -> None:
    by(shown.engine).morning(Morning(cramp=True), date(2026, 11, 12))
    assert shown.cell(date(2026, 11, 12)) == "Thursday 12 November: cramp; routine 0 of 10"
    assert shown.says("42 mornings answered · 13 nights with a cramp")


def test_a_change_is_painted_without_being_asked_for(shown: HistoryDriver, qtbot: QtBot) -> None:
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

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.Paint
        return False


def test_a_new_night_moves_tonight_on_and_the_choice_stays(shown: HistoryDriver) -> None:
    shown.press(Key.Key_Up)
    shown.evening.move_to(at("2026-11-23 12:00"))
    assert shown.cell(date(2026, 11, 23)).startswith("Monday 23 November, tonight")
    assert shown.says("Night of Saturday 14 November")


def test_until_one_is_chosen_it_shows_the_last_night(shown: HistoryDriver) -> None:
    shown.evening.move_to(at("2026-11-23 12:00"))
    assert shown.says("Night of Sunday 22 November")


def test_a_page_is_made_when_it_is_first_seen_and_kept(shown: HistoryDriver) -> None:
    assert [type(page) for page in shown.window.findChildren(TabPage)] == [NightsPage]
    shown.open_tab(CRAMPS)
    shown.open_tab(DOCTOR)
    shown.open_tab(CRAMPS)
    kinds = {type(page) for page in shown.window.findChildren(TabPage)}
    assert kinds == {NightsPage, CrampsPage, DoctorPage}
    assert len(shown.window.findChildren(TabPage)) == len(kinds)


def test_a_closed_window_reads_nothing(shown: HistoryDriver) -> None:
    shown.window.close()
    steps = counted(shown, lambda: shown.window.follow(shown.engine.tonight))
    assert steps == 0


def test_a_morning_that_makes_no_sense_is_left_out_and_the_rest_is_shown(shown: HistoryDriver) -> None:
    shown.diary.database.rows("UPDATE mornings SET details = '{' WHERE night = '2026-11-13'")
    shown.engine.refresh()
    assert shown.cell(date(2026, 11, 13)).startswith("Friday 13 November: morning not answered")
    assert shown.says("Night of Saturday 21 November")
    assert shown.cell(CRAMP_NIGHT).startswith("Saturday 14 November: cramp")


def test_the_weeks_are_told_in_words(shown: HistoryDriver) -> None:
    words = spoken(shown.named("Week by week"))[1].split(". ")
    assert words[0].startswith("Week of Monday 5 October: cramp on 3 nights; routine ")
    assert words[0].endswith("; 6 of 7 mornings answered")
    assert words[-1].endswith("4 of 6 mornings answered")
    assert len(words) == 7


def test_an_earlier_month_shows_its_own_weeks(shown: HistoryDriver) -> None:
    shown.press(Key.Key_PageUp)
    assert spoken(shown.named("Week by week"))[1].split(". ")[-1].startswith("Week of Monday 26 October")


def test_the_foot_tells_the_whole_diary(shown: HistoryDriver) -> None:
    assert shown.says("48 nights since Monday 5 October · 41 mornings answered · 12 nights with a cramp")


def test_an_empty_diary_says_so(new: OpenHistory) -> None:
    shown = new()
    assert shown.says("Nothing is recorded yet.")
    shown.open_tab(QUESTION)
    assert shown.says("Too early to say: 0 of 91 nights.")


def test_of_fifty_years_only_what_is_shown_is_read(new: OpenHistory) -> None:
    shown = new()
    fifty_years(shown)
    everything = counted(
        shown, lambda: shown.diary.database.rows("SELECT count(*) FROM marks WHERE answer = 'done'")
    )
    for look in (lambda: shown.engine.refresh(), lambda: shown.press(Key.Key_PageUp)):
        assert 0 < counted(shown, look) < everything / 5
    assert shown.says("18000 mornings answered")


def fifty_years(shown: HistoryDriver) -> None:
    """18,000 nights of ten marks and a morning, without the engine, which would take its time."""
    said = "2026-11-22T12:00:00.000000+00:00"
    shown.diary.database.rows(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 18000)"
        " INSERT INTO mornings SELECT date('2026-11-22', -i || ' days'), 0, ?, '{\"cramp\":false}' FROM n",
        said,
    )
    shown.diary.database.rows(
        "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 180009)"
        " INSERT INTO marks SELECT date('2026-11-22', -(i / 10) || ' days'), 'habit' || (i % 10), 'done', ?"
        " FROM n",
        said,
    )
