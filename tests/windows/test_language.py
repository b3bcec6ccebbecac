"""Another language, chosen in Settings or by hand: everything that is open speaks it at once."""

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from crampguard.routine.checklist import State
from crampguard.routine.morning import Cramp, Leg, Morning
from crampguard.routine.stretching import WHOLE
from crampguard.routine.writing import translation_note
from crampguard.store.language import languages, use_language
from crampguard.store.places import Places
from crampguard.store.report import report_of
from crampguard.windows.doctor.pdf import pdf
from crampguard.windows.manager import WindowManager
from crampguard.windows.morning.optional_slider import _Slider
from crampguard.windows.settings.language_choice import LanguageChoice
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import AppActions, NudgeTrialResult
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.window import Window
from crampguard.windows.tray.menu import menu
from tests.diaries import fill
from tests.moved_clock import Evening
from tests.nowhere import nothing
from tests.windows.conftest import Begin
from tests.windows.driver import Driver
from tests.windows.fakes import FakeCrampKey, FakeLogin, FakePlayer
from tests.windows.morning.driver import MorningDriver
from tests.windows.settings.driver import GENERAL, SLEEP, SettingsDriver

IN_GERMAN = '[look]\nlanguage = "de"\n'


@pytest.fixture
def lived(begin: Begin) -> Iterator[Evening]:
    lived = begin()
    lived.start()
    yield lived
    use_language("en")


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
        lambda: untried,
        FakePlayer,
        unused,
        nothing,
    )
    lived.edit("")
    for window in opened().values():
        window.close()
        window.deleteLater()
    QCoreApplication.processEvents()


def untried(on_result: Callable[[NudgeTrialResult], None]) -> None:
    """No test notification is sent."""


def opened() -> dict[str, Window]:
    """The windows that are open, by their titles."""
    QCoreApplication.processEvents()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible()]
    return {window.windowTitle(): window for window in found}


class OpenWindow(Driver[Window]):
    """The one that is open with this title."""

    def __init__(self, title: str) -> None:
        self.window = opened()[title]


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
    assert windows._settings.page_number == GENERAL
    assert translation_note() in [label.text() for label in shown["Einstellungen"].findChildren(QLabel)]
    choose("English")
    assert set(opened()) == {"Tonight", "Settings"}


def test_a_window_that_first_opens_in_that_language_is_not_made_anew(
    lived: Evening, windows: WindowManager
) -> None:
    lived.edit(IN_GERMAN)  # as a start does, which then opens Welcome at once
    windows.open_welcome()
    first = windows._welcome
    assert opened() == {"Willkommen": first}


def test_a_window_that_was_closed_opens_in_the_new_language(lived: Evening, windows: WindowManager) -> None:
    windows.open_tonight()
    windows._tonight.close()
    lived.edit(IN_GERMAN)
    assert not opened()
    windows.open_tonight()
    assert set(opened()) == {"Heute Abend"}


def test_what_is_typed_about_the_night_is_there_in_the_new_language(
    lived: Evening, windows: WindowManager
) -> None:
    windows.open_morning(cramp=True)
    card = OpenWindow("Morning")
    for name in ("How many: 2", "Leg: Left", "Sore today, what set it off"):
        card.click(name)
    card.press("4", on="Pain: ")
    card.click("Set off by: alcohol")
    card.type("Eased by", "a walk")
    card.type("Note", "two of them ")
    lived.edit(IN_GERMAN)
    card = OpenWindow("Am Morgen")
    assert card.chosen() == {"Wie viele: 2", "Bein: Links", "Ausgelöst durch: Alkohol"}
    assert card.field("Gelindert durch").text() == "a walk"
    card.click("Speichern")
    answered = lived.diary.morning(lived.engine.tonight.about)
    assert answered is not None
    assert answered.morning == Morning(
        *(True, 2), leg=Leg.LEFT, pain=4, triggers=("alcohol",), eased="a walk", note="two of them"
    )


def test_the_page_after_the_answer_says_it_in_the_new_language(
    lived: Evening, windows: WindowManager
) -> None:
    windows.open_morning(cramp=True)
    OpenWindow("Morning").click("Lasted, minutes: over 10")
    OpenWindow("Morning").click("Save")
    lived.edit(IN_GERMAN)
    assert OpenWindow("Am Morgen").says("Vermerkt: ein Krampf", "länger als zehn Minuten")


def test_what_is_chosen_in_welcome_is_there_in_the_new_language(
    lived: Evening, windows: WindowManager
) -> None:
    windows.open_welcome()
    welcome = OpenWindow("Welcome")
    welcome.type("To bed Sunday to Thursday", "23:10")
    welcome.type("Get up Saturday and Sunday", "25:00")
    for name in ("I have been told to limit", "Start when I log in", "Fluids through the day"):
        welcome.click(name)
    lived.edit(IN_GERMAN)
    welcome = OpenWindow("Willkommen")
    assert welcome.field("Aufstehen Samstag und Sonntag").text() == "25:00"
    welcome.enter("Aufstehen Samstag und Sonntag", "9:00")
    welcome.click("Heute Abend beginnen")
    routine = lived.engine.settings.routine
    assert [hours.bedtime for hours in routine.schedule.week[:2]] == [time(23, 10)] * 2
    assert routine.schedule.week[5].wake == time(9)
    assert lived.engine.settings.about_me.fluid_limit
    assert not next(habit.enabled for habit in routine.habits if habit.id == "hydrate")
    assert not windows._login.enabled
    lived.edit("")
    assert OpenWindow("Welcome").says("CrampGuard")


