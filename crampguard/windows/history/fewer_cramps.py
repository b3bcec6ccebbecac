"""The page "Fewer cramps": what goes with fewer cramps, as far as one person's nights can show."""

from datetime import date
from functools import partial

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QProgressBar, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.dates import date_in_year
from crampguard.routine.insight_words import (
    comparison_words,
    counts_note,
    details,
    group_words,
    headline,
    limits,
    looks_words,
    next_look_words,
    passed_words,
    stricter_words,
    through_words,
)
from crampguard.routine.insights import Look, Question, QuestionResult
from crampguard.routine.tonight import Tonight
from crampguard.routine.trial import Trial
from crampguard.store.diary import Diary
from crampguard.store.learning import compared, current_question, latest_trial
from crampguard.windows.history.habit_counts import HabitCountsTable
from crampguard.windows.history.look_chart import LookChart
from crampguard.windows.history.question_choice import QuestionChoice
from crampguard.windows.history.trial_card import TrialCard
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.fold import Fold
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.strip import Strip
from crampguard.windows.shared.tab_order import tab_as_read
from crampguard.windows.shared.tab_page import TabPage
from crampguard.windows.shared.two_columns import TwoColumns

_STRICTER = "stricter comparisons"  # said once; a new diary has it said, see store/schema.py


class FewerCrampsPage(TabPage):
    """Reads the whole diary when it is opened, another night begins, or question or trial change."""

    def __init__(self, engine: Engine, diary: Diary) -> None:
        super().__init__()
        self._engine, self._diary = engine, diary
        self._read: tuple[date, Question, Trial | None] | None = None
        self._done = Strip("check", "dusk")
        self._done.hide()
        self._stricter = Note("hint")
        self._headline = label(factor=theme.TITLE, weight=QFont.Weight.DemiBold)
        self._comparison = label()
        self._passed = Note("hint")
        self._progress = QProgressBar(textVisible=False)
        self._progress.setAccessibleName(_("On the way to the next look"))
        self._next_look = label(factor=theme.SMALL, role="text2")
        self._chart = LookChart()
        self._choice = QuestionChoice(partial(self._perform, ActionKind.QUESTION))
        self._trial = TrialCard(self._perform)
        self._counts = HabitCountsTable()
        self._figures = label(factor=theme.SMALL, role="text2")
        self._figures_fold = Fold(_("Figures of the last look"), lambda: self._figures)
        self._through = label(role="text2")
        self._lay_out()

    def take_focus(self) -> None:
        """To the picture, or to the first link where there is none yet."""
        self._chart.setFocus()
        if self._chart.isHidden():
            self.focusNextChild()

    def follow(self, tonight: Tonight) -> None:
        if self._read is None or self._read != self._key(tonight):
            self.open(tonight)

    def open(self, tonight: Tonight) -> None:
        key = self._key(tonight)
        today, asked, own_trial = key
        habits = self._engine.settings.routine.habits
        found, result = compared(self._diary, habits, today)
        if self._read is not None and self._read[0] != today:
            self._done.say("")
        self._read = key
        self._show_question(found.question, today)
        self._choice.follow(found.question, [counts.habit for counts in found.habits])
        self._trial.follow(habits, own_trial, result, today)
        self._counts.follow([one for one in found.habits if one.habit.id != asked.habit])
        self._through.setText(through_words(date_in_year(found.through, today.year)))
        if self._engine.say_once(_STRICTER):
            self._stricter.say(stricter_words())

    def _key(self, tonight: Tonight) -> tuple[date, Question, Trial | None]:
        """What has changed when everything has to be read again."""
        today = tonight.night.date
        return today, current_question(self._diary, today), latest_trial(self._diary)

    def _show_question(self, result: QuestionResult, today: date) -> None:
        self._headline.setText(headline(result))
        self._comparison.setText(comparison_words(result))
        self._passed.say(passed_words(result))
        upcoming = result.next_look
        words = next_look_words(result, date_in_year(upcoming.expected, today.year) if upcoming else "")
        self._next_look.setText(words)
        self._progress.setVisible(upcoming is not None)
        self._progress.setAccessibleDescription(words)
        if upcoming is not None:
            self._progress.setMaximum(upcoming.at_nights)
            self._progress.setValue(result.nights_recorded)
        self._chart.follow(result)
        self._figures_fold.setHidden(result.look is None)
        if result.look is not None:
            self._figures.setText(_figures(result.look, today.year))

    def _perform(self, kind: ActionKind, habit: str) -> None:
        """Carries it out, and offers to take it back."""
        outcome = self._engine.perform(Action(kind, self._engine.tonight.night.date, (habit,)))
        answer = self._engine.tonight.last_answer
        if outcome.undo is not None and answer is not None:
            self._done.say(answer.text, Button(_("Undo"), lambda: self._undo(answer.undo)))

    def _undo(self, action: Action) -> None:
        self._done.say("")
        self._engine.perform(action)

    def _lay_out(self) -> None:
        asked = self._comparison, self._passed, self._progress, self._next_look, self._choice
        left, right = column(None, *asked), column(None, self._chart)
        for side in (left, right):
            side.addStretch(1)
        counts, inside = QWidget(), QWidget()
        column(counts, self._counts, Note("hint", counts_note()))
        column(
            inside,
            self._done,
            self._headline,
            self._stricter,
            TwoColumns(left, right, (1, 1)),
            self._trial,
            Fold(_("Counts of your other habits"), lambda: counts),
            self._figures_fold,
            Note("hint", limits()),
            gap=theme.SPACE_M,
        ).addStretch(1)
        self.fill(inside, self._through)
        tab_as_read(self.inside)


def _figures(look: Look, this_year: int) -> str:
    """The figures of a look, and its groups, a line for each."""
    groups = (group_words(group, date_in_year(group.first, this_year)) for group in look.groups)
    return "\n".join([*details(look, date_in_year(look.night, this_year)), *groups, looks_words()])
