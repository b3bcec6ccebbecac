"""Why a habit is there, and how sure anyone can be: in short, and at length on demand."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.i18n import _, pgettext
from crampguard.routine.habits import Evidence, Habit, Source
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.fold import Fold
from crampguard.windows.shared.labels import label, one_line
from crampguard.windows.shared.layout import add_parts, column, row
from crampguard.windows.shared.note import Note

_DOTS = {Evidence.CONVENTION: 0, Evidence.WEAK: 1, Evidence.MIXED: 2, Evidence.GOOD: 3}
_MOST_DOTS = 3


class HabitInfo(QWidget):
    """All that is known about one habit of the catalogue."""

    def __init__(self, habit: Habit) -> None:
        super().__init__()
        layout = column(self, label(habit.short, theme.SMALL))
        for text, evidence in (
            (_("Evidence for cramps"), habit.evidence),
            (_("Evidence for the timing"), habit.evidence_timing),
        ):
            if evidence is not None:
                layout.addWidget(_Strength(text, evidence))
        if habit.caution:
            layout.addWidget(Note("caution", habit.caution))
        layout.addWidget(folded_sources(_("The long answer"), habit.sources, habit.why))


def folded_sources(title: str, sources: Iterable[Source], text: str = "") -> Fold:
    """A link that shows a text and its sources below it, and hides them again."""
    return Fold(title, partial(_with_sources, text, tuple(sources)))


def _with_sources(text: str, sources: Sequence[Source]) -> QWidget:
    made = QWidget()
    parts = column(made, *([label(text, theme.SMALL)] if text else []))
    for source in sources:
        add_source(parts, source)
    return made


class _Strength(QWidget):
    """A question, and the answer to it as dots and a word."""

    def __init__(self, text: str, evidence: Evidence) -> None:
        super().__init__()
        words = {
            Evidence.GOOD: pgettext("evidence", "good"),
            Evidence.MIXED: pgettext("evidence", "mixed"),
            Evidence.WEAK: pgettext("evidence", "weak"),
            Evidence.CONVENTION: _("usual advice"),
        }
        filled = _DOTS[evidence]
        dots = one_line("●" * filled + "○" * (_MOST_DOTS - filled))
        dots.setAccessibleName(f"{filled} / {_MOST_DOTS}")
        word = label(words[evidence], theme.SMALL, QFont.Weight.DemiBold)
        word.setWordWrap(False)
        row(self, label(text, theme.SMALL, role="text2"), dots, word).setStretch(0, 1)
        self.setAccessibleName(f"{text}: {words[evidence]}")


def add_source(layout: QVBoxLayout, source: Source) -> None:
    year = "" if source.year is None else f" ({source.year})"
    layout.addWidget(label(f"{source.author}{year}: {source.title}", theme.SMALL, role="text2"))
    site = source.url.partition("://")[2].partition("/")[0]
    # The desktop opens it; this program itself never speaks to the network.
    link = Button(site, lambda: QDesktopServices.openUrl(QUrl(source.url)), "link", "link")
    link.setAccessibleName(_("Open {title} in the browser").format(title=source.title))
    link.setToolTip(source.url)
    add_parts(layout, link)
