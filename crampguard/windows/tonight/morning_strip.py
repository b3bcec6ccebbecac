"""The morning question above the list of tonight, while it waits for an answer."""

from collections.abc import Callable

from PySide6.QtGui import QFont

from crampguard.routine.actions import Action, question_offers
from crampguard.routine.dates import night_words
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import question_words
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.offers import Offers
from crampguard.windows.shared.surface import Surface


class MorningStrip(Surface):
    """Lit like a row that is due."""

    def __init__(self, act: Callable[[Action], object]) -> None:
        super().__init__("lamp_edge", width=1.2)
        self._question = label(weight=QFont.Weight.DemiBold)
        self._night = label(factor=theme.SMALL, role="text2")
        answers = Offers(act)
        self._answers = answers
        edge, gap = theme.px(theme.SPACE_M), theme.px(theme.SPACE_XS)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(gap)
        self.column.addWidget(self._question)
        self.column.addWidget(self._night)
        self.column.addSpacing(gap)
        self.column.addWidget(answers)

    def follow(self, tonight: Tonight) -> None:
        self._question.setText(question_words(tonight))
        self._night.setText(night_words(tonight.about, tonight.zone))
        self._answers.follow(question_offers(tonight.about))
        self.setVisible(tonight.asks)
