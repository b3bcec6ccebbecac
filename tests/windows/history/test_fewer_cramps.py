"""The page "Fewer cramps": the question and its last look, another question, the counts of other habits."""

from datetime import date, timedelta

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
from tests.moved_clock import Evening, at
from tests.windows.conftest import Begin, Look
from tests.windows.driver import spoken
from tests.windows.history.driver import QUESTION, HistoryDriver, OpenHistory, counted

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
def after(qtbot: QtBot, begin: Begin) -> OpenHistory:
    """The page after so many nights."""

    def open_(nights: int) -> HistoryDriver:
        begun = begin(f"{TODAY} 20:00")
        fill(begun, nights)
        shown = HistoryDriver(qtbot, begun)
        shown.open_tab(QUESTION)
        return shown

    return open_


def chart(shown: HistoryDriver) -> LookChart:
    return shown.window.findChildren(LookChart)[0]


def progress(shown: HistoryDriver) -> QProgressBar:
    return shown.window.findChildren(QProgressBar)[0]


def ask_about(shown: HistoryDriver, title: str, answer: str) -> None:
    """Chooses it in the menu, and gives that answer to the warning."""
    choice = shown.window.findChildren(QuestionChoice)[0]
    next(entry for entry in choice.menu().actions() if entry.text() == title).trigger()
    (dialog,) = shown.window.findChildren(ConfirmDialog)
    assert "a new count begins tonight" in dialog.accessibleDescription()
    next(button for button in dialog.findChildren(QPushButton) if button.text() == answer).click()
    dialog.setParent(None)
    QApplication.processEvents()


def test_before_the_first_look_it_says_how_far_it_is(after: OpenHistory) -> None:
    shown = after(40)
    assert shown.says("Too early to say: 34 of 91 nights.")  # up to last Sunday
    assert shown.says("Bedtime leg stretch: nights that can be compared so far, 22 done and 11 not done.")
    assert not chart(shown).isVisibleTo(shown.window)
    assert (progress(shown).value(), progress(shown).maximum()) == (34, 91)
    assert spoken(progress(shown))[1].startswith("34 of 91 nights on the way to the next look.")
    assert not shown.offers("Figures of the last look")


def test_the_last_look_is_told_and_painted(after: OpenHistory) -> None:
    shown = after(110)
    assert shown.says("One habit goes with fewer cramps: Bedtime leg stretch.")
    assert chart(shown).isVisibleTo(shown.window)
    name, words = spoken(chart(shown))
    assert name == "The last look"
    assert words.startswith("Bedtime leg stretch: on 60 nights with it you had a cramp on")
    shown.click("Figures of the last look")
    assert shown.says("The look at 91 nights, up to Monday 2 November.")
    assert shown.says("Exact test within the groups")


def test_another_question_begins_a_new_count_after_a_warning(after: OpenHistory) -> None:
    shown = after(110)
    ask_about(shown, "Cool bedroom", "Keep this question")
    assert current_question(shown.diary, TODAY).habit == "stretch"
    ask_about(shown, "Cool bedroom", "Begin a new count")
    assert current_question(shown.diary, TODAY) == Question("cool_bedroom", TODAY)
    assert shown.says("Too early to say: 0 of 91 nights.")
    assert shown.says("You ask about Cool bedroom now; its count begins.")


def test_another_question_can_be_taken_back_with_its_count(after: OpenHistory) -> None:
    shown = after(110)
    before = current_question(shown.diary, TODAY)
    ask_about(shown, "Cool bedroom", "Begin a new count")
    shown.click("Undo")
    assert current_question(shown.diary, TODAY) == before
    assert shown.says("One habit goes with fewer cramps: Bedtime leg stretch.")
    assert not shown.offers("Undo")


def test_another_question_from_a_terminal_is_followed(after: OpenHistory) -> None:
    shown = after(40)
    by(shown.engine).perform(ActionKind.QUESTION, habits=("cool_bedroom",))
    assert shown.says("Too early to say: 0 of 91 nights.")


def test_other_habits_have_counts_only_and_those_answered_later_are_told(
    after: OpenHistory,
) -> None:
    shown = after(40)
    assert not shown.visible(HabitCountsTable)
    shown.click("Counts of your other habits")
    [table] = shown.visible(HabitCountsTable)
    name, words = spoken(table)
    assert name == "Counts of your other habits"
    assert "Cool bedroom: nights with a cramp, 8 of 17 done and 0 of 0 not done" in words
    assert "0 without an answer, 17 answered later." in words
    assert "Bedtime leg stretch" not in words


def test_it_says_once_that_comparisons_are_stricter_to_who_knows_the_old_ones(
    after: OpenHistory,
) -> None:
    shown = after(40)
    assert not shown.says("Comparisons are stricter now.")  # the diary is newer than they are
    shown.window.close()
    shown.diary.database.rows("DELETE FROM said")
    shown.window.bring_forward()
    assert shown.says("Comparisons are stricter now.")
    assert not shown.engine.say_once("stricter comparisons")


def test_the_diary_is_read_when_the_page_opens_and_not_with_every_change(
    after: OpenHistory,
) -> None:
    shown = after(400)
    reading = counted(shown, lambda: shown.open_tab(QUESTION))
    everything = counted(shown, shown.window.bring_forward)
    change = counted(shown, lambda: by(shown.engine).done("cool_bedroom"))
    shown.window.close()
    without = counted(shown, lambda: by(shown.engine).undo("cool_bedroom"))
    assert reading == 0
    assert change - without < everything / 5


def test_everything_has_a_name_and_is_reached_by_tab_as_one_reads(after: OpenHistory) -> None:
    shown = after(110)
    for fold in shown.window.findChildren(Fold):
        fold.open(True)
    assert shown.unnamed() == []
    names = [spoken(widget)[0] for widget in shown.by_tab()]
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
    after: OpenHistory, look: Look, roles: theme.Roles, points: float, width: int, height: int
) -> None:
    look(roles, points)
    shown = after(110)
    shown.window.resize(width, height)
    for fold in shown.window.findChildren(Fold):
        fold.open(True)
    assert shown.cut() == []
    area = shown.window._page.area
    assert area.horizontalScrollBar().maximum() == 0


def test_it_mirrors_in_scripts_that_run_from_the_right(after: OpenHistory) -> None:
    shown = after(110)
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert chart(shown).x() < shown.window.width() / 2
