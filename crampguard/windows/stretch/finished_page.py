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
from crampguard.routine.habits import Habit
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
        self._result = Strip("check", "dusk")
        self.controls = QWidget()
        self._lay_out(Button(_("Close"), close, "primary"), Button(_("Once more"), again, "quiet", "play"))

    def mark_done(self, night: date) -> None:
        """Marks the stretch of that night as done, where the night has it and it is not marked yet."""
        self._undo = None
        self._result.say("")
        try:
            items = self._engine.view(night).items
        except (Refused, StoreError) as error:
            self._result.say(_("Not saved: {reason}").format(reason=error))
            return
        for item in items:
            if item.habit.id == HABIT and item.state is State.DONE:
                self._result.say(_("{title} was ticked already.").format(title=item.habit.title))
            elif item.habit.id == HABIT:
                self._mark(Action(ActionKind.DONE, night, (HABIT,)), item.habit)

    def undo(self) -> None:
        """Takes the mark back, once."""
        undo, self._undo = self._undo, None
        if undo is not None and self._perform(undo):
            self._result.say(_("The stretch is no longer ticked."))

    def _mark(self, done: Action, habit: Habit) -> None:
        if outcome := self._perform(done):
            self._undo = outcome.undo
            button = Button(_("Undo  Ctrl+Z"), self.undo, "link", "undo")
            self._result.say(answer_words(done, [habit], done.night), button)

    def _perform(self, action: Action) -> Outcome | None:
        outcome = self._engine.perform(action)
        if outcome.error is None:
            return outcome
        self._result.say(_("Not saved: {reason}").format(reason=outcome.problem))
        return None

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
