"""The question: no cramp with one click, a cramp with its card, or neither."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampguard.i18n import _
from crampguard.routine.dates import night_words
from crampguard.routine.morning import Morning
from crampguard.routine.tonight import Tonight
from crampguard.windows.morning.header import MorningHeader
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, row


class QuestionPage(QWidget):
    """What the two answers do comes from the window."""

    def __init__(
        self, no_cramp: Callable[[], object], cramp: Callable[[], object], close: Callable[[], object]
    ) -> None:
        super().__init__()
        self._head = MorningHeader()
        self._recorded = label(role="text2")
        self._close = Button("", close, "quiet")
        answers = row(None)
        for text, act in ((_("No cramp"), no_cramp), (_("Cramp…"), cramp)):
            button = Button(text, act, "answer")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            answers.addWidget(button, 1)
        layout = column(self, self._head, self._recorded, answers, gap=theme.SPACE_L)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignHCenter)

    def load(self, view: Tonight, morning: Morning | None) -> None:
        self._head.say(_("How was the night?"), night_words(view.night.date, view.zone))
        words = {None: "", False: _("Recorded: no cramp."), True: _("Recorded: a cramp.")}
        self._recorded.setText(words[None if morning is None else morning.cramp])
        self._recorded.setVisible(morning is not None)
        self._close.setText(_("Not now") if morning is None else _("Keep this answer"))
