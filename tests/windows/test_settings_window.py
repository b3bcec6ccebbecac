"""The settings window over a real engine and a real settings.toml."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from crampguard.routine.schedule import WEEKDAYS
from crampguard.store import backups
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.store.places import Places
from crampguard.windows.settings.lead import LeadSlider
from crampguard.windows.settings.new_habit import free_id
from crampguard.windows.settings.row import SelectButton
from crampguard.windows.settings.window import SettingsWindow
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import AppActions
from crampguard.windows.shared.confirm import ConfirmDialog
from crampguard.windows.shared.duration import duration
from crampguard.windows.shared.fields import LineField, TextField
from tests.answers import by
from tests.moved_clock import Evening, at, evening
from tests.windows.conftest import Look
from tests.windows.cramp_key import CrampKey

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SLEEP, HABITS, NUDGES, ABOUT_YOU, START, DATA = range(6)
PAGES = range(6)
MEDICINES = "Medicines and supplements, and since when"
CONDITIONS = "Conditions your doctor needs to know of"

FILE = """\
# mine, kept by hand

[schedule]
bedtime = "22:30"  # when the children sleep
wake = "06:45"

[habits.caffeine_cutoff]
lead = 600  # I am slow

[habits.evening_walk]  # with the dog
title = "Evening walk"
lead = 150

[nudges]
snooze = 15
"""


class Login:
    """Start at login as the desktop keeps it."""

    def __init__(self) -> None:
        self.why_not = ""
        self.enabled = False
        self.trouble: OSError | None = None

    def enable(self) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.enabled = True

    def disable(self) -> None:
        self.enabled = False


class Shown:
    """The window, driven by the names that a screen reader says."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.login = Login()
        self.opened: list[Path] = []
        self.deleted = 0
        self.advice_opened = 0
        self.trouble: OSError | None = None
        self.exported: list[Path] = []
        self.refused = ""
        folder = evening.settings.parent
        places = Places(evening.settings, folder, folder / "log" / "crampguard.log", folder / "socket")
        self.cramp_key = CrampKey()
        self.previews = 0
        app_actions = AppActions(
            self.opened.append, self.delete, self.export, self.take_in, self.preview, self.cramp_key
        )
        self.window = SettingsWindow(evening.engine, places, self.login, app_actions, self.open_advice)
        evening.engine.listen(self.window.follow)
        evening.start()

    def close(self) -> None:
        """At once: left to qtbot, windows pile up until an event loop ends, and each follows the look."""
        self.window.close()
        shiboken6.delete(self.window)
        self.evening.diary.close()

    def open_advice(self) -> None:
        self.advice_opened += 1

    def export(self, path: Path) -> None:
        if self.refused:
            raise StoreError(self.refused)
        self.exported.append(path)

    def take_in(self, path: Path) -> str:
        if self.refused:
            raise StoreError(self.refused)
        return f"Taken in: all of {path.name}."

    def preview(self) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.previews += 1

    def delete(self) -> None:
        self.deleted += 1
        if self.trouble is not None:
            raise self.trouble

    def controls(self) -> list[QWidget]:
        """What the keyboard can reach on the open page and around it."""
        return [
            widget
            for widget in self.window.findChildren(QWidget)
            if widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
        ]

    def named(self, name: str) -> QWidget:
        (found,) = [widget for widget in self.controls() if spoken(widget) == name]
        return found

    def press(self, name: str) -> None:
        button = self.named(name)
        assert isinstance(button, QAbstractButton)
        button.click()

    def habit(self, title: str) -> None:
        rows = self.window.findChildren(SelectButton)
        (row,) = [row for row in rows if spoken(row).startswith(f"{title}, ")]
        row.click()

    def type(self, name: str, text: str) -> None:
        field = self.named(name)
        assert isinstance(field, LineField | TextField)
        field.setFocus()
        field.selectAll()
        if text:
            QTest.keyClicks(field, text)
        else:
            QTest.keyClick(field, Qt.Key.Key_Delete)

    def write(self, name: str, text: str, leave_for: str) -> None:
        """Several lines into a text field, which is left for another one."""
        first, *more = text.split("\n")
        self.type(name, first)
        for line in more:
            QTest.keyClick(self.named(name), Qt.Key.Key_Return)
            QTest.keyClicks(self.named(name), line)
        self.named(leave_for).setFocus()

    def enter(self, name: str, text: str) -> None:
        self.type(name, text)
        QTest.keyClick(self.named(name), Qt.Key.Key_Return)

    def slider(self) -> LeadSlider:
        (slider,) = self.window.findChildren(LeadSlider)
        return slider

    def says(self, text: str) -> bool:
        QApplication.processEvents()
        labels = self.window.findChildren(QLabel)
        return any(label.isVisible() and text in label.text() for label in labels)

    @property
    def text(self) -> str:
        return self.evening.settings.read_text(encoding="utf-8")

    def question(self) -> ConfirmDialog:
        (question,) = [found for found in self.window.findChildren(ConfirmDialog) if found.isVisible()]
        return question

    def answer(self, text: str) -> None:
        next(b for b in self.question().findChildren(QAbstractButton) if b.text() == text).click()

    def changes(self) -> dict[str, Any]:
        """What the file says now and did not say before, or the other way round (None)."""
        before, after = flat(tomllib.loads(FILE)), flat(tomllib.loads(self.text))
        keys = [key for key in before | after if before.get(key) != after.get(key)]
        return {key: after.get(key) for key in keys}


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


