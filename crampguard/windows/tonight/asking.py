"""The morning question above the list of tonight, while it waits for an answer."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crampguard.routine.actions import Action, question_offers
from crampguard.routine.dates import night_words
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import question_words
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.tonight.offers import Offers


class Asking(QFrame):
    """Lit like a row that is due."""

    def __init__(self, act: Callable[[Action], object]) -> None:
        super().__init__()
        self._question = label(weight=QFont.Weight.DemiBold)
        self._night = label(factor=theme.SMALL, role="text2")
        answers = Offers(act)
        self._answers = answers
        layout = QVBoxLayout(self)
        edge = theme.px(theme.SPACE_M)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(theme.px(theme.SPACE_XS))
        layout.addWidget(self._question)
        layout.addWidget(self._night)
        layout.addSpacing(theme.px(theme.SPACE_XS))
        layout.addWidget(answers)

    def follow(self, tonight: Tonight) -> None:
        self._question.setText(question_words(tonight))
        self._night.setText(night_words(tonight.about, tonight.zone))
        self._answers.follow(question_offers(tonight.about))
        self.setVisible(tonight.asks)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        radius = theme.px(theme.RADIUS_CARD)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("lamp_edge"), 1.2))
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.6, 0.6, -0.6, -0.6), radius, radius)
