"""Tray menu and icon as they follow tonight. How a host shows them is tested on the real desktop."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint
from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from crampguard.routine.morning import Morning
from crampguard.store.diary import Shown as Notification
from crampguard.windows.shared.icon import Face, face, share
from crampguard.windows.tray.icon import TrayIcon
from crampguard.windows.tray.menu import menu
from tests.answers import by
from tests.hostile import HOSTILE, own_habit
from tests.moved_clock import Evening, at, evening
from tests.windows.driver import recording

# Offscreen there is never a tray, and Qt says so in its own way.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


class Shown:
    """A tray over a real engine."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.opened: list[str] = []
        self.navigation = recording(self.opened)
        self.tray = TrayIcon(lambda: self.opened.append("click"))
        self.tray.sections = lambda tonight: menu(tonight, evening.engine, self.navigation)
        evening.engine.listen(self.tray.follow)
        evening.start()

    def actions(self) -> list[QAction]:
        """Every entry from top to bottom, those of submenus too."""
        found = []
        for action in self.tray.menu.actions():
            submenu = action.menu()
            found += [action, *(submenu.actions() if isinstance(submenu, QMenu) else [])]
        return [action for action in found if not action.isSeparator()]

    def labels(self) -> list[str]:
        return [action.text() for action in self.actions()]

    def entry(self, text: str) -> QAction:
        return next(action for action in self.actions() if text in action.text())


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    shown = Shown(evening(tmp_path, at("2026-11-22 12:00")))
    yield shown
    shown.tray.remove()
    shown.evening.diary.close()


def test_the_menu_holds_bedtime_items_pause_and_quit(shown: Shown) -> None:
    labels = shown.labels()
    assert labels[0] == "Bedtime 22:30"
    assert "13:30  Caffeine cut-off" in labels
    assert labels[-12:] == [
        *("Cramp now", "Last night…", "Pause", "For 1 hour", "Tonight", "Until I resume"),
        *("Tonight", "History", "Stretch", "When to see a doctor", "Settings", "Quit"),
    ]


def test_an_item_is_ticked_and_unticked_by_its_entry(shown: Shown) -> None:
    shown.entry("21:30  Cool bedroom").trigger()
    assert shown.entry("21:30  Cool bedroom").isChecked()
    assert share(shown.evening.engine.tonight) == pytest.approx(0.1)
    shown.entry("21:30  Cool bedroom").trigger()
    assert not shown.entry("21:30  Cool bedroom").isChecked()


def test_the_answer_before_can_be_undone_whatever_surface_it_came_from(shown: Shown) -> None:
    by(shown.evening.engine).skip("cool_bedroom")
    shown.entry("Undo: Cool bedroom skipped.").trigger()
    assert shown.evening.item("cool_bedroom").state is State.LATER
    assert not [label for label in shown.labels() if label.startswith("Undo")]


def test_a_tick_that_is_asked_for_later_opens_the_list_instead(shown: Shown) -> None:
    shown.entry("13:30  Caffeine cut-off").trigger()
    assert shown.evening.item("caffeine_cutoff").state is State.LATER
    assert shown.opened == ["tonight"]


def test_what_is_due_comes_first_with_its_answers(shown: Shown) -> None:
    shown.evening.move_to(at("2026-11-22 21:30"))
    labels = shown.labels()
    start = labels.index("Now: Cool bedroom")
    assert labels[start + 1 : start + 4] == ["Done", "In 15 min", "Not tonight"]
    shown.entry("In 15 min").trigger()
    assert "21:30  Cool bedroom (again at 21:45)" in shown.labels()


def test_an_abstain_habit_is_asked_for_later(shown: Shown) -> None:
    shown.evening.move_to(at("2026-11-22 13:45"))
    assert "13:30  Caffeine cut-off (now)" in shown.labels()
    shown.entry("OK").trigger()
    assert "13:30  Caffeine cut-off (asks at 19:30)" in shown.labels()
    shown.evening.move_to(at("2026-11-22 19:35"))
    by(shown.evening.engine).done("hydrate")
    by(shown.evening.engine).done("ease_overuse")
    assert "Caffeine cut-off: none since 13:30?" in shown.labels()
    shown.entry("Kept to it").trigger()
    assert "13:30  Caffeine cut-off (none since 13:30)" in shown.labels()


def test_a_pause_says_how_long_and_offers_to_resume(shown: Shown) -> None:
    shown.entry("For 1 hour").trigger()
    shown.entry("Resume (Paused until 13:00)").trigger()
    assert "Pause" in shown.labels()


def test_no_entry_is_left_behind_however_often_the_menu_is_made_anew(shown: Shown) -> None:
    counts = set()
    for _round in range(5):
        shown.entry("For 1 hour").trigger()
        shown.entry("Resume").trigger()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        counts.add(len(shown.tray.menu.findChildren(QObject)))
    assert len(counts) == 1


def test_bedtime_can_move_by_half_an_hour(shown: Shown) -> None:
    shown.entry("Bedtime 30 min later").trigger()
    assert "Bedtime 23:00" in shown.labels()


