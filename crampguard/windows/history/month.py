"""A month of nights as a table of weeks: each night a cell with words of its own, walked by the keyboard."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from crampguard.routine.dates import day_names, month_words, short_day_names
from crampguard.routine.localtime import DAY
from crampguard.routine.month import NightSummary, add_months, month_end
from crampguard.routine.night_words import cell_words
from crampguard.windows.history.paint import paint_night
from crampguard.windows.shared import theme
from crampguard.windows.shared.week import first_weekday

_DAYS, _ROWS = 7, 6
_CELL_WIDTH, _CELL_HEIGHT, _GAP = 54, 46, 6  # measured pixels
_Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class MonthModel(QAbstractTableModel):
    """The weeks of a month in rows; cells before its first night and after its last are blank."""

    def __init__(self) -> None:
        super().__init__()
        self._first_weekday = first_weekday()
        self._month = date(1970, 1, 1)
        self._nights: Mapping[date, NightSummary] = {}
        self._this_year = self._month.year

    def show(self, month: date, nights: Mapping[date, NightSummary], this_year: int) -> None:
        """month: its first date."""
        before, self._nights, self._this_year = self._nights, nights, this_year
        if month != self._month:
            self.beginResetModel()
            self._month = month
            self.endResetModel()
        elif nights != before:
            self.dataChanged.emit(self.index(0, 0), self.index(_ROWS - 1, _DAYS - 1))

    def night(self, index: _Index) -> NightSummary | None:
        """The night of a cell; None where it is blank."""
        if not index.isValid():
            return None
        day = self._month + (_DAYS * index.row() + index.column() - self._before()) * DAY
        return self._nights.get(day) if day.month == self._month.month else None

    def index_of(self, night: date) -> QModelIndex:
        place = self._before() + night.day - 1
        return self.index(place // _DAYS, place % _DAYS)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else _ROWS

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else _DAYS

    def flags(self, index: _Index) -> Qt.ItemFlag:
        blank = self.night(index) is None
        return Qt.ItemFlag.NoItemFlags if blank else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Role.DisplayRole) -> Any:
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            night = self.night(index)
            return "" if night is None else cell_words(night, self._this_year)
        return None

    def headerData(self, section: int, _orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        weekday = (self._first_weekday + section) % _DAYS
        names = {Role.DisplayRole: short_day_names(), Role.AccessibleTextRole: day_names()}
        return names[Role(role)][weekday] if role in names else None

    def _before(self) -> int:
        """Blank cells before the first night."""
        return (self._month.weekday() - self._first_weekday) % _DAYS


class MonthView(QTableView):
    """Arrow keys, Page Up and Down, Home and End choose another night, over the ends of the month too.

    chosen: that night is wanted, by key or click. entered: Return on the chosen one.
    """

    def __init__(self, chosen: Callable[[date], object], entered: Callable[[], object]) -> None:
        super().__init__()
        self._chosen, self._entered = chosen, entered
        self._night = date.min
        self._nights = MonthModel()
        self.setModel(self._nights)
        self.setItemDelegate(_NightDelegate(self, self._nights))
        head = _WeekdayHeader(Qt.Orientation.Horizontal)
        self.setHorizontalHeader(head)
        self.verticalHeader().hide()
        width, height = theme.px(_CELL_WIDTH + _GAP), theme.px(_CELL_HEIGHT + _GAP)
        head.setMinimumSectionSize(1)
        head.setDefaultSectionSize(width)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedSize(_DAYS * width, head.sizeHint().height() + _ROWS * height)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_nights(self, nights: Mapping[date, NightSummary], night: date, this_year: int) -> None:
        """The month of that night, which is the chosen one."""
        self._night = night
        self.setAccessibleName(month_words(night))
        self._nights.show(night.replace(day=1), nights, this_year)
        self.setCurrentIndex(self._nights.index_of(night))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered()
        elif (night := self._reached_by(key)) is not None:
            self._chosen(night)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        night = self._nights.night(current)
        if night is not None and night.night != self._night:
            self._chosen(night.night)

    def _reached_by(self, key: Qt.Key) -> date | None:
        night, ahead = self._night, -1 if self.isRightToLeft() else 1
        reached = {
            Qt.Key.Key_Left: night - ahead * DAY,
            Qt.Key.Key_Right: night + ahead * DAY,
            Qt.Key.Key_Up: night - _DAYS * DAY,
            Qt.Key.Key_Down: night + _DAYS * DAY,
            Qt.Key.Key_PageUp: add_months(night, -1),
            Qt.Key.Key_PageDown: add_months(night, 1),
            Qt.Key.Key_Home: night.replace(day=1),
            Qt.Key.Key_End: month_end(night),
        }
        return reached.get(key)


class _WeekdayHeader(QHeaderView):
    """Words alone, without the frame that the style would paint."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setFont(theme.font(theme.SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + theme.px(theme.SPACE_S))

    def paintSection(self, painter: QPainter, where: QRect, section: int) -> None:
        painter.setFont(self.font())
        painter.setPen(theme.colour("text2"))
        words = str(self.model().headerData(section, self.orientation()))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)


class _NightDelegate(QStyledItemDelegate):
    def __init__(self, view: MonthView, nights: MonthModel) -> None:
        super().__init__(view)
        self._view, self._nights = view, nights

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        night = self._nights.night(index)
        if night is None:
            return
        gap = theme.px(_GAP) / 2
        where = QRectF(option.rect).adjusted(gap, gap, -gap, -gap)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_night(painter, where, night, theme.roles())
        if index == self._view.currentIndex():
            self._paint_choice(painter, where)
        painter.restore()

    def _paint_choice(self, painter: QPainter, where: QRectF) -> None:
        """Around the chosen night: strong while the keyboard is here."""
        strong = self._view.hasFocus()
        painter.setPen(QPen(theme.colour("dusk" if strong else "text2"), theme.FOCUS_WIDTH if strong else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = theme.px(theme.RADIUS_CONTROL + 2)
        painter.drawRoundedRect(where.adjusted(-1.5, -1.5, 1.5, 1.5), radius, radius)
