"""Titles and nudges of the user's own in every window that shows them: as text, and nothing out of reach."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import Qt as Markup
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import LONGEST_WORD, Morning
from crampguard.routine.text import shown
from crampguard.store.places import Places
from crampguard.store.settings import LONGEST_TITLE
from crampguard.windows.morning.window import MorningWindow
from crampguard.windows.settings.row import HabitRow
from crampguard.windows.settings.window import SettingsWindow
from crampguard.windows.shared.app_actions import AppActions
from crampguard.windows.shared.fields import LineField
from crampguard.windows.shared.switch import Switch
from crampguard.windows.tonight.row import ItemRow
from crampguard.windows.tonight.window import TonightWindow
from crampguard.windows.welcome.window import WelcomeWindow
from tests.hostile import HOSTILE, own_habit
from tests.moved_clock import Evening, at, evening
from tests.nowhere import NOWHERE, nothing
from tests.windows.conftest import Look
from tests.windows.driver import spoken
from tests.windows.fakes import FakeCrampKey, FakeLogin


def tonight(made: Evening) -> QWidget:
    window = TonightWindow(made.engine, made.diary, NOWHERE)
    window.bring_forward()
    for row in window.findChildren(ItemRow):
        window.open(row._habit)
    return window


def settings(made: Evening) -> QWidget:
    folder = made.settings.parent
    places = Places(made.settings, folder, folder / "log" / "crampguard.log", folder / "socket")
    app_actions = AppActions(nothing, nothing, nothing, lambda _path: "", nothing, FakeCrampKey())
    window = SettingsWindow(made.engine, places, FakeLogin(), app_actions, nothing)
    window.bring_forward()
    window.open_page(1)
    for row in window.findChildren(HabitRow):
        row.setChecked(True)
    return window


def welcome(made: Evening) -> QWidget:
    window = WelcomeWindow(
        made.engine, made.clock, FakeLogin(), lambda _on_result: None, lambda: True, nothing, nothing, nothing
    )
    window.show()
    return window


def morning(made: Evening) -> QWidget:
    words = [shown(text, LONGEST_WORD) for text in HOSTILE.values()]
    window = MorningWindow(made.engine, made.diary, NOWHERE)
    window.open(cramp=True)
    window._card._more.load(
        Morning(cramp=True, triggers=(*words, "&x"), eased=words[0], note="\n".join(words))
    )
    return window


def after_the_morning(made: Evening) -> QWidget:
    window = MorningWindow(made.engine, made.diary, NOWHERE)
    window.open(made.engine.tonight.night.date)
    window._no_cramp()
    return window


WINDOWS = {
    "tonight": tonight,
    "settings": settings,
    "welcome": welcome,
    "morning": morning,
    "after the morning": after_the_morning,
}


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Evening]:
    """An evening on which every hostile title is due."""
    habits = (own_habit(f"own_{number}", text) for number, text in enumerate(HOSTILE.values()))
    made = evening(tmp_path, at("2026-11-22 12:00"), "".join(habits))
    made.start()
    made.move_to(at("2026-11-22 21:30"))
    yield made
    made.diary.close()


@pytest.fixture(params=WINDOWS)
def window(request: pytest.FixtureRequest, made: Evening) -> Iterator[QWidget]:
    open_: Callable[[Evening], QWidget] = WINDOWS[request.param]
    window = open_(made)
    yield window
    window.close()
    shiboken6.delete(window)


def test_every_label_shows_plain_text(window: QWidget) -> None:
    labels = window.findChildren(QLabel)
    assert labels
    assert {label.textFormat() for label in labels if label.text()} == {Qt.TextFormat.PlainText}


def test_no_tooltip_is_taken_for_markup(window: QWidget) -> None:
    assert not [w.toolTip() for w in window.findChildren(QWidget) if Markup.mightBeRichText(w.toolTip())]


def test_what_a_screen_reader_says_is_one_line_without_controls(window: QWidget) -> None:
    said = [name for widget in window.findChildren(QWidget) if (name := widget.accessibleName())]
    assert said
    assert not [name for name in said if {unicodedata.category(sign) for sign in name} & {"Cc", "Cs"}]


def test_no_title_pushes_a_switch_or_a_window_out_of_reach(window: QWidget) -> None:
    assert window.width() <= 900
    for switch in window.findChildren(Switch):
        if switch.isVisible():
            where = QRect(switch.mapTo(window, QPoint()), switch.size())
            assert window.rect().left() <= where.left()
            assert where.right() <= window.rect().right()


def test_a_row_names_its_title_as_it_may_be_shown(qtbot: QtBot, made: Evening) -> None:
    window = tonight(made)
    said = {spoken(row)[0] for row in window.findChildren(ItemRow)}
    for text in HOSTILE.values():
        assert any(name.startswith(f"{shown(text, LONGEST_TITLE)}, 21:30") for name in said)
    window.close()
    shiboken6.delete(window)


def test_a_space_at_the_end_stays_while_one_types_on(made: Evening) -> None:
    window = settings(made)
    assert isinstance(window, SettingsWindow)
    made.engine.listen(window.follow)
    fields = [field for field in window.findChildren(LineField) if field.accessibleName() == "Title"]
    field = next(field for field in fields if field.isVisible())
    field.setText("Evening ")
    field.setModified(True)
    field.editingFinished.emit()
    assert made.engine.settings.routine.habits[-1].title == "Evening"
    assert field.text() == "Evening "
    window.close()
    shiboken6.delete(window)


def test_no_sign_in_a_word_becomes_a_key(window: QWidget) -> None:
    assert not [b.text() for b in window.findChildren(QAbstractButton) if not b.shortcut().isEmpty()]