def test_entries_stay_the_same_while_only_their_words_change(shown: Shown) -> None:
    by(shown.evening.engine).done("hydrate")
    before = shown.actions()
    by(shown.evening.engine).done("stretch")
    shown.entry("Bedtime 30 min later").trigger()
    assert [id(action) for action in shown.actions()] == [id(action) for action in before]


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", "This plugin does not support")
def test_a_menu_that_qt_draws_shows_every_sign_of_a_title(shown: Shown) -> None:
    shown.evening.edit('[habits.rest]\ntitle = "a_b & c & d"')
    shown.tray.menu.popup(QPoint())
    assert "21:30  a_b && c && d" in shown.labels()
    by(shown.evening.engine).done("rest")
    assert "21:30  a_b && c && d" in shown.labels()
    shown.tray.menu.close()
    assert "21:30  a__b && c & d" in shown.labels()  # for a host; it is read there in test_hostile_text.py


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_tooltip_is_taken_for_markup(shown: Shown, text: str) -> None:
    shown.evening.edit(own_habit("own", text, lead=560))
    tooltip = shown.tray._icon.toolTip()
    assert tooltip.startswith("Next: ")
    assert not Qt.mightBeRichText(tooltip)


def test_a_discreet_tooltip_names_no_habit(shown: Shown) -> None:
    shown.evening.edit("[nudges]\ndiscreet = true")
    assert shown.tray._icon.toolTip().startswith("Next at 13:30. Bedtime 22:30.")


def test_a_problem_is_the_first_line(shown: Shown) -> None:
    shown.evening.edit('[schedule]\nbedtime = "25:00"')
    first = shown.actions()[0]
    assert first.text().endswith(
        'schedule.bedtime: found \'25:00\', allowed is a time from "00:00" to "23:59"'
    )
    assert not first.isEnabled()


def test_that_the_diary_was_mended_is_a_line_that_opens_the_list(shown: Shown) -> None:
    with shown.evening.diary.transaction():
        shown.evening.diary.database._db.execute(
            "INSERT INTO mendings (at, backup) VALUES ('2026-11-22T08:00+00:00', '2026-11-21')"
        )
    shown.evening.engine.refresh()
    shown.entry("The backup of 2026-11-21").trigger()
    assert shown.opened == ["tonight"]


def test_windows_and_quit_reach_the_program(shown: Shown) -> None:
    shown.entry("Cramp now").trigger()
    for action in shown.actions()[-6:]:
        action.trigger()
    assert shown.opened == ["cramp_now", "tonight", "history", "stretch", "advice", "settings", "quit"]


def test_the_morning_question_waits_in_the_menu_until_it_is_answered(shown: Shown) -> None:
    assert "How was the night?" not in shown.labels()
    shown.evening.move_to(at("2026-11-23 07:00"))
    start = shown.labels().index("How was the night?")
    assert shown.labels()[start + 1 : start + 3] == ["No cramp", "Cramp…"]
    shown.entry("Cramp…").trigger()
    assert shown.opened == ["cramp 2026-11-22"]
    shown.entry("No cramp").trigger()
    answered = shown.evening.diary.morning(date(2026, 11, 22))
    assert answered is not None
    assert answered.morning == Morning(cramp=False)
    assert "How was the night?" not in shown.labels()


def test_the_tooltip_asks_while_the_question_waits(shown: Shown) -> None:
    shown.evening.move_to(at("2026-11-23 07:00"))
    assert shown.tray._icon.toolTip().startswith("How was the night? Next: Caffeine cut-off 13:30.")
    by(shown.evening.engine).morning(Morning(cramp=False))
    assert shown.tray._icon.toolTip().startswith("Next: Caffeine cut-off 13:30.")


def test_last_night_is_always_in_the_menu(shown: Shown) -> None:
    shown.entry("Last night…").trigger()
    assert shown.opened == ["morning"]


@pytest.mark.parametrize(
    ("wall", "looks"),
    [
        ("2026-11-22 12:00", Face.RESTING),
        ("2026-11-22 21:30", Face.DUE),
        ("2026-11-22 22:30", Face.ASLEEP),
        ("2026-11-23 06:45", Face.SUNRISE),
        ("2026-11-23 13:30", Face.DUE),
        ("2026-11-23 15:30", Face.RESTING),
    ],
)
def test_the_icon_tells_the_evening_at_a_glance(shown: Shown, wall: str, looks: Face) -> None:
    shown.evening.move_to(at(wall))
    assert face(shown.evening.engine.tonight) is looks


def test_the_icon_is_painted_only_when_it_looks_different(shown: Shown) -> None:
    first = shown.tray._icon.icon()
    shown.entry("Bedtime 30 min later").trigger()
    assert shown.tray._icon.icon().cacheKey() == first.cacheKey()
    shown.entry("Cool bedroom").trigger()
    ticked = shown.tray._icon.icon()
    assert ticked.cacheKey() != first.cacheKey()
    shown.tray.host_came()
    assert shown.tray._icon.icon().pixmap(32).toImage() == ticked.pixmap(32).toImage()


def test_the_icon_shows_a_pause_before_all_else(shown: Shown) -> None:
    shown.evening.move_to(at("2026-11-22 21:30"))
    by(shown.evening.engine).pause_tonight()
    assert face(shown.evening.engine.tonight) is Face.PAUSED


def test_a_heads_up_answered_with_ok_no_longer_lights_the_lamp(shown: Shown) -> None:
    shown.evening.move_to(at("2026-11-22 13:30"))
    assert face(shown.evening.engine.tonight) is Face.DUE
    night = shown.evening.engine.tonight.night.date
    shown.evening.engine.notifications.shown(Notification(":1.1", 1, night, ("caffeine_cutoff",)))
    shown.evening.engine.notifications.press(":1.1", 1, "ok")
    assert face(shown.evening.engine.tonight) is Face.RESTING
