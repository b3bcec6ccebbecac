"""What the marks of History mean: each one painted small, with a text beside it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.month import STEPS
from crampguard.routine.morning import Morning
from crampguard.windows.history.paint import (
    paint_cramp_bar,
    paint_empty,
    paint_morning,
    paint_routine_bar,
    paint_shade,
)
from crampguard.windows.history.year import paint_square
from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.labels import one_line
from crampguard.windows.shared.layout import flow, row
from crampguard.windows.shared.theme import Roles

_HIGH = 22  # measured pixels
Paint = Callable[[QPainter, QRectF, Roles], object]


def _entry(wide: float, paint: Paint, text: str) -> QWidget:
    """wide: how many times as wide as high the mark is; 0 for a text without one."""
    made, beside = QWidget(), one_line(text)
    beside.setMinimumHeight(theme.px(_HIGH))
    row(made, *([_LegendMark(wide, paint)] if wide else []), beside, gap=theme.SPACE_XS)
    return made


class Legend(QWidget):
    """Entries side by side, each as for _entry."""

    def __init__(self, *entries: tuple[float, Paint, str]) -> None:
        super().__init__()
        self.setLayout(flow(*(_entry(*entry) for entry in entries)))


def month_legend() -> Legend:
    return Legend(
        (5, _paint_shades, _("routine: none to all")),
        (1, _morning(Morning(True, pain=6)), _("cramp, with its pain")),
        (1, _morning(Morning(False)), _("no cramp")),
        (0, _nothing, _("no mark: morning not answered")),
        (1.2, paint_empty, _("nothing recorded")),
        (0.9, _paint_tonight, _("tonight")),
    )


def year_legend() -> Legend:
    texts = (True, _("cramp")), (False, _("no cramp")), (None, _("not answered"))
    return Legend(*((0.7, partial(_paint_square, cramp), text) for cramp, text in texts))


def weeks_legend() -> Legend:
    return Legend(
        (0.6, paint_cramp_bar, _("nights with a cramp")),
        (0.6, paint_routine_bar, _("routine done (top line: all)")),
        (0, _nothing, _("below: mornings answered")),
    )


class _LegendMark(QWidget):
    def __init__(self, wide: float, paint: Paint) -> None:
        super().__init__()
        self._paint = paint
        self.setFixedSize(theme.px(wide * _HIGH), theme.px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            inset = theme.px(4)
            self._paint(painter, QRectF(self.rect()).adjusted(0, inset, 0, -inset), theme.roles())


def _nothing(_painter: QPainter, _where: QRectF, _roles: Roles) -> None:
    """For a text that explains what is not there."""


def _paint_shades(painter: QPainter, where: QRectF, roles: Roles) -> None:
    each, gap = where.width() / (STEPS + 1), theme.px(2)
    for step in range(STEPS + 1):
        place = STEPS - step if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft else step
        box = QRectF(where.left() + place * each, where.top(), each, where.height())
        paint_shade(painter, box.adjusted(gap, 0, -gap, 0), step, roles)


def _paint_square(cramp: bool | None, painter: QPainter, where: QRectF, roles: Roles) -> None:
    square = QRectF(0, 0, where.width(), where.width())
    square.moveCenter(where.center())
    paint_square(painter, square, cramp, roles)


def _morning(morning: Morning) -> Paint:
    return lambda painter, where, roles: paint_morning(painter, where.center(), morning, roles)


def _paint_tonight(painter: QPainter, where: QRectF, roles: Roles) -> None:
    half = theme.px(8)
    box = QRectF(where.center().x() - half, where.center().y() - half, 2 * half, 2 * half)
    lineicons.paint(painter, "moon", box, QColor(roles.text2))
