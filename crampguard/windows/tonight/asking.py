"""The morning question above the list of tonight, while it waits for an answer."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.dates import night_words
from crampguard.routine.morning import Morning
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import question_words
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import FlowLayout


class Asking(QFrame):
    """Lit like a row that is due. open_cramp is called with the night."""

    def __init__(self, engine: Engine, open_cramp: Callable[[date], object]) -> None:
        super().__init__()
        self._engine = engine
        self._about = date.min
        self._question = label(weight=QFont.Weight.DemiBold)
        self._night = label(factor=theme.SMALL, role="text2")
        answers = QWidget()
        flow = FlowLayout()
        answers.setLayout(flow)
        flow.addWidget(Button(_("No cramp"), self._no_cramp))
        flow.addWidget(Button(_("Cramp…"), lambda: open_cramp(self._about)))
        layout = QVBoxLayout(self)
        edge = theme.px(theme.SPACE_M)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(theme.px(theme.SPACE_XS))
        layout.addWidget(self._question)
        layout.addWidget(self._night)
        layout.addSpacing(theme.px(theme.SPACE_XS))
        layout.addWidget(answers)

    def follow(self, tonight: Tonight) -> None:
        self._about = tonight.about
        self._question.setText(question_words(tonight))
        self._night.setText(night_words(tonight.about, tonight.zone))
        self.setVisible(tonight.asks)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        radius = theme.px(theme.RADIUS_CARD)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("lamp_edge"), 1.2))
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.6, 0.6, -0.6, -0.6), radius, radius)

    def _no_cramp(self) -> None:
        answer = partial(self._engine.morning, Morning(cramp=False))
        self._engine.attempt(answer, self._about)
