"""The list of tonight's items: rows in the order of time, of which one may be open."""

from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSpacerItem, QWidget

from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.layout import clear, column, keep_scroll_bar, row
from crampguard.windows.tonight.entry import ItemEntry
from crampguard.windows.tonight.row import RowActions

_LEAST_HEIGHT = 120  # measured pixels: three rows


class ItemList(QScrollArea):
    """What comes and goes around the list, or in it below a row, never moves that row under the pointer."""

    def __init__(self, actions: RowActions) -> None:
        super().__init__(widgetResizable=True)
        self._actions = actions
        self._night = date.min
        self._entries: dict[str, ItemEntry] = {}
        self._column = column(None, gap=0)
        self._strut = QSpacerItem(0, 0)
        inside = QWidget()
        self._beside = row(inside, gap=0)
        self._beside.addLayout(self._column)
        self._beside.addItem(self._strut)
        self.setWidget(inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keep_scroll_bar(self)
        self.setMinimumHeight(theme.px(_LEAST_HEIGHT))

    def sizeHint(self) -> QSize:
        """As low as it may be: it takes what room there is, and where that is less the window scrolls."""
        return self.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._hold()
        super().resizeEvent(event)

    def follow(self, tonight: Tonight, opened: str) -> None:
        """opened: the habit whose row is open; empty for none."""
        if tonight.night.date != self._night:
            self._night = tonight.night.date
            self.verticalScrollBar().setValue(0)
        self._hold()
        habits = [item.habit.id for item in tonight.items]
        if list(self._entries) != habits:
            self._rebuild(habits)
        for item in tonight.items:
            entry = self._entries[item.habit.id]
            entry.follow(tonight, item, opened=item.habit.id == opened)

    def focus_row(self, habit: str) -> QWidget:
        """Gives the keyboard to the row of that habit; gives the row."""
        entry = self._entries[habit]
        entry.row.setFocus(Qt.FocusReason.TabFocusReason)
        self.reveal(habit)
        return entry.row

    def reveal(self, habit: str) -> None:
        """Scrolls to all of its entry, or where that is too much to its row."""
        entry = self._entries[habit]

        def scroll() -> None:
            self.ensureWidgetVisible(entry, 0, 0)
            self.ensureWidgetVisible(entry.row)

        QTimer.singleShot(0, entry, scroll)  # once its card is laid out

    def neighbour(self, habit: str, step: int) -> str:
        """The habit so many rows further down; the same one where there is none."""
        habits = list(self._entries)
        place = habits.index(habit) + step
        return habits[place] if 0 <= place < len(habits) else habit

    def scroll_to(self, habit: str) -> None:
        """Brings the row of that habit, if there is one, into the upper third."""
        if (entry := self._entries.get(habit)) is not None:
            self.verticalScrollBar().setValue(entry.y() - self.viewport().height() // 3)

    def _hold(self) -> None:
        """Keeps the content long enough to stay scrolled as far as it is."""
        bar = self.verticalScrollBar()
        self._strut.changeSize(0, bar.value() + self.viewport().height() if bar.value() else 0)
        self._beside.invalidate()

    def _rebuild(self, habits: list[str]) -> None:
        clear(self._column)
        self._entries = {
            habit: ItemEntry(habit, self._actions, first=habit == habits[0], last=habit == habits[-1])
            for habit in habits
        }
        for entry in self._entries.values():
            self._column.addWidget(entry)
        self._column.addStretch(1)
