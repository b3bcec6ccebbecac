"""The page for the doctor, painted: its parts from top to bottom, each as high as its words need.

Every part has a most of lines, so that all of them fit on one sheet, whatever the user wrote; in a language
with longer words a full page is painted a little smaller. The notes have what is left.
"""

from functools import partial

from PySide6.QtGui import QImage, QPainter

from crampguard.i18n import _
from crampguard.routine.report import Report
from crampguard.routine.report_words import foot_words, span_words
from crampguard.windows.doctor import parts
from crampguard.windows.doctor.habits import paint_habits, paint_results
from crampguard.windows.doctor.lettering import Size
from crampguard.windows.doctor.sheet import ACROSS, END, HEIGHT, INK, MARGIN, WIDTH, Sheet

_FOOT = HEIGHT - MARGIN - Size.SMALL.line
_RULED = 20.0  # between two lines to write on
_NAME = 145.0  # to write on


def paint_page(painter: QPainter, report: Report) -> None:
    """The whole page, from the painter's origin; each of its units is a point."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unseen = QImage(1, 1, QImage.Format.Format_RGB32)
    with QPainter(unseen) as nowhere:
        end = _paint_parts(Sheet(nowhere), report)
    shrunk = min(1.0, (_FOOT - Size.SMALL.line) / end)  # in a language that needs more words
    painter.save()
    painter.translate((1 - shrunk) * WIDTH / 2, 0)
    painter.scale(shrunk, shrunk)
    _paint_parts(Sheet(painter), report)
    painter.restore()
    sheet = Sheet(painter)
    sheet.y = shrunk * end
    _paint_notes(sheet)
    _paint_foot(sheet, report)


def _paint_parts(sheet: Sheet, report: Report) -> float:
    """All but notes and foot; gives where they end."""
    _paint_head(sheet, report)
    parts.paint_strip(sheet, report)
    for left, right in (
        (parts.paint_cramps, parts.paint_flags),
        (parts.paint_medicines, parts.paint_conditions),
    ):
        sheet.rule()
        sheet.beside(partial(left, sheet, report), partial(right, sheet, report))
    sheet.y += 4
    parts.paint_person(sheet, report)
    sheet.rule()
    paint_habits(sheet, report)
    paint_results(sheet, report)
    sheet.rule()
    sheet.beside(partial(parts.paint_eased, sheet, report), partial(parts.paint_questions, sheet, report))
    sheet.rule()
    return sheet.y


def _paint_head(sheet: Sheet, report: Report) -> None:
    top = sheet.y
    sheet.y += Size.TITLE.line - Size.BODY.line - 2
    sheet.write(END - _NAME - 60, 54, _("Name"), grey=True, at_end=True)
    sheet.y = top + Size.TITLE.line - 2
    sheet.line(END - _NAME, _NAME)
    sheet.y = top
    beside = ACROSS - _NAME - 66
    sheet.y += sheet.write(MARGIN, beside, _("Night leg cramps"), Size.TITLE, bold=True, lines=2) + 2
    sheet.y += sheet.write(MARGIN, ACROSS, span_words(report), Size.LEAD, grey=True, lines=2) + 4
    sheet.line(MARGIN, ACROSS, INK, 1)
    sheet.y += Size.SMALL.line


def _paint_notes(sheet: Sheet) -> None:
    if sheet.y + Size.LEAD.line + _RULED > _FOOT - Size.SMALL.line:
        return
    sheet.title(MARGIN, ACROSS, _("Notes"))
    while sheet.y + _RULED < _FOOT - Size.SMALL.line:
        sheet.y += _RULED
        sheet.line(MARGIN, ACROSS)


def _paint_foot(sheet: Sheet, report: Report) -> None:
    sheet.y = _FOOT
    sheet.write(MARGIN, ACROSS - 60, foot_words(report), Size.SMALL, grey=True)
    sheet.write(END - 60, 60, _("1 of 1"), Size.SMALL, grey=True, at_end=True)