def flat(table: dict[str, Any], path: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in table.items():
        found |= flat(value, f"{path}{key}.") if isinstance(value, dict) else {f"{path}{key}": value}
    return found


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    shown = Shown(evening(tmp_path, at("2026-11-22 12:00"), FILE))
    shown.window.resize(880, 600)
    shown.window.show()
    shown.window.activateWindow()
    qtbot.waitUntil(shown.window.isActiveWindow)
    yield shown
    shown.close()


# Each control changes its key, and nothing else


def move_lead(shown: Shown) -> None:
    shown.slider().setFocus()
    QTest.keyClick(shown.slider(), Qt.Key.Key_Right)
    shown.window.hide()  # what waits to be saved is not lost


def another_nudge(shown: Shown) -> None:
    shown.type("What the nudge says", "No more coffee & tea")
    shown.named("Title").setFocus()


Act = Callable[[Shown], None]


def statin_with_cramps(shown: "Shown") -> None:
    shown.press("I take a statin")
    shown.press(
        "Did your cramps begin or grow worse after you started the statin, "
        "or do your muscles hurt by day?: Yes"
    )


CONTROLS: dict[str, tuple[int, Act, dict[str, Any]]] = {
    "to bed": (
        SLEEP,
        lambda s: s.type("Wednesday, to bed", "23:15"),
        {"schedule.wednesday.bedtime": "23:15"},
    ),
    "get up": (SLEEP, lambda s: s.type("Sunday, get up", "08:00"), {"schedule.sunday.wake": "08:00"}),
    "switch": (
        HABITS,
        lambda s: s.press("Cool bedroom on or off"),
        {"habits.cool_bedroom.enabled": False},
    ),
    "lead": (HABITS, move_lead, {"habits.caffeine_cutoff.lead": 605}),
    "pop up": (HABITS, lambda s: s.press("Pop up"), {"habits.caffeine_cutoff.notify": False}),
    "useful for": (
        HABITS,
        lambda s: s.enter("A pop-up makes sense for", "90"),
        {"habits.caffeine_cutoff.useful_for": 90},
    ),
    "days": (
        HABITS,
        lambda s: s.press("Saturday"),
        {"habits.caffeine_cutoff.days": [day for day in WEEKDAYS if day != "saturday"]},
    ),
    "nudge": (HABITS, another_nudge, {"habits.caffeine_cutoff.nudge": "No more coffee & tea"}),
    "snooze": (NUDGES, lambda s: s.enter("It comes again after", "20"), {"nudges.snooze": 20}),
    "discreet": (NUDGES, lambda s: s.press("Keep notifications discreet"), {"nudges.discreet": True}),
    "fluids": (
        ABOUT_YOU,
        lambda s: s.press("I was told to limit what I drink"),
        {"about_me.fluid_limit": True},
    ),
    "statin": (ABOUT_YOU, lambda s: s.press("I take a statin"), {"about_me.statin": True}),
    "cramps with a statin": (
        ABOUT_YOU,
        statin_with_cramps,
        {"about_me.statin": True, "about_me.statin_cramps": "yes"},
    ),
    "cramps began": (
        ABOUT_YOU,
        lambda s: s.write("When your cramps began", "last winter", leave_for=MEDICINES),
        {"about_me.cramps_began": "last winter"},
    ),
    "urge to move": (
        ABOUT_YOU,
        lambda s: s.write("Do you feel an urge to move your legs at rest?", "no", leave_for=MEDICINES),
        {"about_me.urge_to_move": "no"},
    ),
    "pregnant": (
        ABOUT_YOU,
        lambda s: s.write("Are you pregnant? Since when?", "no", leave_for=MEDICINES),
        {"about_me.pregnant": "no"},
    ),
    "alcohol": (
        ABOUT_YOU,
        lambda s: s.write("How much alcohol do you drink in a week?", "none", leave_for=MEDICINES),
        {"about_me.alcohol": "none"},
    ),
    "medicines": (
        ABOUT_YOU,
        lambda s: s.write(MEDICINES, "Water tablet\nsince spring", leave_for=CONDITIONS),
        {"about_me.medicines": "Water tablet\nsince spring"},
    ),
    "conditions": (
        ABOUT_YOU,
        lambda s: s.write(CONDITIONS, 'A "stiff" knee', leave_for=MEDICINES),
        {"about_me.conditions": 'A "stiff" knee'},
    ),
}


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_writes_its_key_and_leaves_all_else_as_it_is(shown: Shown, control: str) -> None:
    page, act, changes = CONTROLS[control]
    shown.window.open_page(page)
    act(shown)
    assert shown.changes() == changes
    assert comments(shown.text) == comments(FILE)


def test_typing_in_a_text_saves_itself_when_it_rests(shown: Shown, qtbot: QtBot) -> None:
    shown.window.open_page(HABITS)
    shown.type("Title", "Last coffee")
    assert shown.changes() == {}
    qtbot.waitUntil(lambda: shown.changes() == {"habits.caffeine_cutoff.title": "Last coffee"})


def test_a_value_set_back_to_its_default_leaves_the_file(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.press("Cool bedroom on or off")
    shown.press("Cool bedroom on or off")
    shown.press("Saturday")
    shown.press("Saturday")
    assert shown.changes() == {}


def test_words_about_oneself_save_themselves_and_can_be_emptied(shown: Shown, qtbot: QtBot) -> None:
    shown.window.open_page(ABOUT_YOU)
    shown.type(MEDICINES, "A statin")
    assert shown.changes() == {}
    qtbot.waitUntil(lambda: shown.changes() == {"about_me.medicines": "A statin"})
    assert shown.evening.engine.settings.about_me.medicines == "A statin"
    shown.write(MEDICINES, "", leave_for=CONDITIONS)
    assert shown.evening.engine.settings.about_me.medicines == ""


def test_words_about_oneself_that_are_too_long_are_not_saved_and_not_lost(shown: Shown) -> None:
    shown.window.open_page(ABOUT_YOU)
    shown.evening.edit(f'{FILE}[about_me]\nmedicines = "{"a" * 2000}"\n')
    before = shown.text
    field = shown.named(MEDICINES)
    assert isinstance(field, TextField)
    field.setFocus()
    QTest.keyClicks(field, "b")
    shown.named(CONDITIONS).setFocus()
    assert shown.text == before
    assert shown.says("Allowed is a text of at most 2000 characters.")
    assert shown.says(f"Saved, all but {MEDICINES}")
    assert len(field.text()) == 2001
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    shown.named(CONDITIONS).setFocus()
    assert shown.says("Saved to settings.toml")
    assert not shown.says("Allowed is")


def test_own_words_have_a_way_back(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.type("Title", "Last coffee")
    another_nudge(shown)
    shown.press("Back to the original")
    assert shown.changes() == {}
    field = shown.named("Title")
    assert isinstance(field, LineField)
    assert field.text() == "Caffeine cut-off"


def test_the_same_times_every_day(shown: Shown) -> None:
    shown.type("Wednesday, to bed", "23:15")
    shown.type("Monday, get up", "07:00")
    shown.press("Same times every day")
    assert shown.changes() == {"schedule.wake": "07:00"}
    assert len(set(shown.evening.engine.settings.routine.schedule.week)) == 1


def test_times_are_taken_as_people_write_them(shown: Shown) -> None:
    shown.type("Wednesday, get up", "7:05")
    assert shown.changes() == {}
    shown.named("Thursday, get up").setFocus()
    assert shown.changes() == {"schedule.wednesday.wake": "07:05"}


# What makes no sense


def test_a_bad_time_is_named_beside_its_field_and_the_file_stays(shown: Shown) -> None:
    shown.type("Wednesday, to bed", "25:00")
    assert shown.text == FILE
    assert shown.says("25:00 is not a time. From 00:00 to 23:59.")
    assert shown.says("Saved, all but Wednesday's bedtime: 22:30 holds")
    assert "25:00" in shown.named("Wednesday, to bed").accessibleDescription()
    shown.type("Tuesday, to bed", "23:00")
    assert shown.changes() == {"schedule.tuesday.bedtime": "23:00"}
    shown.type("Wednesday, to bed", "22:30")
    assert shown.says("Saved to settings.toml")
    assert not shown.says("is not a time")


def test_a_time_that_is_still_being_typed_is_not_called_wrong(shown: Shown) -> None:
    shown.type("Wednesday, to bed", "2")
    assert not shown.says("is not a time")
    shown.named("Thursday, to bed").setFocus()
    assert shown.says("2 is not a time.")


def test_a_week_that_makes_no_sense_waits_until_it_does(shown: Shown) -> None:
    shown.type("Monday, to bed", "09:00")
    assert shown.says("Monday: bedtime 09:00 is less than 4 hours after getting up at 06:45.")
    assert shown.text == FILE
    shown.type("Monday, get up", "04:00")
    assert shown.changes() == {"schedule.monday.bedtime": "09:00", "schedule.monday.wake": "04:00"}
    assert not shown.says("less than 4 hours")


@pytest.mark.parametrize("typed", ["0", "121", "soon", ""])
def test_minutes_outside_their_rule_are_refused(shown: Shown, typed: str) -> None:
    shown.window.open_page(NUDGES)
    shown.type("It comes again after", typed)
    shown.named("To the habits").setFocus()
    assert shown.text == FILE
    assert shown.says("Allowed is whole minutes from 1 to 120. 15 min holds.")


def test_up_and_down_step_through_the_minutes(shown: Shown) -> None:
    shown.window.open_page(NUDGES)
    QTest.keyClick(shown.named("It comes again after"), Qt.Key.Key_Up)
    assert shown.changes() == {"nudges.snooze": 16}


def test_a_habit_keeps_its_title_when_it_is_emptied(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.type("Title", "")
    shown.named("What the nudge says").setFocus()
    assert shown.says("Some words are needed here. “Caffeine cut-off” holds.")
    assert shown.text == FILE
    shown.habit("Cool bedroom")
    assert shown.says("Saved to settings.toml")


def test_a_file_that_cannot_be_written_is_said(shown: Shown) -> None:
    shown.evening.settings.write_text("[schedule\n", encoding="utf-8")
    shown.window.open_page(ABOUT_YOU)
    shown.press("I take a statin")
    assert shown.says("Not saved: ")
    assert shown.text == "[schedule\n"
    tick = shown.named("I take a statin")
    assert isinstance(tick, QAbstractButton)
    assert not tick.isChecked()
    shown.evening.edit(FILE)
    shown.press("I take a statin")
    assert shown.says("Saved to settings.toml")


@pytest.mark.parametrize("width", [880, 400])
def test_it_leads_to_see_someone_at_every_width(shown: Shown, width: int) -> None:
    shown.window.resize(width, 600)
    shown.press("When to see a doctor")
    assert shown.advice_opened == 1


# A hand edit


def test_a_hand_edit_is_shown_at_once_and_loses_nothing_that_is_typed(shown: Shown) -> None:
    shown.type("Wednesday, to bed", "2")
    shown.evening.edit(FILE.replace("22:30", "23:00"))
    tuesday, wednesday = shown.named("Tuesday, to bed"), shown.named("Wednesday, to bed")
    assert isinstance(tuesday, LineField)
    assert isinstance(wednesday, LineField)
    assert (tuesday.text(), wednesday.text()) == ("23:00", "2")
    QTest.keyClicks(wednesday, "1:00")
    assert tomllib.loads(shown.text)["schedule"]["wednesday"] == {"bedtime": "21:00"}


def test_a_hand_edit_moves_the_card_of_the_open_habit(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.evening.edit(FILE.replace("600", "540"))
    assert shown.slider().value() == 540
    assert shown.says("9 h, so at 13:30")
    assert shown.says("6 h, lowest")


def test_a_bad_value_in_the_file_is_in_the_footer(shown: Shown) -> None:
    shown.evening.edit(FILE.replace("snooze = 15", "snooze = 500"))
    assert shown.says("nudges.snooze: found 500, allowed is whole minutes from 1 to 120")


def test_a_lead_below_what_studies_support_is_shown_and_said(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.evening.edit(FILE.replace("600", "120"))
    assert shown.slider().value() == 120
    assert shown.says("Less than 6 h has no study behind it.")


# Own habits


def test_an_own_habit_is_added_changed_and_removed(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.press("Add your own")
    shown.press("Add")
    assert shown.says("A habit needs a title.")
    shown.type("Title", "Rest & read")
    shown.type("What the nudge says", "A page or two?")
    shown.press("Add")
    added = {"habits.rest_read.title": "Rest & read", "habits.rest_read.nudge": "A page or two?"}
    assert shown.changes() == added
    shown.press("Pop up")
    assert shown.changes() == added | {"habits.rest_read.notify": False}
    shown.type("What the nudge says", "")
    shown.named("Title").setFocus()
    assert shown.changes() == {"habits.rest_read.title": "Rest & read", "habits.rest_read.notify": False}
    shown.press("Remove this habit")
    shown.answer("Keep it")
    shown.press("Remove this habit")
    shown.answer("Remove it")
    assert shown.text == FILE
    assert not any(spoken(control).startswith("Rest & read") for control in shown.controls())


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Evening walk", "evening_walk_2"),
        ("Füße hoch!", "fusse_hoch"),
        ("10 squats", "own_10_squats"),
        ("散歩", "own"),
        ("Morning", "morning_2"),
        ("x" * 60, "x" * 36),
    ],
)
def test_an_own_habit_gets_an_id_that_the_file_allows(shown: Shown, title: str, id_: str) -> None:
    assert free_id(title, {"evening_walk"}) == id_
    shown.evening.engine.choose({f"habits.{id_}.title": title})
    assert id_ in [habit.id for habit in shown.evening.engine.settings.routine.habits]


def test_why_names_reasons_strength_and_sources(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.press("Why, and how sure")
    for text in ("We know of no trial on cramps.", "weak", "mixed", "If you cut down"):
        assert shown.says(text)
    for text in ("Leaving out caffeine", "Gardiner et al. (2023)"):
        assert not shown.says(text)
    shown.press("The long answer")
    for text in ("Leaving out caffeine", "Gardiner et al. (2023)"):
        assert shown.says(text)
    shown.habit("Evening walk")
    assert not shown.says("Leaving out caffeine")


# Start, and your data


def test_start_at_login_is_kept_by_the_desktop(shown: Shown) -> None:
    shown.window.open_page(START)
    shown.press("Start when I log in")
    assert shown.login.enabled
    shown.press("Start when I log in")
    shown.login.trouble = OSError(28, "No space left on device")
    shown.press("Start when I log in")
    assert shown.says("Not kept: No space left on device")
    assert not shown.login.enabled
    assert shown.text == FILE


def test_where_it_cannot_start_at_login_it_says_why(shown: Shown) -> None:
    shown.login.why_not = "not there yet on this system"
    shown.window.open_page(START)
    assert shown.says("Not here: not there yet on this system.")
    assert "Start when I log in" not in map(spoken, shown.controls())


def test_the_file_and_the_folders_can_be_opened(shown: Shown) -> None:
    shown.window.open_page(DATA)
    shown.press("Open the file")
    shown.press("Open the folder of: Diary")
    assert shown.opened == [shown.evening.settings, shown.evening.settings.parent]


def test_a_backup_is_restored_after_a_yes(shown: Shown) -> None:
    shown.window.open_page(DATA)
    assert shown.says("There are none yet.")
    engine, path = shown.evening.engine, shown.evening.diary.database.path
    by(engine).done("stretch")
    backups.make(path, date(2026, 11, 22))
    by(engine).done("hydrate")
    shown.window.open_page(0)
    shown.window.open_page(DATA)
    assert shown.says("1 night, ")
    shown.press("Restore the backup: 2026-11-22")
    shown.answer("Keep it")
    assert shown.evening.item("hydrate").state is State.DONE
    shown.press("Restore the backup: 2026-11-22")
    shown.answer("Restore")
    assert shown.says("2026-11-22 is in place. What there was before is kept as before-restore-")
    assert shown.evening.item("stretch").state is State.DONE
    assert shown.evening.item("hydrate").state is not State.DONE


def test_a_restore_that_fails_says_so_and_changes_nothing(shown: Shown) -> None:
    engine, path = shown.evening.engine, shown.evening.diary.database.path
    by(engine).done("stretch")
    backups.make(path, date(2026, 11, 22))
    by(engine).done("hydrate")
    shown.window.open_page(DATA)
    assert shown.says("1 night, ")
    with closing(Diary(path)) as other, other.transaction():
        shown.press("Restore the backup: 2026-11-22")
        shown.answer("Restore")
    assert shown.says("Nothing has changed: ")
    assert shown.evening.item("hydrate").state is State.DONE


def test_everything_is_deleted_only_after_a_second_yes(shown: Shown) -> None:
    shown.window.open_page(DATA)
    shown.press("Delete everything")
    shown.answer("Delete everything")
    assert shown.deleted == 0
    shown.answer("Keep it")
    shown.press("Delete everything")
    shown.trouble = OSError("diary.sqlite3: in use")
    shown.answer("Yes, all of it")
    shown.answer("Delete everything")
    assert shown.deleted == 1
    assert shown.says("Not all of it could be deleted: diary.sqlite3: in use")


def choose(shown: Shown, file: Path, name_filter: str = "") -> None:
    """In the file dialog that is open."""
    (dialog,) = [found for found in shown.window.findChildren(QFileDialog) if found.isVisible()]
    if name_filter:
        (chosen,) = [words for words in dialog.nameFilters() if name_filter in words]
        dialog.selectNameFilter(chosen)
        dialog.filterSelected.emit(chosen)  # as a click does
    dialog.setDirectory(str(file.parent))
    dialog.selectFile(file.name)
    (field,) = dialog.findChildren(QLineEdit)
    field.setText(file.name)
    dialog.accept()


@pytest.mark.parametrize(
    ("name", "name_filter", "written"),
    [
        ("mine", "", "mine.json"),
        ("mine", "*.csv", "mine.csv"),
        ("mine", "*.ics", "mine.ics"),
        ("mine.csv", "", "mine.csv"),
    ],
)
def test_an_export_goes_where_it_was_asked_to_and_says_so(
    shown: Shown, tmp_path: Path, name: str, name_filter: str, written: str
) -> None:
    shown.window.open_page(DATA)
    shown.press("Export…")
    choose(shown, tmp_path / name, name_filter)
    assert shown.exported == [tmp_path / written]
    assert shown.says(f"Written: {tmp_path / written}")


def test_an_import_says_what_was_taken_in(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "mine.json").touch()
    shown.window.open_page(DATA)
    shown.press("Import…")
    choose(shown, tmp_path / "mine.json")
    assert shown.says("Taken in: all of mine.json.")


def test_what_could_not_be_exported_or_taken_in_is_said(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "mine.json").touch()
    shown.window.open_page(DATA)
    for button, name in (("Import…", "mine.json"), ("Export…", "other")):
        shown.refused = f"{button}: it is larger than 64000000 bytes"
        shown.press(button)
        choose(shown, tmp_path / name)
        assert shown.says(shown.refused)
    assert shown.exported == []


# Everyone


def unfold(shown: Shown, page: int) -> None:
    shown.window.open_page(page)
    if page == HABITS:
        shown.habit("Caffeine cut-off")
        shown.press("Why, and how sure")


@pytest.mark.parametrize("page", PAGES)
def test_tab_walks_through_all_of_a_page_and_returns(shown: Shown, page: int) -> None:
    unfold(shown, page)
    # Of lines that exclude each other only the open one is a stop; arrows walk among them.
    stops = {
        control
        for control in shown.controls()
        if not (isinstance(control, SelectButton) and not control.isChecked())
    }
    walked = []
    for _step in range(len(shown.controls()) + 5):
        walked.append(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert stops <= set(walked)


def test_arrows_walk_through_pages_and_habits(shown: Shown) -> None:
    shown.window.open_page(SLEEP)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert shown.says("Before bed")
    shown.named("Caffeine cut-off, 12:30").setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert shown.slider().value() == 240


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name_of_its_own(shown: Shown, page: int) -> None:
    unfold(shown, page)
    names = [spoken(control) for control in shown.controls()]
    assert all(names)
    assert len(set(names)) == len(names), sorted(names)


def test_the_tab_order_of_a_night_goes_from_getting_up_to_bed(shown: Shown) -> None:
    shown.named("Monday, get up").setFocus()
    walked = []
    for _step in range(3):
        walked.append(spoken(focused()))
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert walked == ["Monday, get up", "Monday, to bed", "Tuesday, get up"]


def test_in_a_narrow_window_list_and_card_take_turns(shown: Shown) -> None:
    shown.window.open_page(HABITS)
    shown.window.resize(shown.window.minimumSize())
    assert not shown.slider().isVisible()
    shown.habit("Cool bedroom")
    assert shown.slider().isVisible()
    shown.press("All habits")
    assert not shown.slider().isVisible()


def test_a_hidden_window_rests_and_is_up_to_date_when_it_is_shown(shown: Shown) -> None:
    shown.window.hide()
    shown.evening.edit(FILE.replace("22:30", "23:00"))
    shown.window.show()
    field = shown.named("Tuesday, to bed")
    assert isinstance(field, LineField)
    assert field.text() == "23:00"


@pytest.mark.parametrize("size", [(880, 600), (1760, 1200)])
def test_no_word_is_cut_at_twice_the_text_size(
    look: Look, qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    look(theme.DARK, 22)
    shown = Shown(evening(tmp_path, at("2026-11-22 12:00"), FILE))
    shown.window.resize(*size)
    shown.window.show()
    shown.type("Wednesday, to bed", "25:00")
    for page in PAGES:
        unfold(shown, page)
        qtbot.waitUntil(lambda: cut(shown.window) == [], timeout=2000)
    shown.close()


def cut(window: QWidget) -> list[str]:
    """The words that have less room than they need."""
    found = []
    for words in window.findChildren(QLabel):
        needs = words.heightForWidth(words.width()) if words.wordWrap() else words.sizeHint().height()
        narrow = not words.wordWrap() and words.sizeHint().width() > words.width()
        if words.isVisible() and (needs > words.height() or narrow):
            found.append(words.text())
    buttons = [button for button in window.findChildren(QPushButton) if button.isVisible()]
    return found + [button.text() for button in buttons if button.sizeHint().width() > button.width()]


def test_from_right_to_left_the_navigation_is_on_the_right(shown: Shown) -> None:
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    names = ("Monday, to bed", "Monday, get up", "Habits")
    left = [shown.named(name).mapTo(shown.window, QPoint()).x() for name in names]
    assert left == sorted(left)


@pytest.mark.parametrize(("minutes", "words"), [(15, "15 min"), (540, "9 h"), (90, "1 h 30 min")])
def test_a_lead_in_words(minutes: int, words: str) -> None:
    assert duration(minutes) == words


# The preview, and a key for "Cramp now"


def test_the_preview_starts_and_says_why_where_it_cannot(shown: Shown) -> None:
    shown.press("Your data")
    shown.press("Preview an evening")
    assert shown.previews == 1
    shown.trouble = OSError("crampguard cannot be started")
    shown.press("Preview an evening")
    assert shown.says("crampguard cannot be started")


@pytest.mark.parametrize(
    ("grants", "told"),
    [
        ("Ctrl+Alt+K", "Ctrl+Alt+K opens it now."),
        ("", "The key that you chose opens it now."),
        (None, "“crampguard cramp”"),
    ],
)
def test_a_key_for_cramp_now_is_the_desktops_or_is_explained(
    shown: Shown, grants: str | None, told: str
) -> None:
    shown.cramp_key.grants = grants
    shown.press("Your data")
    shown.press("Choose a key")
    assert shown.says(told)
    assert shown.cramp_key.wanted is (grants is not None)


def test_the_key_can_be_given_up(shown: Shown) -> None:
    shown.cramp_key.grants = "Ctrl+Alt+K"
    shown.press("Your data")
    shown.press("Choose a key")
    shown.press("Use no key")
    assert not shown.cramp_key.wanted
    assert not shown.says("opens it now")


def test_sounds_are_a_choice_and_late_ones_another(shown: Shown) -> None:
    shown.press("Nudges")
    late = "Also in the last hour before bed"
    assert not any(spoken(widget).startswith(late) for widget in shown.controls())
    shown.press("A soft sound with each notification")
    assert shown.evening.engine.settings.sound
    shown.press(late)
    assert shown.evening.engine.settings.sound_late
