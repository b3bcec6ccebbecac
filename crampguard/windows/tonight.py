"""The list of tonight in a window: for a click on tray or notification, and for desktops without a tray."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.checklist import Item, State
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import state_words, summary
from crampguard.windows.icon import window_icon
from crampguard.windows.tray import face, share


class TonightWindow(QWidget):
    """Follows tonight while it is open; each row is a tick."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self.setWindowTitle(_("Tonight"))
        self.setMinimumWidth(420)
        self._summary = QLabel(wordWrap=True)
        self._note = QLabel(wordWrap=True)
        self._note.hide()
        self._problems = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._rows: dict[str, _Row] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(self._summary)
        layout.addWidget(self._note)
        layout.addWidget(self._problems)
        layout.addLayout(self._grid)
        layout.addStretch(1)

    def follow(self, tonight: Tonight) -> None:
        self.setWindowIcon(window_icon(face(tonight), share(tonight)))
        self._summary.setText(summary(tonight))
        self._problems.setText("\n".join(tonight.problems))
        self._problems.setVisible(bool(tonight.problems))
        if list(self._rows) != [item.habit.id for item in tonight.items]:
            self._rebuild(tonight)
        for item in tonight.items:
            self._rows[item.habit.id].follow(tonight, item)

    def bring_forward(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()

    def explain(self, note: str) -> None:
        self._note.setText(note)
        self._note.show()

    def _rebuild(self, tonight: Tonight) -> None:
        for row in self._rows.values():
            row.remove()
        self._rows = {item.habit.id: _Row(partial(self._tick, item.habit.id)) for item in tonight.items}
        for number, row in enumerate(self._rows.values()):
            row.add_to(self._grid, number)

    def _tick(self, habit: str, ticked: bool) -> None:
        self._engine.attempt(self._engine.done if ticked else self._engine.undo, habit)


class _Row:
    """Time, tick with title, and state of one item."""

    def __init__(self, on_tick: Callable[[bool], None]) -> None:
        self._time, self._tick, self._state = QLabel(), QCheckBox(), QLabel()
        self._tick.clicked.connect(lambda ticked: on_tick(ticked))

    def add_to(self, grid: QGridLayout, row: int) -> None:
        for column, widget in enumerate((self._time, self._tick, self._state)):
            grid.addWidget(widget, row, column)

    def remove(self) -> None:
        for widget in (self._time, self._tick, self._state):
            widget.deleteLater()

    def follow(self, tonight: Tonight, item: Item) -> None:
        words = state_words(tonight, item)
        self._time.setText(tonight.clock(item.due))
        self._tick.setText(item.habit.title.replace("&", "&&"))
        self._tick.setChecked(item.state is State.DONE)
        self._tick.setToolTip(item.habit.nudge)
        self._tick.setAccessibleName(
            ", ".join(filter(None, (item.habit.title, tonight.clock(item.due), words)))
        )
        self._state.setText(words)
