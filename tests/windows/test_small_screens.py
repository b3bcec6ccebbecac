"""Windows on small screens and with large type: what fits, what stays in sight, and what never moves."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crampguard.routine.stretching import WHOLE
from crampguard.store.diary import Diary
from crampguard.windows.shared import theme
from crampguard.windows.shared.window import Window
from crampguard.windows.tonight.list import ItemList
from crampguard.windows.tonight.row import ItemRow
from tests.answers import by
from tests.diaries import fill
from tests.moved_clock import at
from tests.windows.advice.driver import AdviceDriver, CrampNowDriver
from tests.windows.conftest import Begin, Look
from tests.windows.driver import Driver, Key
from tests.windows.fakes import FakeLogin, SmallScreen
from tests.windows.history.driver import CRAMPS, DOCTOR, NIGHTS, QUESTION, HistoryDriver
from tests.windows.morning.driver import MorningDriver
from tests.windows.settings.driver import FILE, PAGES, SettingsDriver
from tests.windows.stretch.driver import StretchDriver
from tests.windows.tonight.driver import TonightDriver
from tests.windows.welcome.driver import MONDAY_NOON, WelcomeDriver

TITLE_BAR, BORDER = 38, 1  # logical pixels: GNOME's, openbox's


@pytest.fixture(
    autouse=True,
    params=[(1366, 768, 11), (1024, 600, 11), (1366, 768, 22), (1024, 600, 22)],
    ids=lambda size: "{}x{}, {} pt".format(*size),
)
def small(request: pytest.FixtureRequest, look: Look, monkeypatch: pytest.MonkeyPatch) -> SmallScreen:
    width, height, points = request.param
    look(theme.LIGHT, points)
    screen = SmallScreen(width, height)
    monkeypatch.setattr(Window, "screen", lambda _window: screen)
    return screen


@pytest.fixture
def tonight(qtbot: QtBot, begin: Begin) -> TonightDriver:
    """At 20:20, before Good night is offered."""
    return TonightDriver(qtbot, begin("2026-11-22 20:20"))


@pytest.fixture
def morning(qtbot: QtBot, begin: Begin) -> MorningDriver:
    """Open at seven, with the question about the night that began at the first start."""
    evening = begin("2026-11-21 12:00")
    evening.start()
    evening.move_to(at("2026-11-22 07:00"))
    shown = MorningDriver(qtbot, evening)
    shown.open()
    return shown


def turn() -> None:
    for _round in range(5):
        QApplication.processEvents()


def places(shown: TonightDriver) -> dict[str, tuple[int, int]]:
    """Where each row stands in the window, and how wide it is."""
    turn()
    return {
        row.accessibleName().partition(",")[0]: (shown.place(row).y(), row.width())
        for row in shown.window.findChildren(ItemRow)
    }


def whole(widget: QWidget) -> bool:
    """Whether all of it is in sight."""
    turn()
    return widget.visibleRegion().boundingRect() == widget.rect()


def in_sight(shown: Driver[Any], *names: str) -> bool:
    """Whether all of each control is."""
    turn()
    return all(whole(shown.named(name)) for name in names)


def check_fits(shown: Driver[Any]) -> None:
    """The window is no larger than its screen, nothing scrolls sideways, and no text is cut."""
    turn()
    screen = shown.window.screen().availableGeometry()
    assert shown.window.width() + 2 * BORDER <= screen.width()
    assert shown.window.height() + TITLE_BAR + BORDER <= screen.height()
    assert [area for area in shown.visible(QScrollArea) if area.horizontalScrollBar().maximum()] == []
    wrapped = [label for label in shown.visible(QLabel) if label.wordWrap()]
    assert [label.text() for label in wrapped if label.height() < label.heightForWidth(label.width())] == []


def check_scrolls_only_where_it_must(shown: Driver[Any]) -> None:
    """The window is as high as its page, or as its screen allows."""
    turn()
    room = shown.window.screen().availableGeometry().height() - TITLE_BAR - 4  # and a frame
    scrolls = any(area.verticalScrollBar().maximum() for area in shown.visible(QScrollArea))
    assert not scrolls or shown.window.height() >= room


@pytest.mark.parametrize("scrolled", [False, True], ids=["from the top", "scrolled to its end"])
def test_no_row_of_tonight_moves_when_something_comes_or_goes(tonight: TonightDriver, scrolled: bool) -> None:
    window, engine = tonight.window, tonight.engine
    for habit in ("hydrate", "no_hard_exercise", "ease_overuse"):
        by(engine).skip(habit)  # so that no card opens by itself
    bar = window.findChildren(ItemList)[0].verticalScrollBar()
    turn()
    bar.setValue(bar.maximum() if scrolled else 0)
    before = places(tonight)
    # No mouse: it would focus what the smallest screen has scrolled out of sight, and so scroll to it.
    steps: list[tuple[str, Callable[[], object]]] = [
        ("the editor opens", tonight.button("Another bedtime for tonight").click),
        ("the editor closes", window.escape),
        ("a pause", by(engine).pause_tonight),
        ("no pause", lambda: tonight.button("Resume").click()),
        ("a message", lambda: window.explain("This desktop shows no tray icons. " * 3)),
        ("it was read", lambda: tonight.button("OK").click()),
        ("Good night is offered", lambda: tonight.move_to("20:31")),
        ("a closed evening", by(engine).good_night),
        ("an open one", by(engine).reopen),
    ]
    for what, step in steps:
        step()
        assert places(tonight) == before, what


def test_a_click_scrolls_nothing_and_a_second_one_takes_nothing_back(tonight: TonightDriver) -> None:
    tonight.move_to("22:16")
    row = tonight.row("Caffeine")
    tonight.window.findChildren(ItemList)[0].ensureWidgetVisible(row)
    before = places(tonight)["Caffeine cut-off"]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(row, Qt.MouseButton.LeftButton)
    assert row.isChecked()
    assert places(tonight)["Caffeine cut-off"] == before


def test_tonight_fits_and_good_night_stays_in_sight(tonight: TonightDriver) -> None:
    tonight.move_to("22:31")
    tonight.window.explain("This desktop shows no tray icons. " * 5)
    with closing(Diary(tonight.diary.database.path)) as other, other.transaction():
        tonight.window.tick("stretch", by_mouse=False)  # is not saved, and the reason is told
        check_fits(tonight)
        assert in_sight(tonight, "Good night", "Settings")


def test_what_waits_shows_its_answers_when_the_window_comes_forward(
    tonight: TonightDriver, small: SmallScreen
) -> None:
    tonight.move_to("22:16")
    tonight.window.bring_forward()
    focus = tonight.window.focusWidget()
    assert isinstance(focus, ItemRow)
    assert whole(focus)
    if small.height == 768 and theme.unit() < 1.5:  # else not all of a card fits beside Good night
        assert in_sight(tonight, "Guide me")


def test_what_opens_by_itself_comes_into_sight_unless_the_pointer_is_in_the_list(
    tonight: TonightDriver, small: SmallScreen
) -> None:
    tonight.move_to("20:40")
    tonight.move_to("22:16")
    assert whole(tonight.row("Bedtime leg stretch"))
    if small.height == 768 and theme.unit() < 1.5:
        assert in_sight(tonight, "Guide me")
    [rows] = tonight.window.findChildren(ItemList)
    bar = rows.verticalScrollBar()
    bar.setValue(0)
    rows.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    tonight.move_to("22:31")
    turn()
    assert bar.value() == 0


def test_the_next_evening_begins_at_the_top(tonight: TonightDriver) -> None:
    tonight.move_to("22:31")
    by(tonight.engine).good_night()
    turn()
    bar = tonight.window.findChildren(ItemList)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    tonight.evening.move_to(at("2026-11-23 07:00"))
    turn()
    assert bar.value() == 0


def test_the_row_that_the_keyboard_reaches_is_in_sight(tonight: TonightDriver) -> None:
    tonight.move_to("22:31")
    tonight.press(*[Key.Key_Up] * 9)
    for _row in range(10):
        focus = tonight.window.focusWidget()
        assert isinstance(focus, ItemRow)
        assert whole(focus), focus.accessibleName()
        tonight.press(Key.Key_Down)


def test_the_morning_fits_on_each_page_with_its_main_button_in_sight(morning: MorningDriver) -> None:
    check_fits(morning)
    assert in_sight(morning, "No cramp")
    check_scrolls_only_where_it_must(morning)
    morning.click("Cramp…")
    check_fits(morning)
    check_scrolls_only_where_it_must(morning)
    morning.click("Sore today, what set it off, what eased it, a note")
    check_fits(morning)
    assert in_sight(morning, "Save")
    morning.click("Save")
    check_fits(morning)
    assert in_sight(morning, "Close", "Correct the answer")  # it begins at the top


def test_a_maximised_window_stays_so_whatever_page_it_turns_to(morning: MorningDriver) -> None:
    morning.window.showMaximized()
    turn()
    height = morning.window.height()
    morning.click("Cramp…")
    turn()
    assert morning.window.height() == height


def test_cramp_now_fits_and_can_be_stopped(qtbot: QtBot, begin: Begin) -> None:
    shown = CrampNowDriver(qtbot, begin("2026-11-23 03:10"))
    shown.begin()
    check_fits(shown)
    check_scrolls_only_where_it_must(shown)
    assert in_sight(shown, "It is over")


@pytest.mark.parametrize("page", PAGES)
def test_each_page_of_the_settings_fits(qtbot: QtBot, begin: Begin, page: int) -> None:
    shown = SettingsDriver(qtbot, begin(settings=FILE))
    shown.window.open_page(page)
    check_fits(shown)
    assert in_sight(shown, "Open the file", "When to see a doctor")


@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
def test_each_tab_of_history_fits(qtbot: QtBot, begin: Begin, full: bool) -> None:
    evening = begin("2026-11-22 20:00")
    if full:
        fill(evening)
    shown = HistoryDriver(qtbot, evening, width=0)
    for tab in (NIGHTS, CRAMPS, QUESTION, DOCTOR):
        shown.open_tab(tab)
        check_fits(shown)
        assert in_sight(shown, "When to see a doctor")


def test_welcome_fits_on_both_steps_with_its_main_button_in_sight(qtbot: QtBot, begin: Begin) -> None:
    shown = WelcomeDriver(qtbot, begin(MONDAY_NOON), FakeLogin())
    check_fits(shown)
    assert in_sight(shown, "Begin tonight")
    shown.click("Begin tonight")
    check_fits(shown)
    assert in_sight(shown, "Show tonight's list")


def test_the_stretch_fits_from_begin_to_close(qtbot: QtBot, begin: Begin) -> None:
    shown = StretchDriver(qtbot, begin())
    check_fits(shown)
    assert in_sight(shown, "Begin")
    shown.click("Begin")
    assert in_sight(shown, "Pause")
    shown.seconds(WHOLE)
    check_fits(shown)
    assert in_sight(shown, "Close")


def test_when_to_see_a_doctor_fits(qtbot: QtBot, begin: Begin) -> None:
    check_fits(AdviceDriver(qtbot, begin()))
