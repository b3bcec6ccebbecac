"""What the evening left without an answer: asked only where Good night did not close it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.checklist import Answer, Item
from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.answer_rows import AnswerRows
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label


class EveningAnswers(QWidget):
    """A row keeps its place when it is answered, here or elsewhere."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._rows = AnswerRows(engine)
        did_all = Button(_("I did all of it"), self._rows.answer_rest, icon="check")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_S))
        layout.addWidget(label(_("What about the evening before?")))
        layout.addWidget(did_all, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._rows)

    def load(self, view: Tonight) -> None:
        open_items = [] if view.closed else [item for item in view.items if not item.answered]
        self._rows.ask(view.night.date, [item.habit for item in open_items])
        self.setVisible(bool(open_items))
        self.follow(view)

    def follow(self, view: Tonight) -> None:
        self._rows.choose({item.habit.id: _answer(item) for item in view.items})


def _answer(item: Item) -> Answer | None:
    return Answer(item.state.value) if item.answered else None
