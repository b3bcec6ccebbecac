"""The page on what coincides: what was counted for each habit, in words that claim no more."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.dates import date_in_year
from crampguard.routine.insight_words import (
    comparison_words,
    counts_note,
    headline,
    limits,
    next_look_words,
    through_words,
)
from crampguard.routine.insights import DEFAULT_QUESTION_HABIT, Question, insights
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.history import records
from crampguard.windows.history.comparison import ComparisonTable
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.surface import Surface
from crampguard.windows.shared.tab_page import TabPage


class CoincidesPage(TabPage):
    """Reads the whole diary when it is opened, or another night begins: counts move once a week."""

    def __init__(self, engine: Engine, diary: Diary) -> None:
        super().__init__()
        self._engine, self._diary = engine, diary
        self._read_on = date.min
        self._table = ComparisonTable()
        self._headline = label(factor=theme.HEADING, weight=QFont.Weight.DemiBold)
        self._sentence = label()
        self._looks = label(factor=theme.SMALL, role="text2")
        self._counts, self._through = label(counts_note(), role="text2"), label(role="text2")
        self._through.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._empty = _empty()
        self._lay_out()

    def take_focus(self) -> None:
        self._table.setFocus()

    def follow(self, tonight: Tonight) -> None:
        if tonight.night.date != self._read_on:
            self.open(tonight)

    def open(self, tonight: Tonight) -> None:
        today = tonight.night.date
        nights = records(self._diary)
        began = min((record.night for record in nights), default=today)
        question = Question(DEFAULT_QUESTION_HABIT, began)
        found = insights(nights, self._engine.settings.routine.habits, question, today)
        self._read_on = today
        empty = not found.nights_recorded
        self._empty.setVisible(empty)
        self._full.setHidden(empty)
        if not empty:
            self._table.follow(found)
        self._headline.setText(headline(found.question))
        self._sentence.setText(comparison_words(found.question))
        self._through.setText(through_words(date_in_year(found.through, today.year)))
        upcoming = found.question.next_look
        expected = "" if upcoming is None else date_in_year(upcoming.expected, today.year)
        self._looks.setText(next_look_words(found.question, expected))

    def _lay_out(self) -> None:
        card = Surface()
        card.column.setContentsMargins(1, theme.px(theme.SPACE_S), 1, theme.px(theme.SPACE_M))
        card.column.addWidget(self._table)
        self._full = QWidget()
        full = QVBoxLayout(self._full)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(theme.px(theme.SPACE_S))
        for part in (self._headline, self._sentence, self._looks, card, Note("hint", limits())):
            full.addWidget(part)
        full.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        edge = theme.px(theme.SPACE_XL)
        column.setContentsMargins(edge, theme.px(theme.SPACE_L), edge, theme.px(theme.SPACE_M))
        column.addWidget(self._empty)
        column.addWidget(self._full)
        self.fill(inside, self._counts, self._through)


def _empty() -> QWidget:
    """For a diary in which no morning is answered."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.px(theme.SPACE_S))
    layout.addWidget(label(_("Nothing to compare yet"), theme.HEADING, QFont.Weight.DemiBold))
    layout.addWidget(
        label(
            _(
                "Each morning you answer sets the night beside what you did that evening. After some weeks "
                "the counts stand here, habit by habit, with what they can and cannot tell."
            )
        )
    )
    layout.addStretch(1)
    return made
