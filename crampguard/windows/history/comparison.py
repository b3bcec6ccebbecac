"""The table of what coincides: a row for each habit, in the order of the evening, whatever was found."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from crampguard.i18n import _
from crampguard.routine.insight_words import figures_words, of_nights, short_words
from crampguard.routine.insights import Insight, Insights, Tier
from crampguard.windows.history.table_header import TableHeader
from crampguard.windows.shared import theme
from crampguard.windows.shared.charts import paint_interval, paint_point_grid

HABIT, DONE, SKIPPED, INTERVAL, WORDS = range(5)
_INSET, _ROW, _INTERVAL, _LEAST_HABIT = 12, 34, 186, 170  # measured pixels
_WORDS_FIT_FROM = 680  # measured pixels
_START = Qt.AlignmentFlag.AlignLeading
_Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class ComparisonModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.insights: tuple[Insight, ...] = ()
        self._folded = False

    def fold(self, folded: bool) -> None:
        """Whether the words stand below the habit, and not in a column of their own."""
        self._folded = folded

    def show(self, insights: tuple[Insight, ...]) -> None:
        if len(insights) == len(self.insights):  # after a reset, Qt 6.8 and 6.9 read an empty table aloud
            self.insights = insights
            self.dataChanged.emit(self.index(0, 0), self.index(len(insights) - 1, WORDS))
            return
        self.beginResetModel()
        self.insights = insights
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's own signature)
        return 0 if parent.isValid() else len(self.insights)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else WORDS + 1

    def data(self, index: _Index, role: int = Role.DisplayRole) -> Any:
        if role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        insight = self.insights[index.row()]
        if index.column() == INTERVAL:
            return figures_words(insight) if role == Role.AccessibleTextRole else ""
        title = " ".join(insight.habit.title.split())
        words = {
            HABIT: f"{title}\n{short_words(insight)}" if self._folded else title,
            DONE: of_nights(insight.done),
            SKIPPED: of_nights(insight.skipped),
            WORDS: short_words(insight),
        }
        return words[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: N802
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if section == INTERVAL:
            names = {Role.AccessibleTextRole: _("Difference, fewer cramps to more"), Role.DisplayRole: ""}
            return names.get(Role(role))
        heads = {
            HABIT: _("Habit") if self._folded else _("Habit, in the order of the evening"),
            DONE: _("Cramp, of\nnights done"),
            SKIPPED: _("Cramp, of\nnights skipped"),
            WORDS: _("In words"),
        }
        return heads[section] if role in (Role.DisplayRole, Role.AccessibleTextRole) else None


class ComparisonTable(QTableView):
    """chosen: the row that the keyboard or a click went to."""

    def __init__(self, chosen: Callable[[Insight], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._rows = ComparisonModel()
        self.setModel(self._rows)
        self.setItemDelegate(_RowDelegate(self, self._rows))
        head = _AxisHeader()
        self.setHorizontalHeader(head)
        for each in (head, self.verticalHeader()):
            each.setMinimumSectionSize(1)
            each.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.setAccessibleName(_("What coincides"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def follow(self, insights: Insights) -> None:
        """The row that was chosen stays so; before, it is the one that matters most."""
        row = self.currentIndex().row() if self.currentIndex().isValid() else insights.foremost
        self._rows.show(insights.habits)
        self.setCurrentIndex(QModelIndex())  # so that the row is told anew
        self.setCurrentIndex(self._rows.index(min(row, len(insights.habits) - 1), HABIT))
        self._arrange()

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        if current.isValid():
            self._chosen(self._rows.insights[current.row()])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        # Not within the layout that is just giving it this width: that one would not hear of another height.
        QTimer.singleShot(0, self, lambda: self._arrange())

    def _arrange(self) -> None:
        """The habits get the room that is left, and the table the height of its rows: the page scrolls.

        Where there is little room the words stand below the habit.
        """
        narrow = self.width() < theme.px(_WORDS_FIT_FROM)
        self._rows.fold(narrow)
        self.setColumnHidden(WORDS, narrow)
        for column in (DONE, SKIPPED, WORDS):
            self.setColumnWidth(column, max(self.sizeHintForColumn(column), self._head_width(column)))
        self.setColumnWidth(INTERVAL, theme.px(_INTERVAL))
        others = sum(self.columnWidth(column) for column in (DONE, SKIPPED, INTERVAL, WORDS))
        self.setColumnWidth(HABIT, max(theme.px(_LEAST_HABIT), self.viewport().width() - others))
        self.resizeRowsToContents()
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if self.columnWidth(HABIT) + others > self.viewport().width() else 0
        self.setFixedHeight(self.horizontalHeader().height() + self.verticalHeader().length() + below)

    def _head_width(self, column: int) -> int:
        return self.horizontalHeader().sectionSizeFromContents(column).width()


class _AxisHeader(TableHeader):
    """Over the intervals it tells which side is which."""

    def __init__(self) -> None:
        super().__init__(_INSET, _START)

    def paintSection(self, painter: QPainter, where: QRect, section: int) -> None:  # noqa: N802
        super().paintSection(painter, where, section)
        if section == INTERVAL:
            self.paint_words(painter, where, _START, _("fewer\ncramps"))
            self.paint_words(painter, where, Qt.AlignmentFlag.AlignHCenter, _("same"))
            self.paint_words(painter, where, Qt.AlignmentFlag.AlignTrailing, _("more"))


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, view: ComparisonTable, rows: ComparisonModel) -> None:
        super().__init__(view)
        self._view, self._rows = view, rows

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """Measured bold, so that a row does not move when it is chosen."""
        metrics = QFontMetrics(theme.font(weight=QFont.Weight.DemiBold))
        edges = 2 * theme.px(_INSET)
        room = self._view.columnWidth(HABIT) - edges if index.column() == HABIT else 10_000
        words = metrics.boundingRect(QRect(0, 0, max(room, 1), 10_000), self._flags(), str(index.data()))
        return QSize(words.width() + edges + 2, max(theme.px(_ROW), words.height() + theme.px(12)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        where, insight = QRectF(option.rect), self._rows.insights[index.row()]
        chosen = index.row() == self._view.currentIndex().row()
        painter.save()
        if chosen:
            painter.fillRect(where, theme.colour("dusk_tint"))
        self._paint_lines(painter, where, strong=chosen and self._view.hasFocus())
        if index.column() == INTERVAL:
            self._paint_interval(painter, where, insight)
        else:
            quiet = index.column() == WORDS and insight.tier is Tier.COUNTS
            bold = index.column() in (HABIT, WORDS) and (
                chosen if index.column() == HABIT else insight.claims
            )
            painter.setPen(theme.colour("text2" if quiet else "text"))
            painter.setFont(theme.font(weight=QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
            inner = where.adjusted(theme.px(_INSET), 0, -theme.px(_INSET), 0)
            painter.drawText(inner, self._flags(), str(index.data()))
        painter.restore()

    def _paint_interval(self, painter: QPainter, where: QRectF, insight: Insight) -> None:
        inner = where.adjusted(theme.px(_INSET), 0, -theme.px(_INSET), 0)
        paint_point_grid(painter, inner, theme.roles())
        if (figures := insight.figures) is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            claim = insight.claims
            paint_interval(painter, inner, figures.difference, figures.interval, claim, theme.roles())

    def _paint_lines(self, painter: QPainter, where: QRectF, *, strong: bool) -> None:
        """A line above the row; around the chosen one while the keyboard is here."""
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(where.topLeft(), where.topRight())
        if strong:
            width = theme.FOCUS_WIDTH
            for top in (where.top(), where.bottom() - width):
                painter.fillRect(QRectF(where.left(), top, where.width(), width), theme.colour("dusk"))

    @staticmethod
    def _flags() -> int:
        return int(_START | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
