"""The page of the Stretch window after the last hold: what was ticked, and what to do if it hurt."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampguard.engine import Engine, Outcome, Refused
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.checklist import State
from crampguard.routine.stretching import HABIT
from crampguard.store.errors import StoreError
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.strip import Strip
from crampguard.windows.stretch.progress import CountdownRing


class FinishedPage(QWidget):
    """Ticks the habit, where the night has it, and offers to take that back."""

    def __init__(self, engine: Engine, close: Callable[[], object], again: Callable[[], object]) -> None:
        super().__init__()
        self._engine = engine
        self._undo: Action | None = None
        self._title = ""
        self._news = Strip("check", "dusk")
        self._lay_out(Button(_("Close"), close, "primary"), Button(_("Once more"), again, "quiet", "play"))

    def tick(self, night: date) -> None:
        """The stretch of that night is done. Off, not for this evening, or ticked before: all is well too."""
        self._undo = None
        self._news.say("")
        try:
            self._tick(night)
        except (Refused, StoreError) as error:
            self._news.say(_("Not saved: {reason}").format(reason=error))

    def take_back(self) -> None:
        """As it was before the stretch; once."""
        undo, self._undo = self._undo, None
        if undo is not None and self._perform(undo):
            self._news.say(_("{title}: mark taken back.").format(title=self._title))

    def _tick(self, night: date) -> None:
        item = next((item for item in self._engine.view(night).items if item.habit.id == HABIT), None)
        if item is None:
            return
        self._title = item.habit.title
        if item.state is State.DONE:
            self._news.say(_("{title} was ticked already.").format(title=self._title))
        elif outcome := self._perform(Action(ActionKind.DONE, night, (HABIT,))):
            self._undo = outcome.undo
            undo = Button(_("Undo  Ctrl+Z"), self.take_back, "link", "undo")
            self._news.say(_("{title} ticked.").format(title=self._title), undo)

    def _perform(self, action: Action) -> Outcome | None:
        outcome = self._engine.perform(action)
        if outcome.error is None:
            return outcome
        self._news.say(_("Not saved: {reason}").format(reason=outcome.problem))
        return None

    def _lay_out(self, close: Button, again: Button) -> None:
        ring = CountdownRing()
        ring.show_seconds(0, 1, grey=False)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.SPACE_M))
        buttons.addWidget(close)
        buttons.addWidget(again)
        buttons.addStretch(1)
        inset, gap = theme.px(theme.SPACE_S), theme.px(theme.SPACE_M)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(inset, 0, inset, 0)
        layout.setSpacing(gap)
        layout.addWidget(ring, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(label(_("That was the whole stretch."), theme.TITLE, QFont.Weight.DemiBold))
        layout.addWidget(label(_("Both legs have had their turn."), role="text2"))
        layout.addWidget(self._news)
        layout.addSpacing(gap)
        layout.addWidget(label(_("If it hurt"), theme.HEADING, QFont.Weight.DemiBold))
        for text in (
            _("It is enough that it pulls. Next time go less far, or sit down for it."),
            _("After a leg operation, a clot or an injury, ask your doctor before you stretch again."),
        ):
            layout.addWidget(label(text, role="text2"))
        layout.addStretch(1)
        layout.addLayout(buttons)
