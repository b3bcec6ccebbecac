"""What there is to say below the list: what went wrong, what is new, and the latest answer with its undo."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.layout import column
from crampguard.windows.shared.strip import Strip
from crampguard.windows.tonight.offer_fewer import OfferFewer


class Messages(QWidget):
    """They stand below the rows so that none of these moves when one comes or goes."""

    def __init__(self, engine: Engine, diary: Diary, undo: Callable[[], object]) -> None:
        super().__init__()
        self._engine = engine
        self._note = ""
        self._problem = Strip("care", "clay", "clay")
        self._news = Strip("why")
        self._offer_fewer = OfferFewer(engine, diary)
        self._undo = Strip()
        self._ok = Button(_("OK"), self._read)
        self._undo_button = Button(_("Undo  Ctrl+Z"), undo, "link", "undo")
        strips = (self._problem, self._news, self._offer_fewer, self._undo)
        column(self, *strips).setContentsMargins(0, 0, 0, theme.px(theme.SPACE_M))
        for strip in strips:
            strip.hide()
        kept = self._undo.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # it comes with every answer, and would cover the last rows
        self._undo.setSizePolicy(kept)

    def follow(self, tonight: Tonight) -> None:
        self._problem.say("\n".join(tonight.problems))
        self._news.say(self._note or tonight.news, self._ok)
        if self.isVisible():
            self._offer_fewer.follow(tonight.night.date)
        answer = tonight.last_answer
        self._undo.say("" if answer is None else answer.text, self._undo_button)

    def refresh(self, tonight: Tonight) -> None:
        """Reads anew what is only read when the window opens."""
        self._offer_fewer.refresh(tonight.night.date)

    def explain(self, note: str) -> None:
        """A line that stays until the user has read it."""
        self._note = note
        self.follow(self._engine.tonight)

    def _read(self) -> None:
        if self._note:
            self.explain("")
        else:
            self._engine.acknowledge_news()
