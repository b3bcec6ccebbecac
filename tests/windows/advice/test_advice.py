"""The window "When to see a doctor": signs, causes, what people ask, first help."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from crampguard.store.advice import advice
from crampguard.windows.advice.window import CAUSES, FIRST_HELP
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from tests.windows.advice.driver import AdviceDriver
from tests.windows.conftest import Begin, Look
from tests.windows.driver import Key

STATIN = "You take a statin, and for no clear reason your muscles hurt"
SINCE_STATIN = "Your cramps began or grew worse after you started a statin"
MEDICINES = "Inhalers, water tablets, statins, some antidepressants"


def test_every_sign_can_be_read_and_the_urgent_ones_come_first(shown: AdviceDriver) -> None:
    titles = ["Call your emergency number now", "Call a doctor the same day", "Make an appointment"]
    signs = [sign.says for sign in advice().signs]
    places = [shown.line(text) for text in signs]
    assert places == sorted(places)
    assert [shown.line(title) for title in titles] == [places[at] - 1 for at in (0, 4, 12)]


def test_no_number_is_made_up(shown: AdviceDriver) -> None:
    assert not any(number in words for words in shown.texts() for number in ("112", "911", "999"))


def test_what_is_a_cramp_and_what_is_none_comes_before_all_signs(shown: AdviceDriver) -> None:
    assert shown.line("Is it a cramp?") < shown.line("A cramp comes on suddenly.")
    assert shown.line("A cramp comes on suddenly.") < shown.line("Call your emergency number now")
    for topic in advice().told_apart:
        shown.click(topic.title)
        assert shown.says(topic.says)


def bold(shown: AdviceDriver) -> list[str]:
    """The sentences of the signs that are lit."""
    signs = {sign.says for sign in advice().signs}
    labels = [found for found in shown.window.findChildren(QLabel) if found.text() in signs]
    return [found.text() for found in labels if found.font().weight() == QFont.Weight.DemiBold]


def test_on_a_statin_its_line_comes_first_among_those_of_today(shown: AdviceDriver) -> None:
    assert shown.line(STATIN) > shown.line("Call a doctor the same day") + 1
    assert bold(shown) == []
    shown.evening.edit("[about_me]\nstatin = true\n")
    assert shown.line(STATIN) == shown.line("Call a doctor the same day") + 1
    assert bold(shown) == [advice().sign("statin").says]


def test_cramps_since_a_statin_are_a_reason_for_a_visit_and_come_first_there(shown: AdviceDriver) -> None:
    shown.evening.edit('[about_me]\nstatin = true\nstatin_cramps = "yes"\n')
    assert shown.line(SINCE_STATIN) == shown.line("Make an appointment") + 1
    assert len(bold(shown)) == 2


def test_the_words_are_there_again_when_it_was_hidden_meanwhile(shown: AdviceDriver) -> None:
    shown.window.close()
    shown.evening.edit("[about_me]\nstatin = true\n")
    shown.window.open()
    assert bold(shown) == [advice().sign("statin").says]


def test_each_card_says_where_its_signs_come_from(shown: AdviceDriver) -> None:
    links = [b for b in shown.visible(QAbstractButton) if b.text() == "Where this comes from"]
    assert len(links) == 5  # what a cramp is, three cards of signs, first help
    assert not shown.says("Health New Zealand: Acute limb ischaemia")
    links[1].click()
    assert shown.says("Health New Zealand: Acute limb ischaemia")
    links[1].click()
    assert not shown.says("Health New Zealand: Acute limb ischaemia")


@pytest.mark.parametrize("id_", ["magnesium", "quinine", "tonic", "vitamin_k2", "stretching"])
def test_what_people_ask_first_has_a_short_answer(shown: AdviceDriver, id_: str) -> None:
    (topic,) = (topic for topic in advice().asked if topic.id == id_)
    shown.click(topic.title)
    assert shown.says(topic.says)
    for source in topic.sources:
        assert shown.says(source.title)


def test_a_cause_opens_in_place_and_another_one_closes_it(shown: AdviceDriver) -> None:
    assert not shown.says("Some medicines in this group are linked with cramps.")
    shown.click(MEDICINES)
    assert shown.says("Some medicines in this group are linked with cramps.")
    assert shown.says("Could a medicine play a part?")
    shown.click("Nerve disorders")
    assert not shown.says("Some medicines in this group")
    assert shown.says("peripheral neuropathy")
    shown.click("Nerve disorders")
    assert not shown.says("peripheral neuropathy")


def test_every_cause_opens(shown: AdviceDriver) -> None:
    for cause in advice().causes:
        shown.click(cause.title)
        assert shown.says(cause.says)
        assert shown.says(cause.ask)


@pytest.mark.parametrize(
    ("limit", "care"),
    [
        ("false", "Were you told to limit fluids, as with heart failure"),
        ("true", "You were told to limit what you drink. Keep to your own limit."),
    ],
)
def test_a_fluid_limit_changes_the_text_about_drinking(shown: AdviceDriver, limit: str, care: str) -> None:
    shown.evening.edit(f"[about_me]\nfluid_limit = {limit}\n")
    shown.click("Too little to drink, lost salts")
    assert shown.says(care)


def test_first_help_is_there_too(shown: AdviceDriver) -> None:
    for step in advice().first_help:
        assert shown.says(step.says)


def test_it_opens_at_the_section_that_was_asked_for(shown: AdviceDriver, qtbot: QtBot) -> None:
    shown.window.resize(600, 400)
    shown.window.open(CAUSES)
    qtbot.waitUntil(lambda: shown.scrolled > 0)
    causes = shown.scrolled
    shown.window.open(FIRST_HELP)
    qtbot.waitUntil(lambda: shown.scrolled > causes)
    shown.window.open()
    qtbot.waitUntil(lambda: shown.scrolled == 0)


def test_the_arrow_keys_move_the_page_and_escape_closes_it(shown: AdviceDriver, qtbot: QtBot) -> None:
    shown.window.resize(600, 400)
    assert shown.area.hasFocus()
    shown.press(Key.Key_Down)
    assert shown.scrolled > 0
    shown.press(Key.Key_Escape)
    qtbot.waitUntil(shown.window.isHidden)


def test_space_opens_a_cause_and_every_control_has_a_name(shown: AdviceDriver, qtbot: QtBot) -> None:
    shown.press(Key.Key_Space, on=MEDICINES)
    assert shown.says("Some medicines in this group are linked with cramps.")
    shown.click("Too little to drink, lost salts")
    assert not shown.says("Some medicines in this group are linked with cramps.")
    assert shown.unnamed() == []
    visited = shown.by_tab()
    topics = (*advice().told_apart, *advice().causes, *advice().asked)
    assert {shown.button(topic.title) for topic in topics} <= set(visited)
    assert "www.aafp.org" in [one.text() for one in visited if isinstance(one, QAbstractButton)]
    after = visited[visited.index(shown.button("Too little to drink, lost salts")) + 1]
    assert after in shown.visible(Button)  # the source in the topic, not the topic after it


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("points", [11, 22])
def test_no_word_is_cut_at_any_size(
    qtbot: QtBot, begin: Begin, look: Look, roles: theme.Roles, points: float
) -> None:
    look(roles, points)
    settings = "[about_me]\nstatin = true\nfluid_limit = true\n"
    shown = AdviceDriver(qtbot, begin("2026-11-23 03:10", settings))
    shown.window.resize(shown.window.minimumWidth(), 600)
    for topic in (*advice().told_apart, *advice().causes, *advice().asked):
        shown.click(topic.title)
        assert shown.cut() == []
    assert shown.area.horizontalScrollBar().maximum() == 0


def test_no_topic_is_wider_than_the_window(shown: AdviceDriver) -> None:
    shown.window.resize(shown.window.minimumWidth(), 600)
    for topic in (*advice().told_apart, *advice().causes, *advice().asked):
        shown.click(topic.title)
        assert shown.cut() == shown.outside() == []


def test_from_right_to_left_the_dots_are_on_the_right(shown: AdviceDriver) -> None:
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    (sign,) = [label for label in shown.visible(QLabel) if label.text().startswith("You have a dirty wound.")]
    around = sign.parentWidget()
    assert around is not None
    assert sign.x() < around.width() - sign.geometry().right()
