"""The question about statins: asked once a statin is ticked, and what a yes leads to."""

from pytestqt.qtbot import QtBot

from crampguard.routine.about_me import AboutMe
from crampguard.store.advice import advice
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.choices import Choices
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.statin import StatinQuestion
from tests.windows.conftest import Look


class Shown:
    def __init__(self, qtbot: QtBot, about_me: AboutMe) -> None:
        self.about_me, self.answered = about_me, 0
        self.question = StatinQuestion(self._count)
        qtbot.addWidget(self.question)
        self.question.follow(about_me)
        self.question.show()
        (self.check,) = self.question.findChildren(Check)
        (self.choices,) = self.question.findChildren(Choices)
        (self.note,) = self.question.findChildren(Note)

    def _count(self) -> None:
        self.answered += 1

    def changes(self) -> dict[str, bool | str | None]:
        return self.question.changes(self.about_me)

    def answer(self, *, yes: bool) -> None:
        self.choices.go(0 if yes else 1)


def test_without_a_statin_nothing_is_asked(qtbot: QtBot, look: Look) -> None:
    shown = Shown(qtbot, AboutMe())
    assert not shown.choices.isVisible()
    assert shown.changes() == {}
    shown.check.click()
    assert shown.choices.isVisible()
    assert (shown.answered, shown.changes()) == (1, {"about_me.statin": True})


def test_a_yes_is_kept_and_says_what_to_do(qtbot: QtBot, look: Look) -> None:
    shown = Shown(qtbot, AboutMe(statin=True))
    assert not shown.note.isVisible()
    shown.answer(yes=True)
    assert (shown.answered, shown.changes()) == (1, {"about_me.statin_cramps": "yes"})
    assert shown.note.isVisible()
    assert shown.note.text() == advice().sign("statin_cramps").says


def test_a_no_is_kept_and_says_nothing(qtbot: QtBot, look: Look) -> None:
    shown = Shown(qtbot, AboutMe(statin=True))
    shown.answer(yes=False)
    assert shown.changes() == {"about_me.statin_cramps": "no"}
    assert not shown.note.isVisible()


def test_an_answer_can_be_taken_back(qtbot: QtBot, look: Look) -> None:
    shown = Shown(qtbot, AboutMe(statin=True, statin_cramps="yes"))
    assert (shown.changes(), shown.note.isVisible()) == ({}, True)
    shown.choices.clear(0)
    assert shown.changes() == {"about_me.statin_cramps": None}
    assert not shown.note.isVisible()
