"""The Welcome window over a real engine and a real settings.toml."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crampguard.engine import Outcome
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import TrialResult
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.switch import Switch
from crampguard.windows.welcome.window import WelcomeWindow
from tests.moved_clock import Evening, at, evening
from tests.windows.accessibility import by_tab, controls, spoken, unnamed
from tests.windows.conftest import Look

# Offscreen Qt complains about the least size of a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

W = TypeVar("W", bound=QWidget)

MONDAY_NOON = "2026-11-23 12:00"
BED_WEEK, UP_WEEK = "To bed Sunday to Thursday", "Get up Monday to Friday"
BED_WEEKEND, UP_WEEKEND = "To bed Friday and Saturday", "Get up Saturday and Sunday"


@dataclass
class FakeLogin:
    why_not: str = ""
    enabled: bool = False
    fails: bool = False

    def enable(self) -> None:
        if self.fails:
            raise OSError(30, "Read-only file system")
        self.enabled = True

    def disable(self) -> None:
        self.enabled = False


@dataclass
class Welcome:
    """The window, and hands and eyes for it."""

    evening: Evening
    window: WelcomeWindow
    login: FakeLogin
    trials: list[Callable[[TrialResult], None]] = field(default_factory=list)
    begun: int = 0
    advice_opened: int = 0

    @property
    def file(self) -> str:
        return self.evening.settings.read_text(encoding="utf-8")

    @property
    def written(self) -> dict[str, Any]:
        return tomllib.loads(self.file)

    def field(self, name: str) -> QLineEdit:
        return next(f for f in self.visible(QLineEdit) if f.accessibleName() == name)

    def enter(self, name: str, text: str) -> None:
        """Types over what is there, and stays in the field."""
        edit = self.field(name)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)

    def leave(self) -> None:
        self.button("Set up later").setFocus()

    def button(self, words: str) -> QAbstractButton:
        return next(b for b in self.visible(QAbstractButton) if b.text() == words)

    def press(self, words: str) -> None:
        self.button(words).click()

    def moments(self) -> dict[str, str]:
        """The time line as it is heard: title -> what follows."""
        heard = [re.split(r", (?=\d\d:)", spoken(switch)[0]) for switch in self.visible(Switch)]
        return {title: words for title, words in heard}  # noqa: C416 (pairs that are lists)

    def switch(self, title: str) -> Switch:
        return next(s for s in self.visible(Switch) if s.accessibleName().startswith(f"{title},"))

    def notes(self) -> list[str]:
        return [note.text() for note in self.visible(Note)]

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.visible(QLabel))

    def visible(self, kind: type[W]) -> list[W]:
        return [widget for widget in self.window.findChildren(kind) if widget.isVisibleTo(self.window)]


Open = Callable[..., Welcome]


@pytest.fixture
def open_at(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Open]:
    """Opens the window on a profile, by default at noon of a Monday with an empty settings.toml."""

    def open_it(when: str = MONDAY_NOON, settings: str = "", login: FakeLogin | None = None) -> Welcome:
        opened = evening(tmp_path, at(when), settings)
        opened.start()
        login = login or FakeLogin()
        welcome: Welcome

        def try_notification(on_result: Callable[[TrialResult], None]) -> None:
            welcome.trials.append(on_result)

        def begun() -> None:
            welcome.begun += 1

        def open_advice() -> None:
            welcome.advice_opened += 1

        window = WelcomeWindow(opened.engine, opened.clock, login, try_notification, begun, open_advice)
        welcome = Welcome(opened, window, login)
        qtbot.addWidget(window, before_close_func=lambda _window: opened.diary.close())
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        return welcome

    yield open_it
    # The windows of earlier tests would be laid out anew with each change of the look.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def welcome(open_at: Open) -> Welcome:
    return open_at()


# What it shows at first


def test_it_leads_to_see_someone(welcome: Welcome) -> None:
    welcome.press("When to see a doctor")
    assert welcome.advice_opened == 1


def test_the_defaults_are_there(welcome: Welcome) -> None:
    times = [welcome.field(name).text() for name in (BED_WEEK, UP_WEEK, BED_WEEKEND, UP_WEEKEND)]
    assert times == ["22:30", "06:45", "22:30", "06:45"]
    off = [title for title in welcome.moments() if not welcome.switch(title).isChecked()]
    assert off == ["Warm shower"]
    checked = {check.text(): check.isChecked() for check in welcome.visible(Check)}
    assert checked == {
        "Coffee or tea": True,
        "Alcohol": True,
        "Hard exercise": True,
        "Heavy legs": True,
        "I have been told to limit what I drink": False,
        "I take a statin": False,
        "Start when I log in": True,
    }


def test_the_time_line_is_that_of_tonight(welcome: Welcome) -> None:
    assert welcome.says("Tonight would look like this")
    moments = welcome.moments()
    assert list(moments)[:3] == ["Caffeine cut-off", "Alcohol cut-off", "Fluids through the day"]
    assert moments["Caffeine cut-off"] == "13:30, 9 h before, a heads-up, ticked later, pops up"
    assert moments["Loosen bedding"] == "22:15, 15 min before, ticked when done, in the list only"
    tonight = welcome.evening.engine.tonight
    planned = [(item.habit.title, tonight.clock(item.due)) for item in tonight.items]
    shown = [(title, words[:5]) for title, words in moments.items() if title != "Warm shower"]
    assert shown == planned


def test_at_night_tonight_is_the_night_that_began_the_day_before(open_at: Open) -> None:
    early = "2026-11-28 05:00"  # a Saturday, so it is still Friday's night
    welcome = open_at(early, '[schedule.friday]\nbedtime = "23:30"\n[schedule.saturday]\nbedtime = "23:30"')
    assert welcome.moments()["Cool bedroom"].startswith("22:30")
    assert welcome.says("Tonight would look like this")


def test_a_habit_of_other_evenings_is_not_on_the_line(open_at: Open) -> None:
    welcome = open_at(settings='[habits.stretch]\ndays = ["friday"]')
    assert "Bedtime leg stretch" not in welcome.moments()


def test_a_habit_that_cannot_come_so_early_comes_on_getting_up(welcome: Welcome) -> None:
    welcome.enter(UP_WEEK, "14:30")
    assert welcome.moments()["Caffeine cut-off"].startswith("14:30, on getting up")


# Times


def test_the_time_line_follows_each_key(welcome: Welcome) -> None:
    welcome.enter(BED_WEEK, "23:3")
    assert welcome.moments()["Cool bedroom"].startswith("21:30")
    QTest.keyClicks(welcome.field(BED_WEEK), "0")
    assert welcome.moments()["Cool bedroom"].startswith("22:30")
    assert welcome.says("23:30")  # the bedtime at its end


def test_the_weekend_keeps_to_the_week_until_it_has_its_own_times(welcome: Welcome) -> None:
    welcome.enter(BED_WEEK, "23:00")
    assert welcome.field(BED_WEEKEND).text() == "23:00"
    welcome.enter(BED_WEEKEND, "23:30")
    welcome.enter(BED_WEEK, "22:00")
    assert welcome.field(BED_WEEKEND).text() == "23:30"


def test_while_the_weekend_is_typed_friday_is_shown(welcome: Welcome) -> None:
    welcome.enter(BED_WEEKEND, "23:30")
    assert welcome.says("Friday would look like this")
    assert welcome.moments()["Cool bedroom"].startswith("22:30")
    welcome.leave()
    assert welcome.says("Tonight would look like this")
    assert welcome.moments()["Cool bedroom"].startswith("21:30")


def test_the_weekend_is_two_bedtimes_and_the_mornings_after(welcome: Welcome) -> None:
    welcome.enter(BED_WEEKEND, "23:30")
    welcome.enter(UP_WEEKEND, "08:00")
    welcome.press("Begin tonight")
    assert welcome.written["schedule"] == {
        "bedtime": "22:30",
        "wake": "06:45",
        "friday": {"bedtime": "23:30"},
        "saturday": {"bedtime": "23:30", "wake": "08:00"},
        "sunday": {"wake": "08:00"},
    }


def test_the_same_times_all_week_are_written_once(open_at: Open) -> None:
    welcome = open_at(settings='[schedule.friday]\nbedtime = "23:30"\n[schedule.saturday]\nbedtime = "23:30"')
    welcome.enter(BED_WEEKEND, "22:30")
    welcome.press("Begin tonight")
    assert welcome.written["schedule"] == {"bedtime": "22:30"}


def test_what_is_no_time_is_said_at_once(welcome: Welcome) -> None:
    welcome.enter(BED_WEEK, "25:00")
    wrong = "25:00 is not a time. From 00:00 to 23:59."
    assert wrong in welcome.notes()
    assert spoken(welcome.field(BED_WEEK)) == (BED_WEEK, wrong)
    assert not welcome.button("Begin tonight").isEnabled()
    assert spoken(welcome.button("Begin tonight"))[1] == wrong
    assert welcome.moments()["Cool bedroom"].startswith("21:30")
    welcome.enter(BED_WEEK, "22:30")
    assert welcome.notes() == []
    assert welcome.button("Begin tonight").isEnabled()


@pytest.mark.parametrize("start", ["", "2", "23", "23:", "23:1"])
def test_a_time_that_is_being_typed_is_not_called_wrong(welcome: Welcome, start: str) -> None:
    welcome.enter(BED_WEEK, "23:10")
    for _key in range(5 - len(start)):
        QTest.keyClick(welcome.field(BED_WEEK), Qt.Key.Key_Backspace)
    assert welcome.field(BED_WEEK).text() == start
    assert welcome.notes() == ["A time is not complete yet."]
    assert not welcome.button("Begin tonight").isEnabled()
    welcome.leave()
    said = f"{start or 'Nothing'} is not a time. From 00:00 to 23:59."
    assert welcome.notes() == [said, said]


@pytest.mark.parametrize(("loose", "meant"), [("7:30", "07:30"), ("730", "07:30"), ("0730", "07:30")])
def test_a_loosely_written_time_is_put_right_on_leaving(welcome: Welcome, loose: str, meant: str) -> None:
    welcome.enter(UP_WEEK, loose)
    welcome.leave()
    assert welcome.field(UP_WEEK).text() == meant
    assert welcome.notes() == []


def test_times_too_close_together_are_refused(welcome: Welcome) -> None:
    welcome.enter(BED_WEEKEND, "05:00")
    wrong = "Friday: bedtime 05:00 is less than 3 hours before getting up at 06:45."
    assert welcome.notes() == [wrong, wrong]
    assert not welcome.button("Begin tonight").isEnabled()


def test_each_day_on_its_own(welcome: Welcome) -> None:
    welcome.enter(BED_WEEKEND, "23:30")
    welcome.press("Each day on its own")
    beds = [welcome.field(f"To bed {day}").text() for day in ("Monday", "Friday", "Saturday", "Sunday")]
    assert beds == ["22:30", "23:30", "23:30", "22:30"]
    welcome.enter("To bed Wednesday", "21:30")
    welcome.enter("Get up Thursday", "05:30")
    welcome.press("Begin tonight")
    schedule = welcome.written["schedule"]
    assert schedule["wednesday"] == {"bedtime": "21:30"}
    assert schedule["thursday"] == {"wake": "05:30"}


def test_the_days_fold_again(welcome: Welcome) -> None:
    welcome.press("Each day on its own")
    welcome.enter("To bed Friday", "25:00")
    assert not welcome.button("Begin tonight").isEnabled()
    welcome.press("Only week and weekend")
    assert welcome.button("Begin tonight").isEnabled()
    assert welcome.field(BED_WEEKEND).text() == "22:30"


def test_days_that_differ_are_shown_one_by_one(open_at: Open) -> None:
    welcome = open_at(settings='[schedule.wednesday]\nbedtime = "21:30"')
    assert welcome.field("To bed Wednesday").text() == "21:30"


# What is theirs


@pytest.mark.parametrize(
    ("words", "title", "habit"),
    [
        ("Coffee or tea", "Caffeine cut-off", "caffeine_cutoff"),
        ("Alcohol", "Alcohol cut-off", "alcohol_cutoff"),
        ("Hard exercise", "No late workout", "no_hard_exercise"),
        ("Heavy legs", "Ease tired legs", "ease_overuse"),
    ],
)
def test_a_habit_that_is_not_theirs_is_off_for_good(
    welcome: Welcome, words: str, title: str, habit: str
) -> None:
    welcome.press(words)
    assert not welcome.switch(title).isChecked()
    assert welcome.moments()[title]  # it stays where it would be
    welcome.press("Begin tonight")
    assert welcome.written["habits"] == {habit: {"enabled": False}}
    assert habit not in [item.habit.id for item in welcome.evening.engine.tonight.items]


def test_switch_and_tick_are_one(welcome: Welcome) -> None:
    welcome.switch("Alcohol cut-off").click()
    assert not welcome.button("Alcohol").isChecked()
    welcome.press("Alcohol")
    assert welcome.switch("Alcohol cut-off").isChecked()
    before = welcome.file
    welcome.press("Begin tonight")
    assert welcome.file == before


def test_what_is_off_at_first_can_be_theirs(welcome: Welcome) -> None:
    welcome.switch("Warm shower").click()
    welcome.press("Begin tonight")
    assert welcome.written["habits"] == {"warm_shower": {"enabled": True}}


def test_a_fluid_limit_is_kept(welcome: Welcome) -> None:
    welcome.press("I have been told to limit what I drink")
    welcome.press("Begin tonight")
    assert welcome.written["about_me"] == {"fluid_limit": True}
    assert welcome.evening.engine.settings.about_me.fluid_limit


# Keeping it, or not


def test_a_statin_and_what_goes_with_it_are_kept(welcome: Welcome) -> None:
    welcome.press("I take a statin")
    welcome.press("Yes")
    welcome.press("Begin tonight")
    assert welcome.written["about_me"] == {"statin": True, "statin_cramps": "yes"}


def test_nothing_is_written_before_begin(welcome: Welcome) -> None:
    before = welcome.file
    welcome.enter(BED_WEEK, "23:00")
    welcome.press("Alcohol")
    welcome.press("I have been told to limit what I drink")
    assert welcome.file == before
    assert not welcome.login.enabled
    welcome.press("Set up later")
    assert not welcome.window.isVisible()
    assert (welcome.file, welcome.begun, welcome.login.enabled) == (before, 0, False)
    assert len(welcome.evening.engine.tonight.items) == 10


def test_escape_is_set_up_later(welcome: Welcome) -> None:
    before = welcome.file
    welcome.press("Alcohol")
    QTest.keyClick(welcome.window, Qt.Key.Key_Escape)
    assert not welcome.window.isVisible()
    assert (welcome.file, welcome.begun) == (before, 0)


def test_begin_writes_once_and_closes(welcome: Welcome, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[object] = []
    choose = welcome.evening.engine.choose

    def count(changes: Mapping[str, Any]) -> Outcome:
        chosen.append(changes)
        return choose(changes)

    monkeypatch.setattr(welcome.evening.engine, "choose", count)
    welcome.enter(BED_WEEK, "23:00")
    welcome.press("Alcohol")
    welcome.press("Begin tonight")
    assert len(chosen) == 1
    assert not welcome.window.isVisible()
    assert welcome.begun == 1


def test_the_defaults_need_no_writing(welcome: Welcome) -> None:
    before = welcome.file
    welcome.press("Begin tonight")
    assert (welcome.file, welcome.begun) == (before, 1)


def test_what_cannot_be_saved_is_said_and_the_window_stays(welcome: Welcome) -> None:
    broken = "[schedule\n"
    welcome.evening.settings.write_text(broken, encoding="utf-8")
    welcome.press("Alcohol")
    welcome.press("Begin tonight")
    assert any(note.startswith("Not saved: ") for note in welcome.notes())
    assert welcome.window.isVisible()
    assert (welcome.file, welcome.begun, welcome.login.enabled) == (broken, 0, False)


# Start at login


def test_start_at_login_is_kept_at_begin(welcome: Welcome) -> None:
    welcome.press("Begin tonight")
    assert welcome.login.enabled


def test_start_at_login_can_be_declined(open_at: Open) -> None:
    welcome = open_at(login=FakeLogin(enabled=True))
    welcome.press("Start when I log in")
    welcome.press("Begin tonight")
    assert not welcome.login.enabled


def test_where_start_at_login_is_not_there_a_sentence_says_so(open_at: Open) -> None:
    welcome = open_at(login=FakeLogin(why_not="not there yet on this system"))
    tick = welcome.button("Start when I log in")
    assert (tick.isChecked(), tick.isEnabled()) == (False, False)
    assert welcome.says("Not possible here: not there yet on this system.")
    welcome.press("Begin tonight")
    assert not welcome.login.enabled


def test_start_at_login_that_fails_is_said_and_the_rest_is_kept(open_at: Open) -> None:
    welcome = open_at(login=FakeLogin(fails=True))
    welcome.press("Alcohol")
    welcome.press("Begin tonight")
    assert welcome.notes() == ["All is saved but start at login: Read-only file system"]
    assert welcome.written["habits"] == {"alcohol_cutoff": {"enabled": False}}
    assert not welcome.button("Start when I log in").isChecked()
    welcome.press("Begin tonight")
    assert (welcome.window.isVisible(), welcome.begun) == (False, 1)


# The test notification


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("sent", "Sent. Now press the button in it"),
        ("clicked", "Yes: it came, and your click came back."),
        ("no buttons", "It came, but this desktop shows no buttons in it."),
        ("gone", "It went before a click came back."),
        ("nobody", "start a notification server such as dunst."),
    ],
)
def test_what_becomes_of_the_test_notification_is_said(
    welcome: Welcome, result: TrialResult, words: str
) -> None:
    welcome.press("Send one")
    assert welcome.notes() == ["Asking your desktop to show one."]
    welcome.trials[0](result)
    assert welcome.says(words)
    assert welcome.button("Send another").isEnabled()


def test_only_the_newest_try_counts(welcome: Welcome) -> None:
    welcome.press("Send one")
    welcome.trials[0]("sent")
    welcome.press("Send another")
    welcome.trials[1]("clicked")
    welcome.trials[0]("gone")
    assert welcome.notes() == ["Yes: it came, and your click came back."]


def test_what_had_no_button_goes_without_a_word(welcome: Welcome) -> None:
    welcome.press("Send one")
    welcome.trials[0]("no buttons")
    welcome.trials[0]("gone")
    assert welcome.says("It came, but this desktop shows no buttons in it.")


def test_a_result_after_closing_is_let_go(welcome: Welcome) -> None:
    welcome.press("Send one")
    welcome.window.close()
    welcome.trials[0]("clicked")
    assert not welcome.says("Yes: it came")


# Everyone


def test_the_keyboard_reaches_everything_in_reading_order(welcome: Welcome) -> None:
    visited = by_tab(welcome.window)
    assert set(visited) == set(controls(welcome.window))
    names = [re.split(r", (?=\d\d:)", spoken(widget)[0])[0] for widget in visited]
    assert names == [
        *(BED_WEEK, UP_WEEK, BED_WEEKEND, UP_WEEKEND, "Each day on its own"),
        *("Coffee or tea", "Alcohol", "Hard exercise", "Heavy legs"),
        *("I have been told to limit what I drink", "I take a statin", "Send one", "Start when I log in"),
        *welcome.moments(),
        *("Set up later", "When to see a doctor", "Begin tonight"),
    ]


def test_the_keyboard_alone_gets_one_through(welcome: Welcome) -> None:
    def press(key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)

    def tab_to(name: str) -> None:
        for _step in range(40):
            focus = QApplication.focusWidget()
            if focus is not None and spoken(focus)[0].startswith(name):
                return
            press(Qt.Key.Key_Tab)
        pytest.fail(f"{name} is not reached")

    tab_to(BED_WEEK)
    QTest.keyClicks(welcome.field(BED_WEEK), "23:00")
    tab_to("Alcohol")
    press(Qt.Key.Key_Space)
    tab_to("Warm shower")
    press(Qt.Key.Key_Space)
    tab_to("Begin tonight")
    press(Qt.Key.Key_Space)
    assert welcome.begun == 1
    assert welcome.written["schedule"]["bedtime"] == "23:00"
    assert welcome.written["habits"] == {
        "alcohol_cutoff": {"enabled": False},
        "warm_shower": {"enabled": True},
    }


def test_every_control_has_a_name_and_says_what_it_does(welcome: Welcome) -> None:
    assert unnamed(welcome.window) == []
    welcome.press("Each day on its own")
    assert unnamed(welcome.window) == []
    bare = [spoken(switch)[0] for switch in welcome.visible(Switch) if not spoken(switch)[1]]
    assert bare == []


@pytest.mark.parametrize("width", [1000, 1700])
def test_large_text_is_never_cut(qtbot: QtBot, look: Look, open_at: Open, width: int) -> None:
    look(theme.LIGHT, 22)
    welcome = open_at(login=FakeLogin(why_not="your autostart folder cannot be written; make it your own"))
    welcome.window.resize(width, 700)
    welcome.press("Send one")
    welcome.trials[0]("nobody")
    welcome.enter(BED_WEEKEND, "05:00")

    def is_whole() -> None:
        for label in welcome.visible(QLabel):
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
        for check in welcome.visible(Check):
            assert check.height() >= check.heightForWidth(check.width()), check.text()
        area = welcome.visible(QScrollArea)[0]
        page = area.widget()
        assert page is not None
        assert page.width() <= area.viewport().width()

    qtbot.waitUntil(is_whole)


def test_it_mirrors_from_right_to_left(qtbot: QtBot, welcome: Welcome) -> None:
    welcome.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def places() -> tuple[int, int]:
        bed, up = welcome.field(BED_WEEK), welcome.field(UP_WEEK)
        return bed.mapTo(welcome.window, bed.rect().center()).x(), up.mapTo(
            welcome.window, up.rect().center()
        ).x()

    qtbot.waitUntil(lambda: places()[0] > places()[1])
    switch = welcome.switch("Cool bedroom")
    assert switch.mapTo(welcome.window, switch.rect().center()).x() < places()[1]
