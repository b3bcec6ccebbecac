"""The window "When to see a doctor" and the one for a cramp that is there now, over a real engine."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crampguard.routine.morning import Cramp
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

STATIN = "You take a statin, and for no clear reason your muscles hurt"
SINCE_STATIN = "Your cramps began or grew worse after you started a statin"
MEDICINES = "Inhalers, water tablets, statins, some antidepressants"


class Shown:
    """Both windows as a user sees them."""

    def __init__(self, qtbot: QtBot, evening: Evening) -> None:
        self.evening = evening
        self.opened = 0
        self.page = AdviceWindow(evening.engine)
        self.cramp = CrampNowWindow(evening.engine, evening.clock, self._open_advice)
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


# When to see a doctor


def test_every_sign_can_be_read_and_the_urgent_ones_come_first(shown: Shown) -> None:
    titles = ["Call your emergency number now", "Call a doctor the same day", "Make an appointment"]
    signs = [sign.says for sign in advice().signs]
    places = [shown.place(text) for text in signs]
    assert places == sorted(places)
    assert [shown.place(title) for title in titles] == [places[at] - 1 for at in (0, 4, 12)]


def test_no_number_is_made_up(shown: Shown) -> None:
    assert not any(number in words for words in shown.words() for number in ("112", "911", "999"))


def test_what_is_a_cramp_and_what_is_none_comes_before_all_signs(shown: Shown) -> None:
    assert shown.place("Is it a cramp?") < shown.place("A cramp comes on suddenly.")
    assert shown.place("A cramp comes on suddenly.") < shown.place("Call your emergency number now")
    for topic in advice().told_apart:
        shown.button(topic.title).click()
        assert shown.says(topic.says)


def bold(shown: Shown) -> list[str]:
    """The sentences of the signs that are lit."""
    signs = {sign.says for sign in advice().signs}
    labels = [found for found in shown.page.findChildren(QLabel) if found.text() in signs]
    return [found.text() for found in labels if found.font().weight() == QFont.Weight.DemiBold]


def test_on_a_statin_its_line_comes_first_among_those_of_today(shown: Shown) -> None:
    assert shown.place(STATIN) > shown.place("Call a doctor the same day") + 1
    assert bold(shown) == []
    shown.evening.edit("[about_me]\nstatin = true\n")
    assert shown.place(STATIN) == shown.place("Call a doctor the same day") + 1
    assert bold(shown) == [advice().sign("statin").says]


def test_cramps_since_a_statin_are_a_reason_for_a_visit_and_come_first_there(shown: Shown) -> None:
    shown.evening.edit('[about_me]\nstatin = true\nstatin_cramps = "yes"\n')
    assert shown.place(SINCE_STATIN) == shown.place("Make an appointment") + 1
    assert len(bold(shown)) == 2


def test_the_words_are_there_again_when_it_was_hidden_meanwhile(shown: Shown) -> None:
    shown.page.close()
    shown.evening.edit("[about_me]\nstatin = true\n")
    shown.page.open()
    assert bold(shown) == [advice().sign("statin").says]


def test_each_card_says_where_its_signs_come_from(shown: Shown) -> None:
    links = [b for b in shown.page.findChildren(QAbstractButton) if b.text() == "Where this comes from"]
    assert len(links) == 5  # what a cramp is, three cards of signs, first help
    assert not shown.says("Health New Zealand: Acute limb ischaemia")
    links[1].click()
    assert shown.says("Health New Zealand: Acute limb ischaemia")
    links[1].click()
    assert not shown.says("Health New Zealand: Acute limb ischaemia")


@pytest.mark.parametrize("id_", ["magnesium", "quinine", "tonic", "vitamin_k2", "stretching"])
def test_what_people_ask_first_has_a_short_answer(shown: Shown, id_: str) -> None:
    (topic,) = (topic for topic in advice().asked if topic.id == id_)
    shown.button(topic.title).click()
    assert shown.says(topic.says)
    for source in topic.sources:
        assert shown.says(source.title)


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
        assert shown.says(cause.says)
        assert shown.says(cause.ask)


@pytest.mark.parametrize(
    ("limit", "care"),
    [
        ("false", "Were you told to limit fluids, as with heart failure"),
        ("true", "You were told to limit what you drink. Keep to your own limit."),
    ],
)
def test_a_fluid_limit_changes_what_is_said_about_drinking(shown: Shown, limit: str, care: str) -> None:
    shown.evening.edit(f"[about_me]\nfluid_limit = {limit}\n")
    shown.button("Too little to drink, lost salts").click()
    assert shown.says(care)


def test_first_help_is_there_too(shown: Shown) -> None:
    for step in advice().first_help:
        assert shown.says(step.says)


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
    shown.button("Too little to drink, lost salts").click()
    assert unnamed(shown.page) == []
    visited = by_tab(shown.page)
    topics = (*advice().told_apart, *advice().causes, *advice().asked)
    assert {shown.button(topic.title) for topic in topics} <= set(visited)
    assert "www.aafp.org" in [one.text() for one in visited if isinstance(one, QAbstractButton)]


# A cramp now


def test_first_help_is_shown_and_the_time_is_kept_for_the_morning(shown: Shown) -> None:
    shown.cramp.begin()
    for step in advice().first_help:
        assert shown.says(step.says, shown.cramp)
    assert shown.says("03:10 is kept for the morning.", shown.cramp)
    engine = shown.evening.engine
    assert shown.evening.diary.cramps(engine.tonight.night.date) == (Cramp(at("2026-11-23 03:10")),)


def test_the_next_cramp_has_its_own_time(shown: Shown) -> None:
    shown.cramp.begin()
    shown.cramp.close()
    shown.evening.move_to(at("2026-11-23 04:25"))
    shown.cramp.begin()
    assert shown.says("04:25 is kept for the morning.", shown.cramp)
    assert len(shown.evening.diary.cramps(shown.evening.engine.tonight.night.date)) == 2


def test_it_counts_the_minutes_until_one_says_that_it_is_over(shown: Shown) -> None:
    shown.cramp.begin()
    assert not shown.says("so far", shown.cramp)
    shown.evening.move_to(at("2026-11-23 03:14"))
    shown.cramp._minute.timeout.emit()
    assert shown.says("4 minutes so far.", shown.cramp)
    shown.button("It is over", shown.cramp).click()
    assert shown.says("It lasted 4 minutes.", shown.cramp)
    assert not shown.button("It is over", shown.cramp).isVisible()
    night = shown.evening.engine.tonight.night.date
    assert shown.evening.diary.cramps(night) == (Cramp(at("2026-11-23 03:10"), at("2026-11-23 03:14")),)


def test_opened_again_while_a_cramp_goes_on_it_is_the_same_cramp(shown: Shown) -> None:
    shown.cramp.begin()
    shown.evening.move_to(at("2026-11-23 03:12"))
    shown.cramp.begin()
    assert len(shown.evening.diary.cramps(shown.evening.engine.tonight.night.date)) == 1


def test_return_says_that_it_is_over_and_then_closes(shown: Shown, qtbot: QtBot) -> None:
    shown.cramp.begin()
    qtbot.waitUntil(shown.cramp.isActiveWindow)
    QTest.keyClick(shown.cramp, Qt.Key.Key_Return)
    assert shown.says("It lasted less than a minute.", shown.cramp)
    QTest.keyClick(shown.cramp, Qt.Key.Key_Return)
    assert shown.cramp.isHidden()


def test_where_the_time_cannot_be_kept_first_help_is_shown_all_the_same(shown: Shown) -> None:
    shown.evening.diary.close()
    shown.cramp.begin()
    assert shown.says("Straighten your knee.", shown.cramp)
    assert shown.says("The time could not be kept: ", shown.cramp)


def test_a_time_that_cannot_be_saved_now_is_saved_later(shown: Shown) -> None:
    night, began = shown.evening.engine.tonight.night.date, shown.evening.clock.now()
    with closing(Diary(shown.evening.diary.database.path)) as other, other.transaction():
        shown.cramp.begin()
        assert shown.says("The time is kept here and saved as soon as it can be", shown.cramp)
    shown.evening.move_by(minutes=2)
    assert shown.evening.diary.cramps(night) == (Cramp(began),)


def test_it_names_when_to_call_and_leads_to_see_someone(shown: Shown) -> None:
    shown.cramp.begin()
    assert shown.says("call your doctor today", shown.cramp)
    assert shown.says("call your emergency number now", shown.cramp)
    shown.button("When to see a doctor", shown.cramp).click()
    assert shown.opened == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_any_key_that_means_enough_closes_it(shown: Shown, qtbot: QtBot, key: Qt.Key) -> None:
    shown.page.close()
    shown.cramp.begin()
    qtbot.waitUntil(shown.cramp.isActiveWindow)
    close = shown.button("Close", shown.cramp)
    close.setFocus()
    QTest.keyClick(close, key)
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
    for topic in (*advice().told_apart, *advice().causes, *advice().asked):
        shown.button(topic.title).click()
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
        found
        for found in shown.page.findChildren(QLabel)
        if found.text().startswith("You have a dirty wound.")
    ]
    around = sign.parentWidget()
    assert around is not None
    assert sign.x() < around.width() - sign.geometry().right()
