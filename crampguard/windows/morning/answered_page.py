"""After the answer: what of the evening's list is still open, one row each, and the end."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _, ngettext
from crampguard.routine.actions import Action, ActionKind, record_offers
from crampguard.routine.checklist import Item, State
from crampguard.routine.dates import night_words
from crampguard.routine.morning import Morning
from crampguard.routine.tonight import Tonight
from crampguard.windows.morning.doctor_hint import DoctorHint
from crampguard.windows.morning.header import MorningHeader
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.choices import Choices
from crampguard.windows.shared.field import Field
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import clear
from crampguard.windows.shared.options import Option

_NAME_WIDTH = 124  # measured pixels
_KINDS = {State.DONE: ActionKind.DONE, State.SKIPPED: ActionKind.SKIP}


class AnsweredPage(QWidget):
    """What was open when the page came stays in its place, whatever becomes of it."""

    def __init__(
        self, engine: Engine, open_advice: Callable[[], object], correct: Callable[[], object]
    ) -> None:
        super().__init__()
        self._engine = engine
        self._rows: dict[str, Choices] = {}
        self._head = MorningHeader()
        self._signs = DoctorHint(open_advice)
        self._intro = label()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._answered = label(factor=theme.SMALL, role="text2")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_M))
        layout.addWidget(self._head)
        layout.addWidget(
            Button(_("Correct the answer"), correct, "link", "edit"), 0, Qt.AlignmentFlag.AlignLeft
        )
        layout.addWidget(self._signs)
        layout.addWidget(self._intro)
        layout.addLayout(self._list)
        layout.addWidget(self._answered)
        layout.addWidget(label(_("That is all. What you leave stays open, and that is fine.")))

    def load(self, view: Tonight, morning: Morning, signs: Sequence[str]) -> None:
        """signs: what is worth saying about this night beside its answer."""
        noted = _("A cramp is noted") if morning.cramp else _("No cramp is noted")
        self._head.say(noted, night_words(view.night.date, view.zone))
        open_ = [item for item in view.items if not item.answered]
        self._signs.say("\n".join(signs))
        self._rebuild(view, open_)
        self._intro.setText(_("The evening before, as far as it is open:"))
        self._intro.setVisible(bool(open_))
        answered, of = len(view.items) - len(open_), len(view.items)
        words = ngettext(
            "{answered} of {of} is answered already.", "{answered} of {of} are answered already.", answered
        )
        self._answered.setText(words.format(answered=answered, of=of))
        self._answered.setVisible(bool(answered and open_))

    def follow(self, view: Tonight) -> None:
        """Shows what the diary says, wherever it was answered."""
        for item in view.items:
            if row := self._rows.get(item.habit.id):
                row.choose([_KINDS.get(item.state)])

    def _rebuild(self, view: Tonight, items: list[Item]) -> None:
        clear(self._list)
        self._rows = {item.habit.id: self._row(view, item) for item in items}
        for item in items:
            self._list.addWidget(Field(item.habit.title, self._rows[item.habit.id], _NAME_WIDTH))

    def _row(self, view: Tonight, item: Item) -> Choices:
        night = view.night.date

        def answer() -> None:
            kinds = (kind for kind in row.chosen if isinstance(kind, ActionKind))
            self._engine.perform(Action(next(kinds, ActionKind.UNDO), night, (item.habit.id,)))

        row = Choices(item.habit.title, answer)
        offers = record_offers(item.habit, night)
        row.offer(
            [*(Option(offer.label, offer.action.kind) for offer in offers), Option(_("Leave"), None)], [None]
        )
        return row