def test_what_waits_for_welcome_to_close_waits_for_the_one_in_the_new_language(
    lived: Evening, windows: WindowManager, qtbot: QtBot
) -> None:
    came: list[str] = []
    windows.open_welcome()
    windows.after_welcome(lambda: came.append("closed"))
    lived.edit(IN_GERMAN)
    welcome = OpenWindow("Willkommen")
    assert not came
    welcome.press(Qt.Key.Key_Escape)
    welcome.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: came == ["closed"])


def test_a_stretch_goes_on_in_the_new_language(lived: Evening, windows: WindowManager) -> None:
    windows.open_stretch()
    stretch = OpenWindow("Stretch")
    for name in ("Seated instead", "Begin", "Next"):
        stretch.click(name)
    left = windows._stretch._guide.moment
    lived.edit(IN_GERMAN)
    stretch = OpenWindow("Dehnübung")
    assert windows._stretch._guide.moment == left
    assert stretch.offers("Pause")
    assert stretch.offers("Lieber im Stehen")


def test_a_finished_stretch_can_be_taken_back_in_the_new_language(
    lived: Evening, windows: WindowManager
) -> None:
    windows.open_stretch()
    OpenWindow("Stretch").click("Begin")
    for _second in range(WHOLE):
        lived.move_by(seconds=1)
        windows._stretch._guide._tick()
    lived.edit(IN_GERMAN)
    stretch = OpenWindow("Dehnübung")
    assert lived.item("stretch").state is State.DONE
    assert stretch.says("abgehakt.")
    stretch.click("Rückgängig")
    assert lived.item("stretch").state is not State.DONE


def test_a_cramp_that_goes_on_is_the_same_one_in_the_new_language(
    lived: Evening, windows: WindowManager
) -> None:
    windows.open_cramp_now()
    began = lived.clock.now()
    lived.move_by(minutes=3)
    lived.edit(IN_GERMAN)
    cramp = OpenWindow("Krampf jetzt")
    assert cramp.says("3 Minuten")
    cramp.click("Er ist vorbei")
    assert lived.diary.cramps(lived.engine.tonight.night.date) == (Cramp(began, lived.clock.now()),)
    lived.edit("")
    assert OpenWindow("Cramp now").says("It lasted 3 minutes.")


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
    lived: Evening, windows: WindowManager, qapp: QApplication
) -> None:
    lived.edit(IN_GERMAN)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    lived.edit("")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def inked(qapp: QApplication, text: str, width: int, height: int) -> list[list[int]]:
    """Where a label in a window that is read from the right has ink, line by line of its text."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        shown = label(text)
        shown.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        shown.resize(width, height)
        picture = shown.grab().toImage()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert shown.text() == text
    ground, high = picture.pixel(width - 1, height - 1), shown.fontMetrics().lineSpacing()
    return [
        [x for x in range(width) if any(picture.pixel(x, top + y) != ground for y in range(high))]
        for top in range(0, height - high, high)
    ]


@pytest.mark.parametrize("text", ["CrampGuard ينتظر هنا", "لنُعدّ أمسيتك", "/home/amal", "Evening walk"])
def test_whatever_a_line_begins_with_it_stands_where_lines_begin(qapp: QApplication, text: str) -> None:
    (line, *_rest) = inked(qapp, text, 900, 60)
    assert min(line) > 450


def test_all_lines_of_a_text_that_wraps_begin_at_the_same_place(qapp: QApplication) -> None:
    for width in range(120, 300, 15):
        lines = [line for line in inked(qapp, " ".join(["ساق"] * 30), width, 700) if line]
        assert len({max(line) for line in lines}) == 1
        assert min(min(line) for line in lines) > 0


# The translations that ship


@pytest.fixture(params=[name for name in languages() if name != "en"])
def in_translation(request: pytest.FixtureRequest, begin: Begin) -> Iterator[Evening]:
    yield begin("2026-11-22 20:00", f'[look]\nlanguage = "{request.param}"\n')
    use_language("en")


def test_each_language_has_its_own_name(lived: Evening, windows: WindowManager) -> None:
    windows.open_settings()
    windows._settings.open_page(GENERAL)
    (menu,) = windows._settings.findChildren(LanguageChoice)[0].findChildren(QMenu)
    computers, english, *others = [action.text() for action in menu.actions()]
    assert (computers, english) == ("As this computer", "English")
    assert others == ["العربية", "Deutsch", "Español", "Français", "Português"]


@pytest.mark.parametrize("language", [name for name in languages() if name != "en"])
def test_the_first_start_says_how_good_the_translation_is(windows: WindowManager, language: str) -> None:
    use_language(language)
    windows.open_welcome()
    windows._welcome.escape()
    (welcome,) = opened().values()
    assert translation_note() in [line.text() for line in welcome.findChildren(QLabel)]


def test_a_translation_has_room_on_the_card_of_a_cramp(in_translation: Evening, qtbot: QtBot) -> None:
    in_translation.start()
    card = MorningDriver(qtbot, in_translation)
    card.open(cramp=True)
    qtbot.waitUntil(lambda: not card.cut() + card.outside())
    caption = QFontMetrics(theme.font(theme.CAPTION))
    for slider in card.visible(_Slider):
        assert sum(caption.horizontalAdvance(text) for _value, text in slider.scale.marks) < slider.width()


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
    assert [text for text in written if "…" in text] == []
