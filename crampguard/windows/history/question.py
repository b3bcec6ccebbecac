"""The page "Fewer cramps": what goes with fewer cramps, as far as one person's nights can say."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.dates import date_in_year
from crampguard.routine.habits import Habit
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
    question_began_words,
    stricter_words,
    through_words,
)
from crampguard.routine.insights import Look, Question, QuestionResult, insights
from crampguard.routine.tonight import Tonight
from crampguard.routine.trial import Trial, trial_result
from crampguard.routine.trial_words import trial_began_words, trial_stopped_words
from crampguard.store.diary import Diary
from crampguard.store.history import records
from crampguard.store.learning import question, trial
from crampguard.windows.history.habit_counts import HabitCountsTable
from crampguard.windows.history.look_chart import LookChart
from crampguard.windows.history.question_choice import QuestionChoice
from crampguard.windows.history.trial_card import TrialCard
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.fold import Fold
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.strip import Strip
from crampguard.windows.shared.tab_page import TabPage
from crampguard.windows.shared.two_columns import TwoColumns

_STRICTER = "stricter comparisons"  # what is said once


class QuestionPage(TabPage):
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
        self._choice = QuestionChoice(self._ask)
        self._trial = TrialCard(self._start_trial, self._stop_trial)
        self._counts = HabitCountsTable()
        self._figures = label(factor=theme.SMALL, role="text2")
        self._figures_fold = Fold(_("Figures of the last look"), self._figures)
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
        nights = records(self._diary)
        found = insights(nights, habits, asked, today)
        result = None if own_trial is None else trial_result(own_trial, nights, today)
        if self._read is not None and self._read[0] != today:
            self._done.say("")
        self._read = key
        self._show_question(found.question, today)
        self._choice.follow(found.question, [counts.habit for counts in found.habits])
        self._trial.follow({habit.id: habit for habit in habits}, own_trial, result, today)
        self._counts.follow([one for one in found.habits if one.habit.id != asked.habit])
        self._through.setText(through_words(date_in_year(found.through, today.year)))
        if found.nights_recorded and self._engine.say_once(_STRICTER):
            self._stricter.say(stricter_words())

    def _key(self, tonight: Tonight) -> tuple[date, Question, Trial | None]:
        """What has changed when everything has to be read again."""
        today = tonight.night.date
        return today, question(self._diary, today), trial(self._diary)

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

    def _ask(self, habit: str) -> None:
        self._perform(ActionKind.QUESTION, habit, question_began_words)

    def _start_trial(self, habit: str) -> None:
        self._perform(ActionKind.TRIAL_START, habit, trial_began_words)

    def _stop_trial(self) -> None:
        own_trial = trial(self._diary)
        if own_trial is not None:
            self._perform(
                ActionKind.TRIAL_STOP, own_trial.habit, lambda habit, _night: trial_stopped_words(habit)
            )

    def _perform(self, kind: ActionKind, id_: str, words: Callable[[Habit, str], str]) -> None:
        night = self._engine.tonight.night.date
        outcome = self._engine.perform(Action(kind, night, (id_,)))
        habit = next((one for one in self._engine.settings.routine.habits if one.id == id_), Habit(id_, id_))
        if (undo := outcome.undo) is not None:
            button = Button(_("Undo"), lambda: self._undo(undo))
            self._done.say(words(habit, date_in_year(night, night.year)), button)

    def _undo(self, action: Action) -> None:
        self._done.say("")
        self._engine.perform(action)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.px(theme.SPACE_S))
        for part in (self._comparison, self._passed, self._progress, self._next_look):
            left.addWidget(part)
        left.addWidget(self._choice, 0, Qt.AlignmentFlag.AlignLeading)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self._chart)
        right.addStretch(1)
        counts = QWidget()
        folded = QVBoxLayout(counts)
        folded.setContentsMargins(0, 0, 0, 0)
        folded.addWidget(self._counts)
        folded.addWidget(Note("hint", counts_note()))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(theme.px(theme.SPACE_M))
        for part in (
            self._done,
            self._headline,
            self._stricter,
            TwoColumns(left, right, (1, 1)),
            self._trial,
            Fold(_("Counts of your other habits"), counts),
            self._figures_fold,
            Note("hint", limits()),
        ):
            column.addWidget(part)
        column.addStretch(1)
        self.fill(inside, self._through)


def _figures(look: Look, this_year: int) -> str:
    """The figures of a look, and its groups, a line for each."""
    groups = (group_words(group, date_in_year(group.first, this_year)) for group in look.groups)
    return "\n".join([*details(look, date_in_year(look.night, this_year)), *groups, looks_words()])
