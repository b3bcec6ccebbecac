"""The window "When to see someone" and the one for a cramp that is there now, over a real engine."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crampguard.store.advice import advice
from crampguard.store.diary import Diary
from crampguard.windows.advice.cramp_now import CrampNowWindow
from crampguard.windows.advice.window import CAUSES, FIRST_HELP, AdviceWindow
from crampguard.windows.shared import theme
from tests.moved_clock import Evening, at, evening
from tests.windows.accessibility import by_tab, unnamed
from tests.windows.conftest import Look

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

STATIN = "As you take a statin: with muscle pain, weakness or cramps that nothing explains"
MEDICINES = "Diuretics, statins, some antidepressants"


class Shown:
    """Both windows as a user sees them."""

    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        self.evening = evening
        self.opened = 0
        self.page = AdviceWindow(evening.engine)
        self.cramp = CrampNowWindow(evening.engine, self._open_advice)
        for window in (self.page, self.cramp):
            qtbot.addWidget(window)
        evening.engine.listen(self.page.follow)
        evening.start()
        self.page.open()

    def _open_advice(self) -> None:
        self.opened += 1

    def words(self, window: QWidget | None = None) -> list[str]:
        """What can be read, from top to bottom."""
        QApplication.processEvents()
        window = window or self.page
        labels = [found for found in window.findChildren(QLabel) if found.isVisible() and found.text()]
        return [found.text() for found in sorted(labels, key=lambda found: found.mapTo(window, QPoint()).y())]

    def place(self, text: str, window: QWidget | None = None) -> int:
        """The line at which words that begin like this stand."""
        return next(place for place, words in enumerate(self.words(window)) if words.startswith(text))

    def says(self, text: str, window: QWidget | None = None) -> bool:
        return any(text in words for words in self.words(window))

    def button(self, name: str, window: QWidget | None = None) -> QAbstractButton:
        buttons = (window or self.page).findChildren(QAbstractButton)
        return next(b for b in buttons if name in (b.text(), b.accessibleName()))

    @property
    def scrolled(self) -> int:
        (area,) = self.page.findChildren(QScrollArea)
        return area.verticalScrollBar().value()


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Shown]:
    shown = Shown(qtbot, evening(tmp_path, at("2026-11-23 03:10")))
    yield shown
    shown.evening.diary.close()


# When to see someone


def test_every_sign_can_be_read_and_the_urgent_ones_come_first(shown: Shown) -> None:
    titles = ["Call your emergency number now", "Call a doctor the same day", "Make an appointment"]
    signs = [sign.says for sign in advice().signs]
    places = [shown.place(text) for text in signs]
    assert places == sorted(places)
    assert [shown.place(title) for title in titles] == [1 + 1, places[1] - 1, places[11] - 1]


def test_no_number_is_made_up(shown: Shown) -> None:
    assert not any(number in words for words in shown.words() for number in ("112", "911", "999"))


def test_on_a_statin_its_line_comes_first_among_those_of_today_and_is_the_users_own(shown: Shown) -> None:
    assert not shown.says(STATIN)
    shown.evening.edit("[about_me]\nstatin = true\n")
    assert shown.place(STATIN) == shown.place("Call a doctor the same day") + 1
    assert not shown.says("You take a statin, and have")
    bold = [found for found in shown.page.findChildren(QLabel) if found.text().startswith(STATIN)]
    assert [found.font().weight() for found in bold if found.isVisible()] == [QFont.Weight.DemiBold]


def test_the_words_are_there_again_when_it_was_hidden_meanwhile(shown: Shown) -> None:
    shown.page.close()
    shown.evening.edit("[about_me]\nstatin = true\n")
    shown.page.open()
    assert shown.says(STATIN)


def test_a_cause_opens_in_place_and_another_one_closes_it(shown: Shown) -> None:
    assert not shown.says("Some medicines in this group are linked with cramps.")
    shown.button(MEDICINES).click()
    assert shown.says("Some medicines in this group are linked with cramps.")
    assert shown.says("Could a medicine play a part?")
    shown.button("Nerve disorders").click()
    assert not shown.says("Some medicines in this group")
    assert shown.says("peripheral neuropathy")
    shown.button("Nerve disorders").click()
    assert not shown.says("peripheral neuropathy")


def test_every_cause_opens(shown: Shown) -> None:
    for cause in advice().causes:
        shown.button(cause.title).click()
        assert shown.says(cause.means)
        assert shown.says(cause.ask)


@pytest.mark.parametrize(
    ("limit", "care"),
    [
        ("false", "If you were told to limit fluids, for example with heart failure"),
        ("true", "You were told to limit what you drink, so keep to your own limit."),
    ],
)
def test_a_fluid_limit_changes_what_is_said_about_drinking(shown: Shown, limit: str, care: str) -> None:
    shown.evening.edit(f"[about_me]\nfluid_limit = {limit}\n")
    shown.button("Too little fluid, lost salts").click()
    assert shown.says(care)


def test_first_help_is_there_too(shown: Shown) -> None:
    for step in advice().first_help:
        assert shown.says(step)


def test_it_opens_at_the_section_that_was_asked_for(shown: Shown, qtbot: QtBot) -> None:
    shown.page.resize(600, 400)
    shown.page.open(CAUSES)
    qtbot.waitUntil(lambda: shown.scrolled > 0)
    causes = shown.scrolled
    shown.page.open(FIRST_HELP)
    qtbot.waitUntil(lambda: shown.scrolled > causes)
    shown.page.open()
    qtbot.waitUntil(lambda: shown.scrolled == 0)


def test_the_arrow_keys_move_the_page_and_escape_closes_it(shown: Shown, qtbot: QtBot) -> None:
    shown.page.resize(600, 400)
    qtbot.waitUntil(shown.page.isActiveWindow)
    (area,) = shown.page.findChildren(QScrollArea)
    assert area.hasFocus()
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert shown.scrolled > 0
    QTest.keyClick(area, Qt.Key.Key_Escape)
    qtbot.waitUntil(shown.page.isHidden)


def test_space_opens_a_cause_and_every_control_has_a_name(shown: Shown, qtbot: QtBot) -> None:
    qtbot.waitUntil(shown.page.isActiveWindow)
    QTest.keyClick(shown.button(MEDICINES), Qt.Key.Key_Space)
    assert shown.says("Some medicines in this group are linked with cramps.")
    assert shown.button(MEDICINES).isChecked()
    shown.button("Too little fluid, lost salts").click()
    assert unnamed(shown.page) == []
    visited = by_tab(shown.page)
    assert {shown.button(cause.title) for cause in advice().causes} <= set(visited)
    assert shown.button("www.aafp.org") in visited


# A cramp now


def test_first_help_is_shown_and_the_time_is_kept_for_the_morning(shown: Shown) -> None:
    shown.cramp.begin()
    for step in advice().first_help:
        assert shown.says(step, shown.cramp)
    assert shown.says("03:10 is kept for the morning.", shown.cramp)
    engine = shown.evening.engine
    assert shown.evening.diary.cramps(engine.tonight.night.date) == (at("2026-11-23 03:10"),)


def test_the_next_cramp_has_its_own_time(shown: Shown) -> None:
    shown.cramp.begin()
    shown.cramp.close()
    shown.evening.move_to(at("2026-11-23 04:25"))
    shown.cramp.begin()
    assert shown.says("04:25 is kept for the morning.", shown.cramp)
    assert len(shown.evening.diary.cramps(shown.evening.engine.tonight.night.date)) == 2


def test_where_the_time_cannot_be_kept_first_help_is_shown_all_the_same(shown: Shown) -> None:
    shown.evening.diary.close()
    shown.cramp.begin()
    assert shown.says("Straighten the leg.", shown.cramp)
    assert shown.says("The time could not be kept: ", shown.cramp)


def test_a_time_that_cannot_be_saved_now_is_saved_later(shown: Shown) -> None:
    night, began = shown.evening.engine.tonight.night.date, shown.evening.clock.now()
    with closing(Diary(shown.evening.diary.database.path)) as other, other.transaction():
        shown.cramp.begin()
        assert shown.says("The time is kept here and saved as soon as it can be", shown.cramp)
    shown.evening.move_by(minutes=2)
    assert shown.evening.diary.cramps(night) == (began,)


def test_it_names_when_to_call_and_leads_to_see_someone(shown: Shown) -> None:
    shown.cramp.begin()
    assert shown.says("call your doctor today", shown.cramp)
    assert shown.says("call your emergency number now", shown.cramp)
    shown.button("When to see someone", shown.cramp).click()
    assert shown.opened == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_any_key_that_means_enough_closes_it(shown: Shown, qtbot: QtBot, key: Qt.Key) -> None:
    shown.page.close()
    shown.cramp.begin()
    qtbot.waitUntil(shown.cramp.isActiveWindow)
    QTest.keyClick(shown.button("Close", shown.cramp), key)
    qtbot.waitUntil(shown.cramp.isHidden)


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_it_is_dark_in_every_theme_and_its_words_can_be_read(
    shown: Shown, look: Look, roles: theme.Roles
) -> None:
    look(roles, 11)
    shown.cramp.begin()
    QApplication.processEvents()
    picture = shown.cramp.grab().toImage()
    assert picture.pixelColor(2, 2).name().upper() == theme.DARK.window
    step = shown.cramp.findChildren(QLabel)[0]
    colours = {
        picture.pixelColor(x, y).lightness()
        for x in range(step.x(), step.x() + step.width())
        for y in range(step.y(), step.y() + step.height())
    }
    assert max(colours) > 200


# Both


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("points", [11, 22])
def test_no_word_is_cut_at_any_size(
    qtbot: QtBot, tmp_path: Path, look: Look, roles: theme.Roles, points: float
) -> None:
    look(roles, points)
    settings = "[about_me]\nstatin = true\nfluid_limit = true\n"
    shown = Shown(qtbot, evening(tmp_path, at("2026-11-23 03:10"), settings))
    shown.page.resize(shown.page.minimumWidth(), 600)
    shown.cramp.begin()
    for cause in advice().causes:
        shown.button(cause.title).click()
        qtbot.wait(1)
        assert cut(shown.page) == []
    (area,) = shown.page.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert cut(shown.cramp) == []
    shown.evening.diary.close()


def cut(window: QWidget) -> list[str]:
    """The texts that do not fit into their place."""
    found = []
    for text in window.findChildren(QLabel):
        if text.isVisibleTo(window) and text.text():
            room = QRect(0, 0, text.width(), 10_000)
            needed = text.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text.text())
            if needed.height() > text.height() + 2 or needed.width() > text.width() + 2:
                found.append(text.text())
    return found


def test_from_right_to_left_the_dots_are_on_the_right(shown: Shown) -> None:
    shown.page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    (sign,) = [
        found for found in shown.page.findChildren(QLabel) if found.text() == "You have a dirty wound."
    ]
    around = sign.parentWidget()
    assert around is not None
    assert sign.x() < around.width() - sign.geometry().right()
