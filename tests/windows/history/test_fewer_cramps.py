"""The page "Fewer cramps": the question and its last look, another question, the counts of other habits."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from crampguard.routine.actions import ActionKind
from crampguard.routine.checklist import Answer
from crampguard.routine.insights import Question
from crampguard.routine.morning import Morning
from crampguard.store.learning import current_question
from crampguard.windows.history.habit_counts import HabitCountsTable
from crampguard.windows.history.look_chart import LookChart
from crampguard.windows.history.question_choice import QuestionChoice
from crampguard.windows.shared import theme
from crampguard.windows.shared.confirm import ConfirmDialog
from crampguard.windows.shared.fold import Fold
from tests.answers import by
from tests.moved_clock import Evening, at, evening
from tests.windows.accessibility import by_tab, spoken, unnamed
from tests.windows.conftest import Look
from tests.windows.history.shown import QUESTION, Shown, counted, offered, uncut

# Offscreen has neither window managers nor size hints, and Qt says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = date(2026, 11, 22)
OTHERS = ("cool_bedroom", "loose_bedding")


def fill(begun: Evening, nights: int) -> date:
    """So many nights up to the last one: the stretch done on two of three, cramps mostly on the others.

    Gives the first of them.
    """
    first = TODAY - timedelta(days=nights)
    with begun.diary.transaction():
        for number in range(nights):
            night = first + timedelta(days=number)
            bedtime = at(f"{night} 22:00")
            done = number % 3 > 0
            begun.diary.mark(night, "stretch", Answer.DONE if done else Answer.SKIPPED, bedtime)
            for habit in OTHERS:
                begun.diary.mark(night, habit, Answer.DONE, bedtime + timedelta(hours=12 * (number % 2)))
            begun.diary.set_morning(
                night,
                Morning(cramp=number % 7 == 1 if done else number % 4 < 3),
                bedtime + timedelta(hours=9),
            )
    return first


@pytest.fixture
def after(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[Callable[[int], Shown]]:
    """The page after so many nights."""
    opened: list[Evening] = []

    def open_(nights: int) -> Shown:
        opened.append(evening(tmp_path, at(f"{TODAY} 20:00")))
        fill(opened[-1], nights)
        shown = Shown(qtbot, opened[-1])
        shown.open_tab(QUESTION)
        return shown

    yield open_
    for one in opened:
        one.diary.close()


def chart(shown: Shown) -> LookChart:
    return shown.window.findChildren(LookChart)[0]


def progress(shown: Shown) -> QProgressBar:
    return shown.window.findChildren(QProgressBar)[0]


def ask_about(shown: Shown, title: str, answer: str) -> None:
    """Chooses it in the menu, and gives that answer to the warning."""
    choice = shown.window.findChildren(QuestionChoice)[0]
    next(entry for entry in choice.menu().actions() if entry.text() == title).trigger()
    (dialog,) = shown.window.findChildren(ConfirmDialog)
    assert "a new count begins tonight" in dialog.accessibleDescription()
    next(button for button in dialog.findChildren(QPushButton) if button.text() == answer).click()
    dialog.setParent(None)
    QApplication.processEvents()


def test_before_the_first_look_it_says_how_far_it_is(after: Callable[[int], Shown]) -> None:
    shown = after(40)
    assert shown.says("Too early to say: 34 of 91 nights.")  # up to last Sunday
    assert shown.says("Bedtime leg stretch: 22 nights done and 11 not done can be compared so far.")
    assert not chart(shown).isVisibleTo(shown.window)
    assert (progress(shown).value(), progress(shown).maximum()) == (34, 91)
    assert spoken(progress(shown))[1].startswith("34 of 91 nights on the way to the next look.")
    assert not offered(shown, "Figures of the last look")


def test_the_last_look_is_told_and_painted(after: Callable[[int], Shown]) -> None:
    shown = after(110)
    assert shown.says("One habit goes with fewer cramps: Bedtime leg stretch.")
    assert chart(shown).isVisibleTo(shown.window)
    name, words = spoken(chart(shown))
    assert name == "The last look"
    assert words.startswith("Bedtime leg stretch: on 60 nights with it you had a cramp on")
    shown.button("Figures of the last look").click()
    assert shown.says("The look at 91 nights, up to Monday 2 November.")
    assert shown.says("Exact test within the groups")


def test_another_question_begins_a_new_count_after_a_warning(after: Callable[[int], Shown]) -> None:
    shown = after(110)
    ask_about(shown, "Cool bedroom", "Keep it")
    assert current_question(shown.diary, TODAY).habit == "stretch"
    ask_about(shown, "Cool bedroom", "Begin a new count")
    assert current_question(shown.diary, TODAY) == Question("cool_bedroom", TODAY)
    assert shown.says("Too early to say: 0 of 91 nights.")
    assert shown.says("Cool bedroom is what you ask about now.")


def test_another_question_can_be_taken_back_with_its_count(after: Callable[[int], Shown]) -> None:
    shown = after(110)
    before = current_question(shown.diary, TODAY)
    ask_about(shown, "Cool bedroom", "Begin a new count")
    shown.button("Undo").click()
    assert current_question(shown.diary, TODAY) == before
    assert shown.says("One habit goes with fewer cramps: Bedtime leg stretch.")
    assert not offered(shown, "Undo")


def test_another_question_from_a_terminal_is_followed(after: Callable[[int], Shown]) -> None:
    shown = after(40)
    by(shown.engine).perform(ActionKind.QUESTION, habits=("cool_bedroom",))
    assert shown.says("Too early to say: 0 of 91 nights.")


def test_other_habits_have_counts_only_and_those_answered_later_are_told(
    after: Callable[[int], Shown],
) -> None:
    shown = after(40)
    table = shown.window.findChildren(HabitCountsTable)[0]
    assert not table.isVisibleTo(shown.window)
    shown.button("Counts of your other habits").click()
    assert table.isVisibleTo(shown.window)
    name, words = spoken(table)
    assert name == "Counts of your other habits"
    assert "Cool bedroom: nights with a cramp, 8 of 17 done and 0 of 0 not done" in words
    assert "0 without an answer, 17 answered later." in words
    assert "Bedtime leg stretch" not in words


def test_it_says_once_that_comparisons_are_stricter_to_who_knows_the_old_ones(
    after: Callable[[int], Shown],
) -> None:
    shown = after(40)
    assert not shown.says("Comparisons are stricter now.")  # the diary is newer than they are
    shown.window.close()
    shown.diary.database.rows("DELETE FROM said")
    shown.window.bring_forward()
    assert shown.says("Comparisons are stricter now.")
    assert not shown.engine.say_once("stricter comparisons")


def test_the_diary_is_read_when_the_page_opens_and_not_with_every_change(
    after: Callable[[int], Shown],
) -> None:
    shown = after(400)
    reading = counted(shown, lambda: shown.open_tab(QUESTION))
    everything = counted(shown, shown.window.bring_forward)
    change = counted(shown, lambda: by(shown.engine).done("cool_bedroom"))
    shown.window.close()
    without = counted(shown, lambda: by(shown.engine).undo("cool_bedroom"))
    assert reading == 0
    assert change - without < everything / 5


def test_everything_has_a_name_and_is_reached_by_tab_as_one_reads(after: Callable[[int], Shown]) -> None:
    shown = after(110)
    for fold in shown.window.findChildren(Fold):
        fold.open(True)
    assert unnamed(shown.window) == []
    names = [spoken(widget)[0] for widget in by_tab(shown.window)]
    order = [
        "Ask about another habit…",
        "The last look",
        "Start: Bedtime leg stretch",
        "Counts of your other habits",
        "Figures of the last look",
    ]
    places = [names.index(name) for name in order]
    assert places == sorted(places)


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("points", "width", "height"), [(11, 880, 680), (11, 480, 400), (22, 1024, 600)])
def test_no_word_is_cut_and_nothing_lies_beside_the_window(
    after: Callable[[int], Shown], look: Look, roles: theme.Roles, points: float, width: int, height: int
) -> None:
    look(roles, points)
    shown = after(110)
    shown.window.resize(width, height)
    for fold in shown.window.findChildren(Fold):
        fold.open(True)
    assert uncut(shown) == []
    area = shown.window._page.area
    assert area.horizontalScrollBar().maximum() == 0


def test_it_mirrors_in_scripts_that_run_from_the_right(after: Callable[[int], Shown]) -> None:
    shown = after(110)
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert chart(shown).x() < shown.window.width() / 2
