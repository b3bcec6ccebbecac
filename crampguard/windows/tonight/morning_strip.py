"""The morning question above the list of tonight, while it waits for an answer."""

from collections.abc import Callable

from PySide6.QtGui import QFont

from crampguard.routine.actions import Action, question_offers
from crampguard.routine.dates import night_words
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import question_words
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import add_parts
from crampguard.windows.shared.offers import Offers
from crampguard.windows.shared.surface import Surface


class MorningStrip(Surface):
    """Lit like a row that is due."""

    def __init__(self, act: Callable[[Action], object]) -> None:
        super().__init__("lamp_edge", width=1.2)
        self._question = label(weight=QFont.Weight.DemiBold)
        self._night = label(factor=theme.SMALL, role="text2")
        self._answers = Offers(act)
        edge = theme.px(theme.SPACE_M)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(theme.px(theme.SPACE_XS))
        add_parts(self.column, self._question, self._night, theme.SPACE_XS, self._answers)

    def follow(self, tonight: Tonight) -> None:
        self._question.setText(question_words(tonight))
        self._night.setText(night_words(tonight.about, tonight.zone))
        self._answers.follow(question_offers(tonight.about))
        self.setVisible(tonight.asks)
