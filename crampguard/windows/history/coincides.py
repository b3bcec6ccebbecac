"""The page on what coincides: what was counted for each habit, in words that claim no more."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.dates import date_in_year
from crampguard.routine.insight_words import (
    figures_words,
    left_out_words,
    limits,
    look_words,
    sentence,
    through_words,
)
from crampguard.routine.insights import Insight, Insights, Tier, insights
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
        self._insights: Insights | None = None
        self._read_on = date.min
        self._table = ComparisonTable(self._choose)
        self._sentence = label()
        self._figures = label(factor=theme.SMALL, role="text2")
        self._early = Note("hint", _early())
        self._looks = label(factor=theme.SMALL, role="text2")
        self._left_out, self._through = label(role="text2"), label(role="text2")
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
        self._insights = found = insights(records(self._diary), self._engine.settings.routine.habits, today)
        self._read_on = today
        empty = not found.nights_recorded
        self._empty.setVisible(empty)
        self._full.setHidden(empty)
        self._left_out.setText("")
        if not empty:
            self._table.follow(found)
        self._early.setVisible(all(one.tier is Tier.COUNTS for one in found.habits))
        self._through.setText(through_words(date_in_year(found.through, today.year)))
        next_look = None if found.next_look is None else date_in_year(found.next_look, today.year)
        self._looks.setText(look_words(next_look))

    def _choose(self, insight: Insight) -> None:
        row = self._table.visualRect(self._table.currentIndex())
        corner = self._table.viewport().mapTo(self.inside, row.center())
        self.area.ensureVisible(0, corner.y(), 0, row.height())
        self._sentence.setText(sentence(insight))
        self._figures.setText(figures_words(insight))
        self._figures.setVisible(bool(self._figures.text()))
        if self._insights is not None:
            self._left_out.setText(left_out_words(insight, self._insights))

    def _lay_out(self) -> None:
        card = Surface()
        card.column.setContentsMargins(1, theme.px(theme.SPACE_S), 1, theme.px(theme.SPACE_M))
        card.column.addWidget(self._table)
        self._full = QWidget()
        full = QVBoxLayout(self._full)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(theme.px(theme.SPACE_S))
        for part in (card, self._sentence, self._figures, self._early, Note("hint", limits()), self._looks):
            full.addWidget(part)
        full.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        edge = theme.px(theme.SPACE_XL)
        column.setContentsMargins(edge, theme.px(theme.SPACE_L), edge, theme.px(theme.SPACE_M))
        column.addWidget(self._empty)
        column.addWidget(self._full)
        self.fill(inside, self._left_out, self._through)


def _early() -> str:
    return _(
        "Counts only for now. A comparison is drawn for a habit from 28 nights on, with 10 on each side and "
        "5 with a cramp."
    )


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
