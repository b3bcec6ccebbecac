"""The page of the Stretch window after the last hold: what was ticked, and what to do if it hurt."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from crampguard.engine import Engine, Outcome
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.answer_words import answer_words
from crampguard.routine.checklist import State
from crampguard.routine.refused import Refused
from crampguard.routine.stretching import HABIT
from crampguard.store.errors import StoreError
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, row
from crampguard.windows.shared.strip import Strip
from crampguard.windows.stretch.progress import CountdownRing


class FinishedPage(QWidget):
    """Marks the habit as done, and offers to undo that. controls: stand below the page."""

    def __init__(self, engine: Engine, close: Callable[[], object], again: Callable[[], object]) -> None:
        super().__init__()
        self._engine = engine
        self._undo: Action | None = None
        self._words: Callable[[], str] = str
        self._result = Strip("check", "dusk")
        self.controls = QWidget()
        self._lay_out(Button(_("Close"), close, "primary"), Button(_("Once more"), again, "quiet", "play"))

    def mark_done(self, night: date) -> None:
        """Marks the stretch of that night as done, where the night has it and it is not marked yet."""
        self._say(str)
        try:
            items = self._engine.view(night).items
        except (Refused, StoreError) as error:
            self._say_not_saved(str(error))
            return
        for item in items:
            if item.habit.id == HABIT and item.state is State.DONE:
                self._say(lambda: _("{title} was ticked already.").format(title=self._title))
            elif item.habit.id == HABIT:
                self._mark(Action(ActionKind.DONE, night, (HABIT,)))

    def undo(self) -> None:
        """Takes the mark back, once."""
        undo, self._undo = self._undo, None
        if undo is not None and self._perform(undo):
            self._say(lambda: _("The stretch is no longer ticked."))

    def carry_on(self, other: "FinishedPage") -> None:
        self._say(other._words, other._undo)

    @property
    def _title(self) -> str:
        return next(habit.title for habit in self._engine.settings.routine.habits if habit.id == HABIT)

    def _mark(self, done: Action) -> None:
        if outcome := self._perform(done):
            engine = self._engine
            self._say(lambda: answer_words(done, engine.settings.routine.habits, done.night), outcome.undo)

    def _perform(self, action: Action) -> Outcome | None:
        outcome = self._engine.perform(action)
        if outcome.error is None:
            return outcome
        self._say_not_saved(outcome.problem)
        return None

    def _say_not_saved(self, reason: str) -> None:
        self._say(lambda: _("Not saved: {reason}").format(reason=reason))

    def _say(self, words: Callable[[], str], undo: Action | None = None) -> None:
        """words: make the sentence anew in another language. undo: what the button below it does."""
        self._words, self._undo = words, undo
        button = None if undo is None else Button(_("Undo  Ctrl+Z"), self.undo, "link", "undo")
        self._result.say(words(), button)

    def _lay_out(self, close: Button, again: Button) -> None:
        ring = CountdownRing()
        ring.show_seconds(0, 1, grey=False)
        row(self.controls, close, again, gap=theme.SPACE_M).addStretch(1)
        inset = theme.px(theme.SPACE_S)
        advice = (
            _("A gentle pull is enough. Next time go less far, or sit down for it."),
            _("After a leg operation, a clot or an injury, ask your doctor before you stretch again."),
        )
        layout = column(
            self,
            label(_("That was the whole stretch."), theme.TITLE, QFont.Weight.DemiBold),
            *(label(_("Both legs have had their turn."), role="text2"), self._result, theme.SPACE_M),
            label(_("If it hurt"), theme.HEADING, QFont.Weight.DemiBold),
            *(label(sentence, role="text2") for sentence in advice),
            gap=theme.SPACE_M,
        )
        layout.insertWidget(0, ring, 0, Qt.AlignmentFlag.AlignLeft)
        layout.setContentsMargins(inset, 0, inset, 0)
        layout.addStretch(1)
