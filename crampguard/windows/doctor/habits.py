"""The habits on the page: how often each was done, and the comparison where the nights carry one."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPen

from crampguard.i18n import _, ngettext
from crampguard.routine.report import Report, Tried
from crampguard.routine.report_words import comparison_limits, comparison_words, done_words
from crampguard.windows.doctor.lettering import Size
from crampguard.windows.doctor.sheet import ACROSS, END, GREY, MARGIN, ROLES, Sheet, width
from crampguard.windows.shared import theme
from crampguard.windows.shared.charts import paint_interval, point_x

_ROWS = 11  # at most
_DONE, _CRAMPS, _POINTS, _AXIS = 178.0, 232.0, 364.0, 462.0  # where the columns begin
_MARK = 0.55  # points for a measured pixel of the screen


def paint_habits(sheet: Sheet, report: Report) -> None:
    habits, compared = report.habits, any(one.insight.figures for one in report.habits)
    top = sheet.y
    sheet.title(MARGIN, _DONE - MARGIN, _("Evening habits"))
    if not habits:
        sheet.y += sheet.write(MARGIN, ACROSS, _("None recorded in these nights."), grey=True)
        return
    below, sheet.y = sheet.y, top + Size.LEAD.line - Size.SMALL.line
    sheet.write(_DONE, _CRAMPS - _DONE, _("done"), Size.SMALL, grey=True)
    if compared:
        heads = _("cramp nights: done / skipped"), _("per 100 nights, 95 %")
        sheet.write(_CRAMPS, _POINTS - _CRAMPS - 4, heads[0], Size.SMALL, grey=True)
        sheet.write(_POINTS, _AXIS - _POINTS, heads[1], Size.SMALL, grey=True)
    sheet.y = top = below
    for tried in _most_telling(habits):
        _paint_row(sheet, tried, compared)
    if (more := len(habits) - _ROWS) > 0:
        words = ngettext("… and {more} habit more", "… and {more} habits more", more)
        sheet.y += sheet.write(MARGIN, ACROSS, words.format(more=more), Size.SMALL, grey=True)
    if compared:
        _paint_axis(sheet, top, report)
    else:
        words = _("Too few nights yet to compare cramps on evenings with a habit and without it.")
        sheet.y += sheet.write(MARGIN, ACROSS, words, Size.SMALL, grey=True, lines=2)


def _most_telling(habits: Sequence[Tried]) -> list[Tried]:
    """As many as have room: those compared, then those answered most; never chosen by what was found."""
    order = sorted(habits, key=lambda one: (one.insight.figures is None, -one.answered))
    shown = {one.insight.habit.id for one in order[:_ROWS]}
    return [one for one in habits if one.insight.habit.id in shown]


def _paint_row(sheet: Sheet, tried: Tried, compared: bool) -> None:
    sheet.write(MARGIN, _DONE - MARGIN - 6, " ".join(tried.insight.habit.title.split()))
    sheet.write(_DONE, _CRAMPS - _DONE - 4, done_words(tried))
    sides, difference = comparison_words(tried)
    if sides:
        sheet.write(_CRAMPS, _POINTS - _CRAMPS - 4, sides)
        sheet.write(_POINTS, _AXIS - _POINTS, difference)
        _paint_mark(sheet, tried)
    elif compared:
        sheet.write(_CRAMPS, _AXIS - _CRAMPS - 4, _("too few nights to compare"), grey=True)
    sheet.y += Size.BODY.line


def _paint_mark(sheet: Sheet, tried: Tried) -> None:
    """As in the history, whose lengths follow the font of the screen; on paper they stand."""
    figures, painter, scale = tried.insight.figures, sheet.painter, _MARK / theme.unit()
    place = sheet.place(QRectF(_AXIS, sheet.y, END - _AXIS, Size.BODY.line))
    painter.save()
    painter.scale(scale, scale)
    where = QRectF(place.topLeft() / scale, place.size() / scale)
    if figures is not None:
        paint_interval(painter, where, figures.difference, figures.interval, tried.insight.claims, ROLES)
    painter.restore()


def _paint_axis(sheet: Sheet, top: float, report: Report) -> None:
    """The line of "the same" from `top` down, the names of the sides, and what the figures cannot show."""
    axis = sheet.place(QRectF(_AXIS, top, END - _AXIS, sheet.y - top))
    x = point_x(sheet.painter, axis, 0)
    sheet.painter.setPen(QPen(GREY, 0.6))
    sheet.painter.drawLine(QPointF(x, axis.top()), QPointF(x, axis.bottom()))
    wide, third = END - _AXIS + 12, (END - _AXIS + 12) / 3
    sheet.write(END - wide, third, _("fewer"), Size.SMALL, grey=True)
    same = width(_("same"), Size.SMALL)
    sheet.write(END - (END - _AXIS + same) / 2, same + 1, _("same"), Size.SMALL, grey=True)
    sheet.write(END - third, third, _("more"), Size.SMALL, grey=True, at_end=True)
    room = END - wide - MARGIN - 8
    sheet.y += sheet.write(MARGIN, room, comparison_limits(report), Size.SMALL, grey=True, lines=3)
