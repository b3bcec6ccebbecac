"""The answers about a night that is over, one row for each habit: what is chosen is recorded at once."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from crampguard.engine import Engine
from crampguard.routine.actions import Action, ActionKind, record_offers
from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit
from crampguard.windows.shared.choices import Choices, Option
from crampguard.windows.shared.form_row import FormRow
from crampguard.windows.shared.layout import clear, column

_NAME_WIDTH = 140  # measured pixels
_KINDS = {Answer.DONE: ActionKind.DONE, Answer.SKIPPED: ActionKind.SKIP}


class AnswerRows(QWidget):
    """Two buttons in each row. Choosing the chosen one again takes the answer back."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._night = date.min
        self._rows: dict[str, Choices] = {}
        self._column = column(self, gap=0)

    def ask(self, night: date, habits: Sequence[Habit]) -> None:
        """Shows a row for each of these. Where they are the same habits, the rows stay as they are."""
        self._night = night
        if list(self._rows) == [habit.id for habit in habits]:
            return
        clear(self._column)
        self._rows = {habit.id: self._row(habit) for habit in habits}
        for habit in habits:
            self._column.addWidget(FormRow(habit.title, self._rows[habit.id], _NAME_WIDTH))

    def choose(self, answers: Mapping[str, Answer | None]) -> None:
        """Shows these answers, by habit id; a habit without a row is passed over."""
        for habit, row in self._rows.items():
            if habit in answers:
                answer = answers[habit]
                row.choose(() if answer is None else (_KINDS[answer],))

    def answer_rest(self) -> None:
        """Answers every row that has no answer: done, or for an abstain habit that it was kept to."""
        for habit in [habit for habit, row in self._rows.items() if not row.chosen]:
            self._engine.perform(Action(ActionKind.DONE, self._night, (habit,)))

    def take_focus(self) -> None:
        for row in list(self._rows.values())[:1]:
            row.setFocus()

    def _row(self, habit: Habit) -> Choices:
        row = Choices(habit.title, lambda: self._record(habit.id))
        offers = record_offers(habit, self._night)
        row.offer([Option(offer.label, offer.action.kind) for offer in offers], ())
        return row

    def _record(self, habit: str) -> None:
        chosen = (kind for kind in self._rows[habit].chosen if isinstance(kind, ActionKind))
        self._engine.perform(Action(next(chosen, ActionKind.UNDO), self._night, (habit,)))
