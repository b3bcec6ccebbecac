"""Edits the marks of a past night: done, skipped, or not recorded."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind, record_offers
from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit
from crampguard.windows.shared.choices import Choices
from crampguard.windows.shared.field import Field
from crampguard.windows.shared.layout import clear
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.options import Option

_NAME_WIDTH = 132  # measured pixels
_KINDS = {Answer.DONE: ActionKind.DONE, Answer.SKIPPED: ActionKind.SKIP, None: None}


class NightEditor(QWidget):
    """One row for each habit of the night. What is chosen is marked at once, for that night."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._night = date.min
        self._rows: dict[str, Choices] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._column)
        layout.addWidget(Note("hint", _("Choosing an answer again takes it back.")))

    def follow(self, night: date, said: Sequence[tuple[Habit, Answer | None]]) -> None:
        """Habits that are not in the settings any more keep their mark, and cannot be marked."""
        self._night = night
        known = {habit.id for habit in self._engine.settings.routine.habits}
        mine = [(habit, answer) for habit, answer in said if habit.id in known]
        if list(self._rows) != [habit.id for habit, _answer in mine]:
            self._rebuild([habit for habit, _answer in mine])
        for habit, answer in mine:
            self._rows[habit.id].choose((_KINDS.get(answer),))

    def take_focus(self) -> None:
        for row in list(self._rows.values())[:1]:
            row.setFocus()

    def _rebuild(self, habits: Sequence[Habit]) -> None:
        clear(self._column)
        self._rows = {habit.id: self._row(habit) for habit in habits}
        for habit in habits:
            self._column.addWidget(Field(habit.title, self._rows[habit.id], _NAME_WIDTH))

    def _row(self, habit: Habit) -> Choices:
        row = Choices(habit.title, lambda: self._mark(habit.id))
        offers = record_offers(habit, self._night)
        row.offer([Option(offer.label, offer.action.kind) for offer in offers], ())
        return row

    def _mark(self, habit: str) -> None:
        chosen = (kind for kind in self._rows[habit].chosen if isinstance(kind, ActionKind))
        self._engine.perform(Action(next(chosen, ActionKind.UNDO), self._night, (habit,)))
