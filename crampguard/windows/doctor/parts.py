"""The parts of the page, from the strip of the weeks to the questions. Each has a most of lines."""

from collections.abc import Sequence
from functools import partial

from crampguard.i18n import _
from crampguard.routine.report import RedFlag, Report, StripWeek
from crampguard.routine.report_words import (
    condition_words,
    counted_words,
    cramp_rows,
    flag_words,
    medicine_words,
    person_rows,
    questions,
    strip_title,
    strip_week_words,
)
from crampguard.windows.doctor.lettering import Size
from crampguard.windows.doctor.sheet import ACROSS, END, HALF, LEFT, MARGIN, RIGHT, Sheet, width

_NIGHT, _WEEKS, _BOX = 7.6, 7, 7.5  # a night of the strip, the weeks in a row, a box to tick
_FLAGS, _REST, _OWN, _ROW, _SAID = 9, 12, 3, 2, 2  # lines, at most


def paint_strip(sheet: Sheet, report: Report) -> None:
    """A square for each night, a row for seven weeks."""
    sheet.title(MARGIN, ACROSS, strip_title(report))
    each = ACROSS / _WEEKS
    for start in range(0, len(report.weeks), _WEEKS):
        for number, week in enumerate(report.weeks[start : start + _WEEKS]):
            _paint_week(sheet, week, MARGIN + number * each, each - 9)
        sheet.y += Size.SMALL.line + Size.BODY.line + 2
    x = MARGIN
    for words, cramp in ((_("cramp"), True), (_("no cramp"), False), (_("no answer"), None)):
        sheet.box(x, 6, filled=cramp is True, dotted=cramp is None)
        sheet.write(x + 10, 120, words, Size.SMALL, grey=True)
        x += 10 + width(words, Size.SMALL) + 16
    words = _("each square a night, from Monday; nights with a cramp of those with an answer")
    sheet.y += sheet.write(x, END - x, words, Size.SMALL, grey=True, at_end=True, lines=2)


def _paint_week(sheet: Sheet, week: StripWeek, x: float, wide: float) -> None:
    begins, nights = strip_week_words(week)
    room = width(nights, Size.SMALL, bold=True) + 1
    sheet.write(x, wide - room - 2, begins, Size.SMALL, grey=True)
    sheet.write(x + wide - room, room, nights, Size.SMALL, bold=True, at_end=True)
    top = sheet.y
    sheet.y += Size.SMALL.line
    for number, cramp in enumerate(week.nights, week.first.weekday()):
        sheet.box(x + number * (wide - _NIGHT) / 6, _NIGHT, filled=cramp is True, dotted=cramp is None)
    sheet.y = top


def paint_cramps(sheet: Sheet, report: Report) -> None:
    sheet.title(MARGIN, LEFT, _("The cramps"))
    rows = cramp_rows(report)
    names = min(max(width(name, Size.BODY) for name, _words in rows), LEFT / 2)
    x = MARGIN + names + 7
    for name, words in rows:
        high = sheet.write(MARGIN, names + 1, name, grey=True, lines=2)
        sheet.y += max(high, sheet.write(x, MARGIN + LEFT - x, words, lines=2)) + 0.6


def paint_flags(sheet: Sheet, report: Report) -> None:
    """Line by line what was answered yes or is in the diary, then what was answered no; then the rest."""
    sheet.title(HALF, RIGHT, _("Warning signs, as answered"))
    lit = [flag for flag in report.flags if flag.answer or flag.nights]
    no = [flag for flag in report.flags if flag.answer is False]
    open_ = [flag for flag in report.flags if flag.answer is None and not flag.nights]
    for flag in (lit + no)[:_FLAGS]:
        _paint_flag(sheet, flag)
    for words, rest in (
        (_("also yes: {signs}"), lit[_FLAGS:]),
        (_("also no: {signs}"), no[max(0, _FLAGS - len(lit)) :]),
        (_("not asked: {signs}"), open_),
    ):
        if rest:
            signs = " · ".join(flag.sign.label for flag in rest)
            sheet.y += 1
            sheet.y += sheet.write(HALF, RIGHT, words.format(signs=signs), Size.SMALL, grey=True, lines=_REST)


def _paint_flag(sheet: Sheet, flag: RedFlag) -> None:
    lit, words = flag.answer is not False, flag_words(flag)
    sheet.box(HALF, _BOX, dotted=flag.answer is None)
    if flag.answer:
        sheet.tick(HALF, _BOX)
    room = min(width(words, Size.BODY, bold=lit) + 1, RIGHT / 2)
    high = sheet.write(END - room, room, words, bold=lit, grey=not lit, at_end=True, lines=2)
    x = HALF + _BOX + 5
    sheet.y += max(high, sheet.write(x, END - room - 4 - x, flag.sign.label, bold=lit, lines=2)) + 0.6


def paint_medicines(sheet: Sheet, report: Report) -> None:
    _paint_own(sheet, MARGIN, LEFT, _("Medicines and supplements"), medicine_words(report))


def paint_conditions(sheet: Sheet, report: Report) -> None:
    _paint_own(sheet, HALF, RIGHT, _("Conditions"), condition_words(report))


def _paint_own(sheet: Sheet, x: float, across: float, title: str, words: Sequence[str]) -> None:
    """The user's own words, or lines to write on."""
    sheet.title(x, across, title)
    for text in words:
        sheet.y += sheet.write(x, across, text, lines=_OWN)
    if not words:
        for _line in range(2):
            sheet.y += 16
            sheet.line(x, across)
        sheet.y += 4


def paint_person(sheet: Sheet, report: Report) -> None:
    """Two columns of two rows at most."""
    rows = person_rows(report)
    sheet.beside(
        partial(_paint_rows, sheet, MARGIN, LEFT, rows[::2]),
        partial(_paint_rows, sheet, HALF, RIGHT, rows[1::2]),
    )


def _paint_rows(sheet: Sheet, x: float, across: float, rows: Sequence[tuple[str, str]]) -> None:
    """Names and what was said to them, or lines to write on."""
    for name, words in rows:
        room = min(width(name, Size.BODY) + 7, across / 2)
        high = sheet.write(x, room - 6, name, grey=True, lines=2)
        if words:
            high = max(high, sheet.write(x + room, across - room, words, lines=_ROW))
        sheet.y += high
        if not words:
            sheet.line(x + room, across - room)
        sheet.y += 2


def paint_eased(sheet: Sheet, report: Report) -> None:
    """What eased the cramps and what was thought to have set them off."""
    sheet.title(MARGIN, LEFT, _("What eased a cramp"))
    eased = " · ".join(counted_words(report.eased))
    sheet.y += sheet.write(MARGIN, LEFT, eased or _("not recorded"), grey=not eased, lines=_SAID)
    if report.triggers:
        words = _("Thought to have set it off: {words}")
        triggers = words.format(words=" · ".join(counted_words(report.triggers)))
        sheet.y += sheet.write(MARGIN, LEFT, triggers, lines=_SAID)


def paint_questions(sheet: Sheet, _report: Report) -> None:
    sheet.title(HALF, RIGHT, _("Questions"))
    for question in questions():
        sheet.box(HALF, _BOX)
        sheet.y += sheet.write(HALF + _BOX + 5, RIGHT - _BOX - 5, question) + 1
