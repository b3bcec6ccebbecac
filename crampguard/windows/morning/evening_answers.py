"""What the evening left without an answer: asked only where Good night did not close it."""

from PySide6.QtWidgets import QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.checklist import Answer, Item
from crampguard.routine.tonight import Tonight
from crampguard.windows.shared.answer_rows import AnswerRows
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column


class EveningAnswers(QWidget):
    """A row keeps its place when it is answered, here or elsewhere."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._rows = AnswerRows(engine)
        did_all = Button(_("I did all of it"), self._rows.answer_rest, icon="check")
        column(self, label(_("What about the evening before?")), did_all, self._rows)

    def load(self, view: Tonight) -> None:
        asked = () if view.closed else view.items
        open_items = [item for item in asked if not (item.answered or item.left_to_chance)]
        self._rows.ask(view.night.date, [item.habit for item in open_items])
        self.setVisible(bool(open_items))
        self.follow(view)

    def follow(self, view: Tonight) -> None:
        self._rows.choose({item.habit.id: _answer(item) for item in view.items})


def _answer(item: Item) -> Answer | None:
    return Answer(item.state.value) if item.answered else None
