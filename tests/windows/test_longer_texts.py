"""Every window in a language that is 40 % longer, and in one that runs from the right.

On a screen of 1024 by 600 at the default font.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QTabBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

from crampguard.i18n import _
from crampguard.routine.notice import discreet
from crampguard.routine.stretching import WHOLE
from crampguard.store.advice import advice
from crampguard.store.report import report_of
from crampguard.windows.doctor.pdf import pdf
from crampguard.windows.shared import theme
from crampguard.windows.shared.fold import Fold
from crampguard.windows.shared.window import Window
from crampguard.windows.tray.menu import menu
from tests.answers import by
from tests.diaries import fill
from tests.moved_clock import at
from tests.pseudo import longer, pseudo_language, right_to_left, untranslated
from tests.windows.advice.driver import AdviceDriver, CrampNowDriver
from tests.windows.conftest import Begin
from tests.windows.driver import Driver, Key, recording, shown_text, spoken
from tests.windows.fakes import FakeLogin, SmallScreen
from tests.windows.history.driver import CRAMPS, DOCTOR, QUESTION, HistoryDriver
from tests.windows.morning.driver import FULL, SATURDAY, MorningDriver
from tests.windows.settings.driver import HABITS, PAGES, SLEEP, SettingsDriver
from tests.windows.stretch.driver import StretchDriver
from tests.windows.tonight.driver import TonightDriver
from tests.windows.welcome.driver import MONDAY_NOON, WelcomeDriver

OWN_HABIT = '[habits.evening_walk]\ntitle = "4711"\nnudge = "0815"\n'  # what a user wrote has no letters here
_ADDRESS = re.compile(r"[^\s\[\]]+[./][^\s\[\]]+")
_SOURCES = tomllib.loads(Path("resources/sources.toml").read_text(encoding="utf-8"))
_DATES = {
    name(number, length)
    for name, most in ((QLocale.c().dayName, 7), (QLocale.c().monthName, 12))
    for number in range(1, most + 1)
    for length in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
}


_WRITTEN = set(" ".join(FULL.triggers).split())


@pytest.fixture(autouse=True, params=[longer, right_to_left])
def language(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Iterator[None]:
    monkeypatch.setattr(Window, "screen", lambda _window: SmallScreen(1024, 600))
    if request.param is right_to_left:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    with pseudo_language(request.param):
        yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def check(qtbot: QtBot, shown: Driver[Any]) -> None:
    """Every text that can be seen or heard is translated, whole, and in its place, once all is laid out."""

    def has_no_fault() -> None:
        faults = {"cut": shown.cut(), "outside": shown.outside(), "foreign": foreign(shown)}
        assert not any(faults.values()), faults

    qtbot.waitUntil(has_no_fault)


def foreign(shown: Driver[Any]) -> list[str]:
    """The texts that did not go through gettext, and are no dates, names of sources, or addresses."""
    texts = dict.fromkeys(text for widget in shown.visible(QWidget) for text in _texts(widget))
    return [text for text in texts if not _is_source(text) and _untranslated_words(text) - _DATES - _WRITTEN]


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (shown_text(widget), *spoken(widget), widget.toolTip(), widget.windowTitle())
    if isinstance(widget, QTabBar):
        yield from map(widget.tabText, range(widget.count()))
    if isinstance(widget, QTableView):
        model = widget.model()
        cells = (model.index(row, c) for row in range(model.rowCount()) for c in range(model.columnCount()))
        yield from (str(cell.data() or "") for cell in cells)


def _untranslated_words(text: str) -> set[str]:
    return set(untranslated(_ADDRESS.sub("", text)).split())


def _is_source(text: str) -> bool:
    return any(source["title"] in text.replace("\u00a0\u200b", " ") for source in _SOURCES.values())


# Tonight

ActTonight = Callable[[TonightDriver], object]


def _nothing(_shown: object) -> None:
    pass


def _long_answer(shown: TonightDriver) -> None:
    shown.move_to("21:31")
    shown.click(_("Why, and how sure"))
    shown.click(_("The long answer"))


def _good_night(shown: TonightDriver) -> None:
    shown.move_to("22:40")
    by(shown.engine).good_night()


def _no_habits(shown: TonightDriver) -> None:
    habits = [item.habit.id for item in shown.engine.tonight.items]
    shown.evening.edit("\n".join(f"[habits.{habit}]\nenabled = false" for habit in habits))


@pytest.mark.parametrize(
    "act",
    [
        _nothing,
        lambda s: s.click(_("Another bedtime for tonight")),
        lambda s: s.move_to("21:31"),
        _long_answer,
        lambda s: s.move_to("22:16"),
        lambda s: by(s.engine).skip("stretch"),
        lambda s: by(s.engine).pause_tonight(),
        lambda s: s.move_to("22:40"),
        _good_night,
        _no_habits,
        lambda s: s.evening.edit('[schedule]\nbedtime = "25:00"'),
        lambda s: s.evening.move_to(at("2026-11-23 07:00")),
    ],
    ids=[
        "noon",
        "bedtime",
        "due",
        "long answer",
        "stretch",
        "undo",
        "paused",
        "late",
        "good night",
        "empty",
        "problem",
        "morning",
    ],
)
def test_tonight(qtbot: QtBot, begin: Begin, act: ActTonight) -> None:
    shown = TonightDriver(qtbot, begin(settings=OWN_HABIT))
    act(shown)
    check(qtbot, shown)


# The morning, and the cramp that is there now


def _cramp_card(shown: MorningDriver) -> None:
    shown.open(date(2026, 11, 20), cramp=True)


def _warning(shown: MorningDriver) -> None:
    by(shown.engine).morning(FULL, SATURDAY)
    shown.open()
    shown.button(_("over 10")).click()


def _answered(shown: MorningDriver) -> None:
    _cramp_card(shown)
    shown.click(_("Save"))


@pytest.mark.parametrize(
    "act",
    [lambda s: s.open(), _cramp_card, _warning, _answered],
    ids=["question", "card", "warning", "answered"],
)
def test_the_morning(qtbot: QtBot, begin: Begin, act: Callable[[MorningDriver], object]) -> None:
    watched = begin("2026-11-21 12:00", OWN_HABIT)
    watched.start()
    watched.move_to(at("2026-11-22 07:00"))
    shown = MorningDriver(qtbot, watched)
    act(shown)
    check(qtbot, shown)
    for fold in shown.visible(Fold):
        assert fold.minimumSizeHint().width() < theme.px(400)  # the link wraps


def test_cramp_now(qtbot: QtBot, begin: Begin) -> None:
    shown = CrampNowDriver(qtbot, begin("2026-11-23 03:10"))
    shown.begin()
    check(qtbot, shown)
    shown.evening.move_to(at("2026-11-23 03:14"))
    shown.window._minute.timeout.emit()
    check(qtbot, shown)
    shown.click(_("It is over"))
    check(qtbot, shown)


# History and the page for the doctor


def _night(shown: HistoryDriver) -> None:
    shown.press(Key.Key_Up)


def _evening_corrected(shown: HistoryDriver) -> None:
    shown.press(Key.Key_Up, Key.Key_Return)


@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
@pytest.mark.parametrize(
    "act",
    [
        _night,
        _evening_corrected,
        lambda s: s.open_tab(CRAMPS),
        lambda s: s.open_tab(QUESTION),
        lambda s: s.open_tab(DOCTOR),
    ],
    ids=["night", "evening", "cramps", "question", "doctor"],
)
def test_history(qtbot: QtBot, begin: Begin, act: Callable[[HistoryDriver], object], full: bool) -> None:
    evening = begin("2026-11-22 20:00", OWN_HABIT)
    if full:
        fill(evening)
    shown = HistoryDriver(qtbot, evening)
    shown.window.resize(880, 600)
    act(shown)
    check(qtbot, shown)


# When to see a doctor


def test_advice(qtbot: QtBot, begin: Begin) -> None:
    shown = AdviceDriver(qtbot, begin("2026-11-23 03:10", "[about_me]\nstatin = true\nfluid_limit = true\n"))
    check(qtbot, shown)
    for topic in (*advice().told_apart, *advice().causes, *advice().asked):
        shown.click(topic.title)
        check(qtbot, shown)


# Settings


@pytest.mark.parametrize("page", PAGES)
def test_settings(qtbot: QtBot, begin: Begin, page: int) -> None:
    shown = SettingsDriver(qtbot, begin(settings=OWN_HABIT))
    shown.window.open_page(page)
    check(qtbot, shown)


@pytest.mark.parametrize("page", PAGES)
def test_narrow_settings(qtbot: QtBot, begin: Begin, page: int) -> None:
    shown = SettingsDriver(qtbot, begin(settings=OWN_HABIT))
    shown.window.resize(600, 600)
    shown.window.open_page(page)
    check(qtbot, shown)


@pytest.mark.parametrize("name", ["4711", "Why, and how sure", "Add your own"])
def test_settings_of_a_habit(qtbot: QtBot, begin: Begin, name: str) -> None:
    shown = SettingsDriver(qtbot, begin(settings=OWN_HABIT))
    shown.window.open_page(HABITS)
    shown.click(name if name.isdigit() else _(name))
    check(qtbot, shown)


def test_a_time_that_is_wrong_in_settings(qtbot: QtBot, begin: Begin) -> None:
    shown = SettingsDriver(qtbot, begin(settings=OWN_HABIT))
    shown.window.open_page(SLEEP)
    shown.press(Key.Key_Tab, "25:00", Key.Key_Tab)
    check(qtbot, shown)


# The stretch, and Welcome


def test_the_stretch(qtbot: QtBot, begin: Begin) -> None:
    shown = StretchDriver(qtbot, begin("2026-11-22 22:16"))
    check(qtbot, shown)
    shown.click(_("Begin"))
    for seconds in (0, 82, WHOLE):
        shown.seconds(seconds)
        check(qtbot, shown)


def test_welcome(qtbot: QtBot, begin: Begin) -> None:
    shown = WelcomeDriver(qtbot, begin(MONDAY_NOON, OWN_HABIT), FakeLogin(why_not="0815"))
    check(qtbot, shown)
    limit = "I have been told to limit what I drink"
    for name in ("I take a statin", "Each day on its own", limit, "Send one"):
        shown.click(_(name))
        for on_result in shown.trials:
            on_result("nobody")
        check(qtbot, shown)


@pytest.mark.parametrize("has_tray", [True, False], ids=["tray", "no tray"])
def test_the_last_step_of_welcome(qtbot: QtBot, begin: Begin, has_tray: bool) -> None:
    shown = WelcomeDriver(qtbot, begin(MONDAY_NOON, OWN_HABIT), FakeLogin())
    shown.has_tray = has_tray
    shown.click(_("Begin tonight"))
    check(qtbot, shown)


# The tray menu, the notification, and the page on paper


@pytest.mark.parametrize("when", ["12:00", "21:31", "22:16", "22:40"])
def test_menu_and_notification(begin: Begin, when: str) -> None:
    evening = begin(settings=OWN_HABIT)
    evening.start()
    evening.move_to(at(f"2026-11-22 {when}"))
    tonight = evening.engine.tonight
    lines = [line for section in menu(tonight, evening.engine, recording([])) for line in section]
    texts = [line.text for one in lines for line in (one, *one.submenu)]
    notices = [] if tonight.notice is None else [tonight.notice, discreet(tonight.notice)]
    for notice in notices:
        texts += [notice.title, notice.body, *(offer.label for offer in notice.offers)]
    assert len(notices) == (0 if when == "12:00" else 2)
    assert [text for text in texts if untranslated(text.replace("CrampGuard", ""))] == []


def test_the_page_on_paper(begin: Begin, written: list[str]) -> None:
    evening = begin("2026-11-22 20:00", OWN_HABIT)
    fill(evening)
    assert pdf(report_of(evening.diary, evening.engine.settings, date(2026, 11, 22), date(2026, 11, 21)))
    assert len(written) > 40
    assert [text for text in written if "…" not in text and untranslated(text)] == []
