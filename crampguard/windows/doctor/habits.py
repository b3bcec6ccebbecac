"""The habits on the page: on how many nights each was done, the last look at one, and the own trial."""

from collections.abc import Sequence
from functools import partial

from crampguard.i18n import _, ngettext
from crampguard.routine.report import HabitAnswers, Report
from crampguard.routine.report_words import done_words, look_words, trial_words
from crampguard.windows.doctor.lettering import Size
from crampguard.windows.doctor.sheet import ACROSS, HALF, LEFT, MARGIN, RIGHT, Sheet, width

_ROWS = 5  # in each of the two columns, at most
_RESULT = 2  # lines of a result, at most


def paint_habits(sheet: Sheet, report: Report) -> None:
    sheet.title(MARGIN, ACROSS, _("Evening habits: nights done, of those with an answer"))
    if not report.habits:
        sheet.y += sheet.write(MARGIN, ACROSS, _("None recorded in these nights."), grey=True)
        return
    shown = _answered_most(report.habits)
    middle = -(-len(shown) // 2)
    sheet.beside(
        partial(_paint_column, sheet, MARGIN, LEFT, shown[:middle]),
        partial(_paint_column, sheet, HALF, RIGHT, shown[middle:]),
    )
    if (more := len(report.habits) - len(shown)) > 0:
        words = ngettext("… and {more} habit more", "… and {more} habits more", more)
        sheet.y += sheet.write(MARGIN, ACROSS, words.format(more=more), Size.SMALL, grey=True)


def paint_results(sheet: Sheet, report: Report) -> None:
    """The last look and the own trial, where there are any."""
    for words in filter(None, (look_words(report), trial_words(report))):
        sheet.y += 2
        sheet.y += sheet.write(MARGIN, ACROSS, words, Size.SMALL, lines=_RESULT)


def _answered_most(habits: Sequence[HabitAnswers]) -> list[HabitAnswers]:
    """As many as have room, in the order of the evening."""
    order = sorted(habits, key=lambda one: -one.answered)
    shown = {one.habit.id for one in order[: 2 * _ROWS]}
    return [one for one in habits if one.habit.id in shown]


def _paint_column(sheet: Sheet, x: float, across: float, habits: Sequence[HabitAnswers]) -> None:
    for tried in habits:
        words = done_words(tried)
        room = width(words, Size.BODY) + 1
        sheet.write(x + across - room, room, words, at_end=True)
        sheet.y += sheet.write(x, across - room - 6, " ".join(tried.habit.title.split()))
