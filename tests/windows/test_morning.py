"""The Morning window over a real engine: by keyboard, by mouse, corrected, and about the right night."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from crampguard.routine.morning import Cramp, Leg, Morning, Muscle
from crampguard.store.diary import Diary
from crampguard.windows.morning.window import MorningWindow
from crampguard.windows.shared import theme
from tests.answers import by
from tests.moved_clock import Evening, at, evening
from tests.nowhere import NOWHERE
from tests.windows.accessibility import by_tab, spoken, unnamed
from tests.windows.conftest import Look

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SATURDAY, SUNDAY = date(2026, 11, 21), date(2026, 11, 22)
NO_CRAMP, CRAMP = Morning(cramp=False), Morning(cramp=True)
FULL = Morning(
    cramp=True,
    count=2,
    time=time(3, 10),
    leg=Leg.LEFT,
    muscle=Muscle.CALF,
    minutes=3,
    pain=6,
    awake=20,
    sore=False,
    triggers=("hot day", "the long walk"),
    eased="walking",
    note="two lines\nof note",
)
WARNING = "A cramp lasted longer than ten minutes. Call your doctor today."


class Shown:
    """The window as a user sees and handles it, on Sunday at 07:00 after a night that was watched."""

    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        self.evening, self.engine, self.diary = evening, evening.engine, evening.diary
        self.advice_opened = 0
        self.histories_opened = 0
        navigation = replace(NOWHERE, advice=self._open_advice, history=self._open_history)
        self.window = MorningWindow(evening.engine, evening.diary, navigation)
        qtbot.addWidget(self.window)
        evening.engine.listen(self.window.follow)

    def _open_advice(self) -> None:
        self.advice_opened += 1

    def _open_history(self) -> None:
        self.histories_opened += 1

    def open(self, night: date | None = None, *, cramp: bool = False) -> None:
        self.window.open(night, cramp=cramp)
        QApplication.processEvents()

    def visible(self, kind: type[QWidget]) -> list[QWidget]:
        QApplication.processEvents()
        return [widget for widget in self.window.findChildren(kind) if widget.isVisibleTo(self.window)]

    def named(self, name: str) -> QWidget:
        """The control that a screen reader calls so."""
        controls = (w for w in self.visible(QWidget) if w.focusPolicy() is not Qt.FocusPolicy.NoFocus)
        return next(widget for widget in controls if spoken(widget)[0].startswith(name))

    def button(self, text: str) -> QAbstractButton:
        button = next(b for b in self.visible(QPushButton) if isinstance(b, QPushButton) and b.text() == text)
        assert isinstance(button, QAbstractButton)
        return button

    def click(self, name: str) -> None:
        QTest.mouseClick(self.named(name), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def press(self, text: str) -> None:
        QTest.mouseClick(self.button(text), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def click_slider(self, name: str, share: float) -> None:
        slider = self.named(name)
        assert isinstance(slider, QSlider)
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.width() * share), 20))

    def keys(self, *keys: Qt.Key | str) -> None:
        """To whatever has the focus."""
        for key in keys:
            focus = self.window.focusWidget()
            assert focus is not None
            if isinstance(key, str):
                QTest.keyClicks(focus, key)
            else:
                QTest.keyClick(focus, key)
            QApplication.processEvents()

    def chosen(self) -> set[str]:
        """The names of all buttons that are chosen."""
        buttons = self.visible(QAbstractButton)
        return {spoken(b)[0] for b in buttons if isinstance(b, QAbstractButton) and b.isChecked()}

    def says(self, text: str) -> bool:
        return any(isinstance(words, QLabel) and text in words.text() for words in self.visible(QLabel))

    def recorded(self, night: date = SATURDAY) -> Morning | None:
        answered = self.diary.morning(night)
        return None if answered is None else answered.morning

    def state(self, habit: str, night: date = SATURDAY) -> State:
        return next(item.state for item in self.engine.view(night).items if item.habit.id == habit)


Opener = Callable[..., Shown]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Opener]:
    made: list[Shown] = []

    def open_(now: str = "2026-11-22 07:00", cramps: tuple[str, ...] = (), settings: str = "") -> Shown:
        watched = evening(tmp_path, at("2026-11-21 12:00"), settings)
        watched.start()
        for wall in cramps:
            watched.move_to(at(wall))
            by(watched.engine).cramp_now()
        watched.move_to(at(now))
        made.append(Shown(qtbot, watched))
        return made[-1]

    yield open_
    for shown in made:
        shown.window.hide()
        shown.diary.close()


@pytest.fixture
def shown(opened: Opener) -> Shown:
    return opened()


# The question


def test_it_asks_about_the_night_with_its_dates(shown: Shown) -> None:
    shown.open()
    assert shown.says("How was the night?")
    assert shown.says("Saturday 21 to Sunday 22 November")


def test_no_cramp_is_one_click(shown: Shown) -> None:
    shown.open()
    shown.press("No cramp")
    assert shown.recorded() == NO_CRAMP


def test_a_stray_key_answers_nothing(shown: Shown) -> None:
    shown.open()
    shown.keys(Qt.Key.Key_Return, Qt.Key.Key_Space)
    assert shown.recorded() is None
    assert shown.window.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_no_cramp_by_keyboard(shown: Shown, key: Qt.Key) -> None:
    shown.open()
    shown.keys(Qt.Key.Key_Tab, key)
    assert shown.recorded() == NO_CRAMP


def test_left_open_nothing_is_recorded_and_the_question_waits_on(shown: Shown) -> None:
    shown.open()
    shown.press("Leave it open")
    assert not shown.window.isVisible()
    assert shown.recorded() is None
    assert shown.engine.tonight.asks


def test_an_answer_given_elsewhere_meanwhile_is_said(shown: Shown) -> None:
    shown.open()
    by(shown.engine).morning(NO_CRAMP, SATURDAY)
    assert shown.says("Recorded: no cramp.")


def test_an_answer_that_cannot_be_saved_now_is_saved_later(shown: Shown) -> None:
    shown.open()
    with closing(Diary(shown.diary.database.path)) as other, other.transaction():
        shown.press("No cramp")
        assert shown.says("Not saved: ")
        assert shown.button("No cramp").isVisibleTo(shown.window)
    shown.engine.refresh()
    answered = shown.diary.morning(SATURDAY)
    assert answered is not None
    assert answered.morning == NO_CRAMP


def test_a_diary_that_cannot_be_read_meanwhile_does_no_harm(shown: Shown) -> None:
    shown.open()
    shown.diary.close()
    shown.engine.refresh()
    shown.press("No cramp")
    assert shown.says("Not saved: ")
    assert shown.button("No cramp").isVisibleTo(shown.window)


# The card


def test_nothing_touched_is_nothing_set(shown: Shown) -> None:
    shown.open()
    shown.press("Cramp…")
    assert shown.chosen() == set()
    shown.press("Save")
    assert shown.recorded() == CRAMP


def test_opened_for_a_cramp_it_shows_the_card_at_once_and_records_nothing_yet(shown: Shown) -> None:
    shown.open(SATURDAY, cramp=True)
    assert shown.says("The cramp last night")
    assert shown.recorded() is None


def test_a_cramp_by_mouse_alone(shown: Shown) -> None:
    shown.open()
    shown.press("Cramp…")
    for name in ("How many: 2", "Leg: Left", "Where: Calf", "Lasted, minutes: 1 to 5", "Awake, minutes: 20"):
        shown.click(name)
    shown.click_slider("About when", 0.5)
    shown.click_slider("Pain", 0.99)
    shown.press("Sore today, what set it off, what eased it, a note")
    for name in ("Sore today: No", "Set it off: hot day", "Set it off: alcohol"):
        shown.click(name)
    shown.press("Save")
    morning = shown.recorded()
    assert morning is not None
    assert morning.time is not None
    assert time(2, 20) <= morning.time <= time(2, 50)
    assert morning == Morning(
        cramp=True,
        count=2,
        time=morning.time,
        leg=Leg.LEFT,
        muscle=Muscle.CALF,
        minutes=3,
        pain=10,
        awake=20,
        sore=False,
        triggers=("hot day", "alcohol"),
    )


def test_a_cramp_by_keyboard_alone(shown: Shown) -> None:
    tab, right = Qt.Key.Key_Tab, Qt.Key.Key_Right
    shown.open()
    shown.keys(tab, tab, Qt.Key.Key_Return)
    shown.keys("2", tab, "0310", tab, "r", tab, Qt.Key.Key_Space, tab, right, right, tab, "6", tab, "2", tab)
    shown.keys(Qt.Key.Key_Return, Qt.Key.Key_Space, tab, "h", right, Qt.Key.Key_Space, tab, "cold floor", tab)
    shown.keys("slept badly", Qt.Key.Key_Backtab, Qt.Key.Key_Return)
    assert shown.recorded() == Morning(
        cramp=True,
        count=2,
        time=time(3, 10),
        leg=Leg.RIGHT,
        muscle=Muscle.CALF,
        minutes=8,
        pain=6,
        awake=20,
        sore=True,
        triggers=("hot day", "heavy legs"),
        eased="cold floor",
        note="slept badly",
    )


def test_what_was_chosen_is_taken_back_by_choosing_it_again(shown: Shown) -> None:
    shown.open(SATURDAY, cramp=True)
    shown.click("Leg: Left")
    assert shown.chosen() == {"Leg: Left"}
    shown.click("Leg: Both")
    assert shown.chosen() == {"Leg: Both"}
    shown.click("Leg: Both")
    shown.click_slider("Pain", 0.34)
    shown.press("3 of 10")
    shown.click_slider("About when", 0.5)
    shown.named("About when").setFocus()
    shown.keys(Qt.Key.Key_Delete)
    shown.named("How many: 1").setFocus()
    shown.keys("3", Qt.Key.Key_Backspace, Qt.Key.Key_Return)
    assert shown.recorded() == CRAMP


def test_a_click_in_the_middle_sets_what_the_dashed_knob_only_showed(shown: Shown) -> None:
    shown.open(SATURDAY, cramp=True)
    assert spoken(shown.named("Pain"))[0] == "Pain: not set"
    slider = shown.named("Pain")
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=slider.rect().center())
    assert spoken(shown.named("Pain"))[0] == "Pain: 5 of 10"
    shown.press("Save")
    assert shown.recorded() == Morning(cramp=True, pain=5)


@pytest.mark.parametrize(("typed", "pain"), [("0", 0), ("1", 1), ("10", 10), ("12", 2), ("7", 7)])
def test_pain_by_digits(shown: Shown, typed: str, pain: int) -> None:
    shown.open(SATURDAY, cramp=True)
    shown.named("Pain").setFocus()
    shown.keys(typed, Qt.Key.Key_Return)
    assert shown.recorded() == Morning(cramp=True, pain=pain)


def test_the_time_moves_by_ten_minutes_and_by_hours_between_bedtime_and_wake(shown: Shown) -> None:
    shown.open(SATURDAY, cramp=True)
    shown.named("About when").setFocus()
    shown.keys(Qt.Key.Key_Home)
    assert spoken(shown.named("About when"))[0] == "About when: 22:30"
    shown.keys(Qt.Key.Key_Right, Qt.Key.Key_PageUp)
    assert spoken(shown.named("About when"))[0] == "About when: 23:40"
    shown.keys(Qt.Key.Key_End)
    assert spoken(shown.named("About when"))[0] == "About when: 06:45"


def test_the_wheel_over_a_slider_sets_nothing(shown: Shown, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent

    shown.open(SATURDAY, cramp=True)
    slider = shown.named("Pain")
    where, none = QPointF(slider.rect().center()), QPoint()
    event = QWheelEvent(
        where,
        slider.mapToGlobal(where),
        none,
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)
    shown.press("Save")
    assert shown.recorded() == CRAMP


def test_escape_goes_back_and_then_closes_and_what_was_filled_in_stays_meanwhile(shown: Shown) -> None:
    shown.open()
    shown.press("Cramp…")
    shown.click("Leg: Left")
    shown.keys(Qt.Key.Key_Escape)
    assert shown.says("How was the night?")
    shown.press("Cramp…")
    assert shown.chosen() == {"Leg: Left"}
    shown.keys(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert not shown.window.isVisible()
    assert shown.recorded() is None


def test_last_mornings_leads_to_the_history(shown: Shown) -> None:
    shown.open()
    shown.button("Last mornings").click()
    assert shown.histories_opened == 1


def test_a_warning_sign_is_said_below_its_answer_and_goes_with_it(shown: Shown) -> None:
    shown.open(SATURDAY, cramp=True)
    assert not shown.says(WARNING)
    shown.click("Lasted, minutes: over 10")
    assert shown.says(WARNING)
    hint = next(
        words for words in shown.visible(QLabel) if isinstance(words, QLabel) and words.text() == WARNING
    )
    places = [
        widget.mapTo(shown.window, QPoint()).y()
        for widget in (shown.named("Lasted, minutes: over 10"), hint, shown.named("Pain"))
    ]
    assert places == sorted(places)
    shown.button("When to see a doctor").click()
    assert shown.advice_opened == 1
    shown.click("Lasted, minutes: 5 to 10")
    assert not shown.says(WARNING)


def test_a_sign_is_said_in_place_and_after_saving_each_time_it_matches(shown: Shown) -> None:
    several = "Cramps came several times in one night. That is a good reason to see your doctor."
    for night in (SATURDAY, date(2026, 11, 20)):
        by(shown.engine).morning(Morning(cramp=True, count=4), night)
        shown.open(night)
        assert shown.says(several)  # in place every time
        shown.press("Save")
        assert shown.says(several)


def test_the_third_cramp_night_of_seven_raises_what_two_do_not(shown: Shown) -> None:
    disturbed = "Your cramps disturb your sleep. That is a good reason to see your doctor."
    for night in (date(2026, 11, 10), date(2026, 11, 15)):
        by(shown.engine).morning(CRAMP, night)
    by(shown.engine).morning(NO_CRAMP, date(2026, 11, 18))
    for night, raised in ((date(2026, 11, 22), False), (date(2026, 11, 16), True)):
        shown.open(night, cramp=True)
        assert not shown.says(disturbed)
        shown.press("Save")
        assert shown.says(disturbed) is raised


def test_a_third_cramp_night_of_eight_raises_nothing(shown: Shown) -> None:
    for night in (date(2026, 11, 14), date(2026, 11, 15)):
        by(shown.engine).morning(CRAMP, night)
    shown.open(SATURDAY, cramp=True)
    shown.press("Save")
    assert not shown.says("a good reason to see your doctor")


# What "cramp now" knows


def test_cramp_now_fills_in_how_many_and_when_and_says_so(opened: Opener) -> None:
    shown = opened(cramps=("2026-11-22 03:12", "2026-11-22 04:40"))
    shown.open()
    assert shown.says("From Cramp now, 03:12, 04:40")
    assert shown.chosen() == {"How many: 2"}
    assert spoken(shown.named("About when"))[0] == "About when: 03:12"
    shown.press("Save")
    assert shown.recorded() == Morning(cramp=True, count=2, time=time(3, 12))


def test_how_long_the_first_cramp_lasted_is_filled_in_where_it_was_said_to_be_over(opened: Opener) -> None:
    shown = opened(cramps=("2026-11-22 03:12",))
    began = at("2026-11-22 03:12")
    shown.diary.put_cramp(SATURDAY, Cramp(began, began + timedelta(minutes=4)))
    shown.open()
    shown.press("Save")
    assert shown.recorded() == Morning(cramp=True, count=1, time=time(3, 12), minutes=4)


def test_what_cramp_now_filled_in_can_be_changed_and_taken_back(opened: Opener) -> None:
    shown = opened(cramps=("2026-11-22 03:12",))
    shown.open()
    shown.click("How many: 1")
    shown.press("03:12")
    shown.press("Save")
    assert shown.recorded() == CRAMP


def test_a_cramp_now_by_mistake_was_no_cramp_after_all(opened: Opener) -> None:
    shown = opened(cramps=("2026-11-22 03:12",))
    shown.open()
    shown.press("It was no cramp after all")
    assert shown.recorded() == NO_CRAMP


def test_an_answer_that_is_there_is_not_changed_by_cramp_now(opened: Opener) -> None:
    shown = opened(cramps=("2026-11-22 03:12",))
    by(shown.engine).morning(Morning(cramp=True, count=4), SATURDAY)
    shown.open()
    assert shown.chosen() == {"How many: 4"}
    assert not shown.says("From Cramp now")


# Correction


def test_a_night_that_was_answered_opens_filled_in(shown: Shown) -> None:
    by(shown.engine).morning(FULL, SATURDAY)
    before = shown.diary.morning(SATURDAY)
    shown.evening.move_by(hours=1)
    shown.open()
    assert shown.chosen() == {
        "How many: 2",
        "Leg: Left",
        "Where: Calf",
        "Lasted, minutes: 1 to 5",
        "Awake, minutes: 20",
        "Sore today: No",
        "Set it off: hot day",
        "Set it off: the long walk",
    }
    assert [e.text() for e in shown.visible(QLineEdit) if isinstance(e, QLineEdit)] == ["walking"]
    shown.press("Save")
    assert shown.diary.morning(SATURDAY) == before


@pytest.mark.parametrize(
    "kept",
    [
        FULL,
        Morning(cramp=True, count=7),
        Morning(cramp=True, minutes=4),
        Morning(cramp=True, minutes=45),
        Morning(cramp=True, minutes=0),
        Morning(cramp=True, awake=1),
        Morning(cramp=True, awake=33),
        Morning(cramp=True, awake=59),
        Morning(cramp=True, awake=200),
        Morning(cramp=True, time=time(3, 7)),
        Morning(cramp=True, time=time(3, 7, 30)),
        Morning(cramp=True, time=time(14, 0)),
        Morning(cramp=True, pain=0),
        Morning(cramp=True, triggers=("new shoes", "alcohol", "hot day")),
        Morning(cramp=True, eased="one\ntwo ", note=" three\n\nfour "),
    ],
)
def test_a_value_that_the_card_cannot_show_exactly_stays_as_it_is(shown: Shown, kept: Morning) -> None:
    by(shown.engine).morning(kept, SATURDAY)
    shown.open()
    shown.press("Save")
    assert shown.recorded() == kept


def test_another_class_of_it_is_its_usual_value(shown: Shown) -> None:
    by(shown.engine).morning(Morning(cramp=True, minutes=4, count=7, awake=33), SATURDAY)
    shown.open()
    assert shown.chosen() == {"How many: 5+", "Lasted, minutes: 1 to 5", "Awake, minutes: 33"}
    for name in ("Lasted, minutes: over 10", "How many: 3", "Awake, minutes: 60+"):
        shown.click(name)
    shown.press("Save")
    assert shown.recorded() == Morning(cramp=True, minutes=15, count=3, awake=60)


def test_it_was_no_cramp_after_all_keeps_the_note_and_nothing_of_the_cramp(shown: Shown) -> None:
    by(shown.engine).morning(FULL, SATURDAY)
    shown.open()
    shown.press("It was no cramp after all")
    assert shown.recorded() == Morning(cramp=False, sore=False, note=FULL.note)
    shown.press("Correct the answer")
    shown.press("Cramp…")
    shown.press("Save")
    assert shown.recorded() == FULL


def test_a_night_without_a_cramp_can_still_become_one(shown: Shown) -> None:
    by(shown.engine).morning(Morning(cramp=False, note="warm room"), SATURDAY)
    shown.open()
    assert shown.says("Recorded: no cramp.")
    shown.press("Cramp…")
    shown.click("Leg: Right")
    shown.press("Save")
    assert shown.recorded() == Morning(cramp=True, leg=Leg.RIGHT, note="warm room")


# Which night


def test_after_midnight_it_is_the_night_one_lies_in(opened: Opener) -> None:
    shown = opened("2026-11-22 03:00")
    shown.open()
    shown.press("No cramp")
    assert shown.recorded() == NO_CRAMP


def test_a_window_left_open_over_the_day_still_answers_for_its_night(opened: Opener) -> None:
    shown = opened("2026-11-22 03:00")
    shown.open()
    shown.evening.move_to(at("2026-11-23 09:00"))
    shown.press("No cramp")
    assert (shown.recorded(SATURDAY), shown.recorded(SUNDAY)) == (NO_CRAMP, None)


def test_any_past_night_can_be_opened(shown: Shown) -> None:
    shown.evening.move_to(at("2026-12-01 09:00"))
    shown.open(SATURDAY, cramp=True)
    assert shown.says("The cramp that night")
    assert shown.says("Saturday 21 to Sunday 22 November")
    shown.press("Save")
    assert shown.recorded() == CRAMP
    shown.open(date(2026, 11, 30))
    assert shown.says("Monday 30 November to Tuesday 1 December")


def test_a_night_that_is_not_yet_is_refused_in_the_window(shown: Shown) -> None:
    shown.open(date(2026, 11, 25))
    shown.press("No cramp")
    assert shown.says("Not saved: the night of 2026-11-25 has not begun")
    assert shown.recorded(date(2026, 11, 25)) is None


@pytest.mark.parametrize(("zone", "night"), [("Europe/Berlin", "2026-10-24"), ("Pacific/Apia", "2011-12-29")])
def test_the_times_of_a_night_in_which_clocks_change_or_a_date_is_skipped(
    qtbot: QtBot, tmp_path: Path, look: Look, zone: str, night: str
) -> None:
    where, day = ZoneInfo(zone), date.fromisoformat(night)
    now = datetime.combine(day, time(12), tzinfo=where)
    shown = Shown(qtbot, evening(tmp_path, now))
    shown.open(day, cramp=True)
    shown.named("About when").setFocus()
    shown.keys(Qt.Key.Key_End)
    name = spoken(shown.named("About when"))[0]
    ends = shown.engine.view(day).night.ends.astimezone(where)
    assert name == f"About when: {ends:%H:%M}"
    shown.keys("0230", Qt.Key.Key_Return)
    morning = shown.recorded(day)
    assert morning is not None
    assert morning.time == time(2, 30)
    shown.diary.close()


# The evening's open items


def test_after_the_answer_the_open_items_are_asked_for_in_one_row_each(shown: Shown) -> None:
    by(shown.engine).done("stretch", SATURDAY)
    by(shown.engine).skip("hydrate", SATURDAY)
    shown.open()
    shown.press("No cramp")
    assert shown.says("2 of 10 are answered already.")
    assert not any(spoken(b)[0].startswith("Bedtime leg stretch") for b in shown.visible(QAbstractButton))
    shown.click("Cool bedroom: Did")
    shown.click("Loosen bedding: Did not")
    shown.click("Caffeine cut-off: None")
    shown.click("Alcohol cut-off: Had some")
    states = {"cool_bedroom", "loose_bedding", "caffeine_cutoff", "alcohol_cutoff", "wind_down"}
    assert {habit: shown.state(habit) for habit in states} == {
        "cool_bedroom": State.DONE,
        "loose_bedding": State.SKIPPED,
        "caffeine_cutoff": State.DONE,
        "alcohol_cutoff": State.SKIPPED,
        "wind_down": State.PAST,
    }
    shown.click("Cool bedroom: Leave")
    assert shown.state("cool_bedroom") is State.PAST
    assert shown.says("That is all.")
    shown.press("Close")
    assert not shown.window.isVisible()


def test_an_item_answered_elsewhere_is_shown_so_and_stays_in_its_place(shown: Shown) -> None:
    shown.open()
    shown.press("No cramp")
    before = [spoken(b)[0] for b in shown.visible(QAbstractButton)]
    by(shown.engine).skip("cool_bedroom", SATURDAY)
    assert "Cool bedroom: Did not" in shown.chosen()
    assert [spoken(b)[0] for b in shown.visible(QAbstractButton)] == before


def test_the_items_by_keyboard(shown: Shown) -> None:
    shown.open()
    shown.press("No cramp")
    shown.named("Cool bedroom: Leave").setFocus()
    shown.keys(Qt.Key.Key_Home, Qt.Key.Key_Tab, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert shown.state("cool_bedroom") is State.DONE
    assert shown.state("wind_down") is State.SKIPPED
    assert not shown.window.isVisible()


def test_where_nothing_is_open_that_is_all(shown: Shown) -> None:
    for item in shown.engine.view(SATURDAY).items:
        by(shown.engine).done(item.habit.id, SATURDAY)
    shown.open()
    shown.press("No cramp")
    assert not shown.says("The evening before")
    assert shown.says("That is all.")


# For everyone


def test_every_control_has_a_name_and_tab_goes_from_row_to_row(shown: Shown) -> None:
    shown.open()
    assert unnamed(shown.window) == []
    shown.press("Cramp…")
    shown.press("Sore today, what set it off, what eased it, a note")
    assert unnamed(shown.window) == []
    rows = [spoken(widget)[0].partition(":")[0] for widget in by_tab(shown.window)]
    assert rows == [
        "How many",
        "About when",
        "Leg",
        "Where",
        "Lasted, minutes",
        "Pain",
        "Awake, minutes",
        "Sore today, what set it off, what eased it, a note",
        "Sore today",
        "Set it off",
        "Eased it",
        "Note",
        "Back",
        "When to see a doctor",
        "Save",
    ]
    shown.press("Save")
    assert unnamed(shown.window) == []
    rows = [spoken(widget)[0].partition(":")[0] for widget in by_tab(shown.window)]
    assert rows[:3] == ["Correct the answer", "Caffeine cut-off", "Alcohol cut-off"]
    assert rows[-3:] == ["Regular bedtime", "When to see a doctor", "Close"]


def test_right_to_left_it_mirrors_with_keys_and_mouse(shown: Shown) -> None:
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown.open(SATURDAY, cramp=True)
    assert shown.named("How many: 1").x() > shown.named("How many: 2").x()
    shown.named("How many: 1").setFocus()
    shown.keys(Qt.Key.Key_Left)
    assert shown.chosen() == {"How many: 2"}
    shown.click_slider("Pain", 0.01)
    shown.press("Save")
    assert shown.recorded() == Morning(cramp=True, count=2, pain=10)


@pytest.mark.parametrize("points", [11, 22])
def test_the_options_of_a_row_stand_close_together(opened: Opener, look: Look, points: float) -> None:
    look(theme.LIGHT, points)
    shown = opened()
    shown.open(cramp=True)
    shown.window.resize(shown.window.width(), 4000)
    QApplication.processEvents()
    left, right = (
        button.mapTo(shown.window, button.rect().center())
        for button in (shown.named("Leg: Left"), shown.named("Leg: Right"))
    )
    picture = shown.window.grab().toImage()
    line = [picture.pixelColor(x, left.y()) for x in range(left.x(), right.x())]
    assert line.count(QColor(theme.LIGHT.window)) == theme.px(theme.SPACE_S)


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("points", [11, 22])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_no_word_is_cut_at_any_size(
    opened: Opener,
    look: Callable[[theme.Roles, float], None],
    roles: theme.Roles,
    points: float,
    direction: Qt.LayoutDirection,
    qtbot: QtBot,
) -> None:
    look(roles, points)
    shown = opened(cramps=("2026-11-22 03:12",))
    shown.window.setLayoutDirection(direction)
    by(shown.engine).morning(FULL, SATURDAY)
    shown.open()
    shown.click("Lasted, minutes: over 10")
    for page in ("card", "after"):
        if page == "after":
            shown.press("It was no cramp after all")
        qtbot.wait(1)
        shown.window.resize(shown.window.minimumWidth(), 4000)
        qtbot.wait(1)
        _nothing_is_cut(shown)


def _nothing_is_cut(shown: Shown) -> None:
    width = shown.window.width()
    for widget in shown.visible(QWidget):
        place = QRect(widget.mapTo(shown.window, QPoint()), widget.size())
        assert place.left() >= 0, spoken(widget)
        assert place.right() < width, spoken(widget)
        if isinstance(widget, QLabel) and widget.text():
            room = QRect(0, 0, widget.width(), 10_000)
            needed = widget.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, widget.text())
            assert needed.height() <= widget.height() + 2, widget.text()
            assert needed.width() <= widget.width() + 2, widget.text()
        elif isinstance(widget, QAbstractButton):
            assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
            assert widget.height() >= widget.minimumSizeHint().height(), widget.text()
