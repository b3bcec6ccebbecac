"""The page after the answer: it confirms it, and asks about the evening where that was not closed."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.dates import night_words
from crampguard.routine.morning import Morning
from crampguard.routine.tonight import Tonight
from crampguard.windows.morning.doctor_hint import DoctorHint
from crampguard.windows.morning.evening_answers import EveningAnswers
from crampguard.windows.morning.header import MorningHeader
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column


class AnsweredPage(QWidget):
    """correct: leads back to the answer."""

    def __init__(
        self, engine: Engine, open_advice: Callable[[], object], correct: Callable[[], object]
    ) -> None:
        super().__init__()
        self._head = MorningHeader()
        self._signs = DoctorHint(open_advice)
        self._evening = EveningAnswers(engine)
        correction = Button(_("Correct the answer"), correct, "link", "edit")
        end = label(_("That is all. Have a good day."))
        column(self, self._head, correction, self._signs, self._evening, end, gap=theme.SPACE_M)

    def load(self, view: Tonight, morning: Morning, signs: Sequence[str]) -> None:
        """signs: the warning signs that the answer raised, in words."""
        title = _("Noted: a cramp") if morning.cramp else _("Noted: no cramp")
        self._head.say(title, night_words(view.night.date, view.zone))
        self._signs.say("\n".join(signs))
        self._evening.load(view)

    def follow(self, view: Tonight) -> None:
        """Shows what the diary says, wherever it was answered."""
        self._evening.follow(view)
