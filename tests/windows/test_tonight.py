"""The Tonight window over a real engine: what it shows, what its rows do, and its way by keyboard."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from crampguard.routine.morning import Morning
from crampguard.store.diary import Diary
from crampguard.windows.shared import theme
from crampguard.windows.shared.box import Box
from crampguard.windows.tonight.row import ItemRow, box_of
from crampguard.windows.tonight.window import TonightWindow
from tests.answers import by
from tests.moved_clock import Evening, at, evening
from tests.nowhere import NOWHERE
from tests.windows.accessibility import by_tab, spoken, unnamed
from tests.windows.conftest import Look

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Shown:
    """The window as a user sees and handles it."""

    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        self.qtbot, self.evening, self.engine = qtbot, evening, evening.engine
        self.settings_opened = 0
        self.guides_opened = 0
        self.advice_opened = 0
        self.histories_opened = 0
        self.cramps_opened: list[date] = []
        navigation = replace(
            NOWHERE,
            settings=self._open_settings,
            stretch=self._open_stretch,
            advice=self._open_advice,
            cramp=self.cramps_opened.append,
            history=self._open_history,
        )
        self.window = TonightWindow(evening.engine, evening.diary, navigation)
        qtbot.addWidget(self.window)
        evening.engine.listen(self.window.follow)
        evening.start()
        self.window.bring_forward()

    def _open_settings(self) -> None:
        self.settings_opened += 1

    def _open_stretch(self) -> None:
        self.guides_opened += 1

    def _open_advice(self) -> None:
        self.advice_opened += 1

    def _open_history(self) -> None:
        self.histories_opened += 1

    def move_to(self, wall: str) -> None:
        self.evening.move_to(at(f"2026-11-22 {wall}"))

    def rows(self) -> list[ItemRow]:
        QApplication.processEvents()
        rows = [row for row in self.window.findChildren(ItemRow) if row.isVisibleTo(self.window)]
        return sorted(rows, key=lambda row: row.mapTo(self.window, row.pos()).y())

    def row(self, title: str) -> ItemRow:
        return next(row for row in self.rows() if spoken(row)[0].startswith(title))

    def state(self, habit: str) -> State:
        return next(item.state for item in self.engine.tonight.items if item.habit.id == habit)

    def key(self, title: str, key: Qt.Key) -> None:
        QTest.keyClick(self.row(title), key)

    def button(self, text: str) -> QAbstractButton:
        QApplication.processEvents()
        buttons = self.window.findChildren(QPushButton)
        return next(b for b in buttons if b.text() == text and b.isVisibleTo(self.window))

    def primaries(self) -> list[str]:
        QApplication.processEvents()
        buttons = self.window.findChildren(QPushButton)
        return [b.text() for b in buttons if b.property("kind") == "primary" and b.isVisibleTo(self.window)]

    def says(self, text: str) -> bool:
        QApplication.processEvents()
        labels = self.window.findChildren(QLabel)
        return any(text in label.text() and label.isVisibleTo(self.window) for label in labels)


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Shown]:
    shown = Shown(qtbot, evening(tmp_path, at("2026-11-22 12:00")))
    yield shown
    shown.evening.diary.close()


def test_rows_stand_in_the_order_of_time(shown: Shown) -> None:
    names = [spoken(row)[0] for row in shown.rows()]
    assert names[0].startswith("Caffeine cut-off, 13:30")
    assert names[-1].startswith("Regular bedtime, 22:30")
    assert len(names) == 10


def test_a_click_on_a_row_ticks_it_and_another_takes_the_tick_back(shown: Shown) -> None:
    for state in (State.DONE, State.LATER):
        QTest.mouseClick(shown.row("Cool bedroom"), Qt.MouseButton.LeftButton)
        assert shown.state("cool_bedroom") is state


def test_a_click_on_the_chevron_opens_the_row_and_does_not_tick_it(shown: Shown) -> None:
    row = shown.row("Cool bedroom")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center() + row.rect().topRight() / 2.2)
    assert shown.state("cool_bedroom") is State.LATER
    assert shown.says("Make your bedroom comfortably cool.")


def test_one_row_is_open_at_most(shown: Shown) -> None:
    shown.key("Cool bedroom", Qt.Key.Key_Return)
    shown.key("Loosen bedding", Qt.Key.Key_Return)
    assert shown.says("Loosen the covers")
    assert not shown.says("Make your bedroom comfortably cool.")


def test_the_first_thing_that_waits_opens_by_itself_with_its_answers(shown: Shown) -> None:
    shown.move_to("21:30")
    assert shown.says("Make your bedroom comfortably cool.")
    shown.button("Not tonight").click()
    assert shown.state("cool_bedroom") is State.SKIPPED


def test_the_stretch_offers_its_guide_first_until_it_is_answered(shown: Shown) -> None:
    shown.move_to("22:15")
    assert shown.primaries() == ["Guide me", "Good night"]
    shown.button("Guide me").click()
    assert shown.guides_opened == 1
    shown.button("Done").click()
    assert "Guide me" not in shown.primaries()


def test_a_row_that_the_user_closed_stays_closed(shown: Shown) -> None:
    shown.move_to("21:30")
    shown.key("Cool bedroom", Qt.Key.Key_Return)
    shown.engine.refresh()
    assert not shown.says("Make your bedroom comfortably cool.")


def test_keys_snooze_skip_tick_and_undo(shown: Shown) -> None:
    shown.move_to("21:31")
    shown.key("Cool bedroom", Qt.Key.Key_S)
    assert shown.state("cool_bedroom") is State.SNOOZED
    shown.key("Cool bedroom", Qt.Key.Key_K)
    assert shown.state("cool_bedroom") is State.SKIPPED
    shown.key("Loosen bedding", Qt.Key.Key_Space)
    assert shown.state("loose_bedding") is State.DONE


def test_undo_gives_back_the_answer_from_before(shown: Shown) -> None:
    by(shown.engine).skip("stretch")
    shown.key("Bedtime leg stretch", Qt.Key.Key_Space)
    assert shown.says("Bedtime leg stretch ticked.")
    shown.button("Undo  Ctrl+Z").click()
    assert shown.state("stretch") is State.SKIPPED
    assert not shown.says("Bedtime leg stretch ticked.")


def test_arrow_keys_walk_the_rows(shown: Shown) -> None:
    shown.window.activateWindow()
    shown.row("Cool bedroom").setFocus()
    shown.key("Cool bedroom", Qt.Key.Key_Down)
    assert shown.row("Screens off").hasFocus()
    shown.key("Screens off", Qt.Key.Key_Up)
    assert shown.row("Cool bedroom").hasFocus()


def test_a_heads_up_is_not_ticked_before_it_is_asked_for(shown: Shown) -> None:
    shown.move_to("13:30")
    shown.key("Caffeine cut-off", Qt.Key.Key_Return)  # it opened by itself
    shown.key("Caffeine cut-off", Qt.Key.Key_Space)
    assert shown.state("caffeine_cutoff") is State.DUE
    shown.button("OK").click()
    assert "asks at 19:30" in spoken(shown.row("Caffeine cut-off"))[0]
    shown.move_to("19:30")
    shown.key("Caffeine cut-off", Qt.Key.Key_Space)
    assert shown.state("caffeine_cutoff") is State.DONE


def test_why_and_how_sure_is_there_on_demand(shown: Shown) -> None:
    shown.move_to("21:30")
    assert not shown.says("Evidence for cramps")
    shown.button("Why, and how sure").click()
    assert shown.says("Evidence for cramps")
    assert shown.says("weak")
    assert shown.says("18 °C")
    assert not shown.says("Baniassadi")
    shown.button("The long answer").click()
    assert shown.says("Baniassadi")


def test_a_change_from_anywhere_is_seen_at_once(shown: Shown) -> None:
    by(shown.engine).done("stretch")
    assert spoken(shown.row("Bedtime leg stretch"))[0].endswith("ticked")
    shown.evening.edit('[schedule]\nbedtime = "23:30"\n[habits.stretch]\nenabled = false\n')
    assert shown.says("23:30")
    assert len(shown.rows()) == 9


def test_the_countdown_shows_minutes(shown: Shown) -> None:
    shown.move_to("19:10")
    shown.engine.refresh()
    assert shown.says("in 3 h 20 min")
    shown.move_to("21:34")
    shown.engine.refresh()
    assert shown.says("in 56 minutes")


def test_it_wakes_for_the_countdown_only_while_it_is_seen(shown: Shown) -> None:
    assert shown.window._minute.isActive()
    shown.window.hide()
    assert not shown.window._minute.isActive()


def test_before_the_first_nudge_the_header_says_when_it_comes(shown: Shown) -> None:
    assert shown.says("first nudge 13:30")


def test_a_pause_is_said_and_ended_here(shown: Shown) -> None:
    by(shown.engine).pause_tonight()
    assert shown.says("Paused until you get up, 06:45. Nothing will pop up; ticks still count.")
    shown.button("Resume").click()
    assert not shown.engine.tonight.paused


def test_the_morning_question_stands_above_the_list_while_it_waits(shown: Shown) -> None:
    assert not shown.says("How was the night?")
    shown.evening.move_to(at("2026-11-23 07:00"))
    assert shown.says("How was the night?")
    assert shown.says("Sunday 22 to Monday 23 November")
    shown.button("Cramp…").click()
    assert shown.cramps_opened == [date(2026, 11, 22)]
    assert shown.evening.diary.morning(date(2026, 11, 22)) is None
    shown.button("No cramp").click()
    answered = shown.evening.diary.morning(date(2026, 11, 22))
    assert answered is not None
    assert answered.morning == Morning(cramp=False)
    assert not shown.says("How was the night?")


def test_eight_hours_after_getting_up_the_question_leaves_the_list(shown: Shown) -> None:
    shown.evening.move_to(at("2026-11-23 14:45"))
    assert not shown.says("How was the night?")


def test_when_all_is_ticked_it_says_so(shown: Shown) -> None:
    for item in shown.engine.tonight.items[1:]:
        by(shown.engine).done(item.habit.id)
    assert not shown.says("That is everything for tonight.")
    by(shown.engine).skip(shown.engine.tonight.items[0].habit.id)
    assert shown.says("That is everything for tonight. Sleep well.")


def test_an_evening_without_habits_offers_to_choose_some(shown: Shown) -> None:
    ids = [item.habit.id for item in shown.engine.tonight.items]
    shown.evening.edit("\n".join(f"[habits.{id_}]\nenabled = false" for id_ in ids))
    assert shown.says("No nudges for tonight.")
    shown.button("Choose habits").click()
    assert shown.settings_opened == 1


def test_the_foot_leads_to_settings_and_to_see_someone(shown: Shown) -> None:
    shown.button("Settings").click()
    shown.button("When to see a doctor").click()
    shown.button("History").click()
    assert (shown.settings_opened, shown.advice_opened, shown.histories_opened) == (1, 1, 1)


def test_a_problem_and_a_note_are_said_in_the_window(shown: Shown) -> None:
    shown.window.explain("This desktop shows no tray icons.")
    assert shown.says("This desktop shows no tray icons.")
    shown.button("OK").click()
    assert not shown.says("This desktop shows no tray icons.")
    shown.evening.edit('[schedule]\nbedtime = "25:00"')
    assert shown.says("25:00")


def test_a_tick_that_is_not_saved_is_not_shown_as_one(shown: Shown) -> None:
    shown.move_to("22:20")
    with closing(Diary(shown.evening.diary.database.path)) as other, other.transaction():
        shown.row("Bedtime leg stretch").click()
        assert not shown.row("Bedtime leg stretch").isChecked()
        assert shown.says("Not saved: another program is using the diary. Your last change is kept here")
        assert not shown.says("ticked.")
        assert not shown.says("taken back")
    shown.move_to("22:22")
    assert shown.row("Bedtime leg stretch").isChecked()
    assert not shown.says("Not saved")


def test_that_the_diary_was_mended_is_said_until_it_was_read(shown: Shown) -> None:
    with shown.evening.diary.transaction():
        shown.evening.diary.database._db.execute(
            "INSERT INTO mendings (at, backup) VALUES ('2026-11-22T08:00+00:00', '2026-11-21')"
        )
    for _look in range(2):
        shown.engine.refresh()
        assert shown.says("The backup of 2026-11-21 is in its place")
    shown.button("OK").click()
    assert not shown.says("The backup of 2026-11-21 is in its place")
    assert shown.engine.tonight.news == ""


def test_another_bedtime_for_tonight(shown: Shown) -> None:
    editing = next(
        b for b in shown.window.findChildren(QPushButton) if spoken(b)[0].startswith("Another bedtime")
    )
    editing.click()
    shown.button("Bedtime 30 min later").click()
    assert shown.engine.tonight.clock(shown.engine.tonight.night.bedtime) == "23:00"
    editing.click()
    shown.button("As usual").click()
    assert shown.engine.tonight.clock(shown.engine.tonight.night.bedtime) == "22:30"


@pytest.mark.parametrize(
    ("wall", "habit", "box"),
    [
        ("12:00", "cool_bedroom", Box.OPEN),
        ("12:00", "caffeine_cutoff", Box.RESTING),
        ("13:30", "caffeine_cutoff", Box.RESTING),
        ("19:30", "caffeine_cutoff", Box.LIT),
        ("21:30", "cool_bedroom", Box.LIT),
        ("22:30", "cool_bedroom", Box.PAST),
    ],
)
def test_every_state_has_a_shape(shown: Shown, wall: str, habit: str, box: Box) -> None:
    shown.move_to(wall)
    tonight = shown.engine.tonight
    assert box_of(tonight, next(item for item in tonight.items if item.habit.id == habit)) is box


def test_every_control_has_a_name_and_the_keyboard_reaches_it(shown: Shown) -> None:
    shown.move_to("21:30")
    shown.button("Why, and how sure").click()
    assert unnamed(shown.window) == []
    visited = by_tab(shown.window)
    assert set(shown.rows()) <= set(visited)
    assert shown.button("Settings") in visited


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("points", [11, 22])
def test_no_word_is_cut_at_any_size(
    qtbot: QtBot,
    tmp_path: Path,
    look: Callable[[theme.Roles, float], None],
    roles: theme.Roles,
    points: float,
) -> None:
    look(roles, points)
    shown = Shown(qtbot, evening(tmp_path, at("2026-11-22 12:00")))
    shown.window.resize(shown.window.minimumWidth(), 900)
    shown.move_to("21:30")
    qtbot.wait(1)
    for row in shown.rows():
        area = row.rect()
        title, words = row._places.title, row._places.words
        assert area.contains(title)
        assert not row._words or area.contains(words)
        assert not row._words or not title.intersects(words)
    for text in shown.window.findChildren(QLabel):
        if text.isVisibleTo(shown.window) and text.text():
            room = QRect(0, 0, text.width() if text.wordWrap() else 10_000, 10_000)
            flags = Qt.TextFlag.TextWordWrap if text.wordWrap() else Qt.TextFlag.TextSingleLine
            needed = text.fontMetrics().boundingRect(room, flags, text.text())
            assert needed.height() <= text.height() + 2, text.text()
            assert needed.width() <= text.width() + 2, text.text()
    shown.evening.diary.close()


# Tonight's bedtime


def bedtime_field(shown: Shown) -> QLineEdit:
    next(
        b for b in shown.window.findChildren(QPushButton) if spoken(b)[0].startswith("Another bedtime")
    ).click()
    return next(f for f in shown.window.findChildren(QLineEdit) if f.accessibleName() == "Bedtime tonight")


def test_a_bedtime_is_typed_and_return_applies_it(shown: Shown) -> None:
    field = bedtime_field(shown)
    assert (field.text(), field.selectedText()) == ("22:30", "22:30")
    assert field.width() > field.fontMetrics().horizontalAdvance("22:30")
    QTest.keyClicks(field, "23:15")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown.engine.tonight.clock(shown.engine.tonight.night.bedtime) == "23:15"
    assert not field.isVisible()


def test_with_a_clock_of_12_hours_times_are_shown_and_typed_so(shown: Shown) -> None:
    shown.engine.choose({"look.clock": "12"})
    assert shown.says("10:30\u00a0pm")
    row = shown.window.findChildren(ItemRow)[0]
    assert row.box_centre.x() > row.fontMetrics().horizontalAdvance("10:30\u00a0pm")
    field = bedtime_field(shown)
    assert field.text() == "10:30\u00a0pm"
    QTest.keyClicks(field, "11.15pm")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown.engine.tonight.local(shown.engine.tonight.night.bedtime).time() == time(23, 15)


def test_what_is_no_time_stays_in_the_field_and_changes_nothing(shown: Shown) -> None:
    field = bedtime_field(shown)
    QTest.keyClicks(field, "noon")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible()
    assert shown.engine.tonight.clock(shown.engine.tonight.night.bedtime) == "22:30"


def test_a_bedtime_that_is_refused_stays_in_the_field_and_the_reason_is_told(shown: Shown) -> None:
    shown.move_to("23:00")
    field = bedtime_field(shown)
    QTest.keyClicks(field, "12:00")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.isVisible(), field.text()) == (True, "12:00")
    assert shown.says("12:00 does not come again before you get up at 06:45")


def test_escape_closes_the_editor_first_and_then_the_window(shown: Shown) -> None:
    field = bedtime_field(shown)
    shown.window.escape()
    assert not field.isVisible()
    assert shown.window.isVisible()
    shown.window.escape()
    assert not shown.window.isVisible()


# The keyboard


def focused(shown: Shown) -> str:
    QApplication.processEvents()
    widget = shown.window.focusWidget()
    return "" if widget is None else spoken(widget)[0]


def test_the_keyboard_starts_on_the_row_that_waits_and_goes_to_the_next_one(shown: Shown) -> None:
    shown.window.close()
    shown.move_to("22:16")
    shown.window.bring_forward()
    assert focused(shown).startswith("Bedtime leg stretch")
    shown.key("Bedtime leg stretch", Qt.Key.Key_Space)
    assert focused(shown).startswith("Cool bedroom")


def test_where_nothing_waits_the_keyboard_starts_on_the_first_row(shown: Shown) -> None:
    assert focused(shown).startswith("Caffeine cut-off")
    shown.key("Caffeine cut-off", Qt.Key.Key_Down)
    assert focused(shown).startswith("Alcohol cut-off")


def test_after_an_answer_the_keyboard_stays_on_its_row_where_nothing_waits(shown: Shown) -> None:
    shown.key("Cool bedroom", Qt.Key.Key_Return)
    shown.button("Done").setFocus()
    shown.button("Done").click()
    assert focused(shown).startswith("Cool bedroom")


# Good night


def test_good_night_says_what_it_does_and_closes_the_evening(shown: Shown) -> None:
    shown.move_to("20:29")
    assert "Good night" not in shown.primaries()
    shown.move_to("22:31")
    assert shown.says("Good night counts them as not done.")
    shown.button("Good night").click()
    assert shown.engine.tonight.closed
    assert shown.says("Good night. Nothing pops up until the morning.")
    shown.button("Undo  Ctrl+Z").click()
    assert not shown.engine.tonight.closed


def test_no_row_moves_when_the_undo_comes(shown: Shown) -> None:
    row = shown.row("Loosen bedding")
    before = row.mapToGlobal(row.rect().topLeft()), row.width()
    shown.key("Loosen bedding", Qt.Key.Key_Space)
    QApplication.processEvents()
    assert (row.mapToGlobal(row.rect().topLeft()), row.width()) == before


def test_it_cannot_be_made_smaller_than_its_head_and_a_row(shown: Shown) -> None:
    shown.window.resize(10, 10)
    QApplication.processEvents()
    assert shown.window.height() >= theme.px(360)
