"""Another language, chosen in Settings or by hand: everything that is open speaks it at once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from crampguard.store.language import languages, use_language
from crampguard.store.places import Places
from crampguard.store.report import report_of
from crampguard.windows.doctor.pdf import pdf
from crampguard.windows.manager import WindowManager
from crampguard.windows.settings.language_choice import LanguageChoice
from crampguard.windows.shared.app_actions import AppActions
from crampguard.windows.shared.window import Window
from crampguard.windows.tray.menu import menu
from tests.diaries import fill
from tests.moved_clock import Evening
from tests.nowhere import nothing
from tests.windows.conftest import Begin
from tests.windows.fakes import FakeCrampKey, FakeLogin
from tests.windows.settings.driver import GENERAL, SLEEP, SettingsDriver

IN_GERMAN = '[look]\nlanguage = "de"\n'


@pytest.fixture
def lived(begin: Begin, translations: Path) -> Evening:
    lived = begin()
    lived.start()
    return lived


@pytest.fixture
def windows(lived: Evening) -> Iterator[WindowManager]:
    def unused() -> Any:
        raise AssertionError

    folder = lived.settings.parent
    key = FakeCrampKey()
    actions = AppActions(nothing, nothing, nothing, lambda _path: "", nothing, key)
    yield WindowManager(
        lived.engine,
        lived.diary,
        lived.clock,
        Places(lived.settings, folder, folder / "log", folder / "socket"),
        nothing,
        FakeLogin(),
        lambda: actions,
        unused,
        unused,
        unused,
        nothing,
    )
    lived.edit("")
    for window in opened().values():
        window.close()
        window.deleteLater()
    QCoreApplication.processEvents()


def opened() -> dict[str, Window]:
    """The windows that are open, by their titles."""
    QCoreApplication.processEvents()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible()]
    return {window.windowTitle(): window for window in found}


def choose(language: str) -> None:
    """In the window of the settings that is open."""
    (settings,) = [window for window in opened().values() if window.findChild(LanguageChoice)]
    choice = settings.findChild(LanguageChoice)
    assert isinstance(choice, LanguageChoice)
    (action,) = [
        one for menu in choice.findChildren(QMenu) for one in menu.actions() if one.text() == language
    ]
    action.trigger()


def test_windows_come_back_in_the_language_that_is_chosen_in_settings(windows: WindowManager) -> None:
    windows.open_tonight()
    windows.open_settings()
    windows._settings.open_page(GENERAL)
    opened()["Settings"].setGeometry(40, 50, 900, 620)
    choose("Deutsch")
    shown = opened()
    assert set(shown) == {"Heute Abend", "Einstellungen"}
    assert shown["Einstellungen"].geometry().topLeft() == QPoint(40, 50)
    assert shown["Einstellungen"].page_number == GENERAL
    note = "Translated without a native reviewer; tell us what is wrong."
    assert note in [label.text() for label in shown["Einstellungen"].findChildren(QLabel)]
    choose("English")
    assert set(opened()) == {"Tonight", "Settings"}


def test_a_window_that_was_closed_opens_in_the_new_language(lived: Evening, windows: WindowManager) -> None:
    windows.open_tonight()
    windows._tonight.close()
    lived.edit(IN_GERMAN)
    assert not opened()
    windows.open_tonight()
    assert set(opened()) == {"Heute Abend"}


def test_what_the_user_has_begun_stays_open_until_it_is_closed(
    lived: Evening, windows: WindowManager, qtbot: QtBot
) -> None:
    windows.open_morning()
    begun = windows._morning
    lived.edit(IN_GERMAN)
    assert list(opened().values()) == [begun]
    begun.close()
    qtbot.waitUntil(lambda: "_morning" not in vars(windows))
    windows.open_morning()
    assert windows._morning is not begun


def test_windows_no_longer_shown_follow_nothing(lived: Evening, windows: WindowManager) -> None:
    windows.open_tonight()
    before = len(windows._windows)
    for settings in (IN_GERMAN, "", IN_GERMAN):
        lived.edit(settings)
        opened()
    assert len(windows._windows) == before


def test_the_tray_menu_speaks_the_new_language(lived: Evening, windows: WindowManager) -> None:
    lived.edit(IN_GERMAN)
    sections = menu(lived.engine.tonight, lived.engine, windows.navigation)
    assert {"Heute Abend", "Einstellungen", "Beenden"} <= {
        line.text for section in sections for line in section
    }


def test_qts_own_words_and_the_direction_are_those_of_the_language(
    lived: Evening, windows: WindowManager, qapp: QApplication, translations: Path
) -> None:
    lived.edit(IN_GERMAN)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    lived.edit("")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


# The translations that ship


@pytest.fixture(params=[name for name in languages() if name != "en"])
def in_translation(request: pytest.FixtureRequest, begin: Begin) -> Iterator[Evening]:
    yield begin("2026-11-22 20:00", f'[look]\nlanguage = "{request.param}"\n')
    use_language("en")


@pytest.mark.parametrize("page", [SLEEP, GENERAL])
def test_a_translation_has_room_in_the_settings(qtbot: QtBot, in_translation: Evening, page: int) -> None:
    shown = SettingsDriver(qtbot, in_translation)
    shown.window.open_page(page)
    qtbot.waitUntil(lambda: not shown.cut() + shown.outside())


def test_a_translation_has_room_on_the_page_for_the_doctor(
    in_translation: Evening, written: list[str]
) -> None:
    fill(in_translation)
    settings = in_translation.engine.settings
    assert pdf(report_of(in_translation.diary, settings, date(2026, 11, 22), date(2026, 11, 21)))
    assert [text for text in written if text.endswith("…")] == []
