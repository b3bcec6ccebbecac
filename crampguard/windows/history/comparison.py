"""The table of counts: a row for each habit, in the order of the evening."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QTableView

from crampguard.i18n import _
from crampguard.routine.insight_words import of_nights, one_line
from crampguard.routine.insights import HabitCounts, Insights
from crampguard.windows.shared import theme

_Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class ComparisonModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.habits: tuple[HabitCounts, ...] = ()

    def show(self, habits: tuple[HabitCounts, ...]) -> None:
        self.beginResetModel()
        self.habits = habits
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's own signature)
        return 0 if parent.isValid() else len(self.habits)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(_heads())

    def data(self, index: _Index, role: int = Role.DisplayRole) -> Any:
        if role != Role.DisplayRole:
            return None
        counts = self.habits[index.row()]
        cells = (
            one_line(counts.habit),
            of_nights(counts.done),
            of_nights(counts.not_done),
            str(counts.unanswered),
            str(counts.answered_later),
        )
        return cells[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: N802
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return _heads()[section]
        return None


class ComparisonTable(QTableView):
    def __init__(self) -> None:
        super().__init__()
        self._rows = ComparisonModel()
        self.setModel(self._rows)
        self.verticalHeader().hide()
        self.setAccessibleName(_("What coincides"))

    def follow(self, insights: Insights) -> None:
        self._rows.show(insights.habits)
        self.setFont(theme.font(weight=QFont.Weight.DemiBold))
        self.resizeColumnsToContents()
        for column in range(len(_heads())):
            self.setColumnWidth(column, self.columnWidth(column) + theme.px(24))


def _heads() -> tuple[str, ...]:
    return _("Habit"), _("Done"), _("Not done"), _("No answer"), _("Answered later")
