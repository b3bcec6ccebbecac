"""Edits the answers of a night: done, skipped, or not recorded."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit
from crampguard.windows.shared.answer_rows import AnswerRows
from crampguard.windows.shared.layout import column
from crampguard.windows.shared.note import Note


class NightEditor(QWidget):
    """A row for each habit of the night that the settings still have; others keep their answer as it is."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._rows = AnswerRows(engine)
        column(self, self._rows, Note("hint", _("Choosing an answer again takes it back.")))

    def follow(self, night: date, answers: Sequence[tuple[Habit, Answer | None]]) -> None:
        known = {habit.id for habit in self._engine.settings.routine.habits}
        shown = {habit: answer for habit, answer in answers if habit.id in known}
        self._rows.ask(night, list(shown))
        self._rows.choose({habit.id: answer for habit, answer in shown.items()})

    def take_focus(self) -> None:
        self._rows.take_focus()
