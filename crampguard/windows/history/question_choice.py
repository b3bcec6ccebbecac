"""Chooses the habit that the question is about, after a warning that another count begins."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from crampguard.i18n import _
from crampguard.routine.habits import Habit
from crampguard.routine.insight_words import new_question_words, title_line
from crampguard.routine.insights import QuestionResult
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.confirm import ConfirmDialog


class QuestionChoice(Button):
    """A button with a menu of the other habits. choose: is called with its id, once the user is sure."""

    def __init__(self, choose: Callable[[str], object]) -> None:
        super().__init__(_("Ask about another habit…"), self.showMenu)
        self._choose = choose
        self._warning = ""
        self._others: Sequence[Habit] = ()
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def follow(self, question: QuestionResult, habits: Sequence[Habit]) -> None:
        """habits: in the order of the evening, the present one among them."""
        self._warning = new_question_words(question)
        others = [habit for habit in habits if habit.id != question.habit.id]
        if others != self._others:
            self._others = others
            self._menu.clear()
            for habit in others:
                self._menu.addAction(title_line(habit).replace("&", "&&"), partial(self._confirm, habit))

    def _confirm(self, habit: Habit) -> None:
        title = _("Ask about “{title}” from tonight on?").format(title=title_line(habit))
        act = partial(self._choose, habit.id)
        keep, begin = _("Keep this question"), _("Begin a new count")
        ConfirmDialog(self, title, [self._warning], begin, act, keep=keep).open()
