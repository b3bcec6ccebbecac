"""The head of the Tonight window: how far the evening is, when it ends, and the ways to move or pause it."""

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStackedLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind, Offer, later_offer, pause_offers
from crampguard.routine.checklist import State
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import countdown, pause_words
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.icon import share
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, flow, row
from crampguard.windows.shared.offers import OfferMenu
from crampguard.windows.shared.ring import EveningRing
from crampguard.windows.shared.time_field import TimeField

_WHEN_LINES = 2  # for the words of a pause


class Header(QWidget):
    """Ring, bedtime, countdown and pause. Its height stays whatever it shows, so that the list stays too."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._ring = EveningRing(60)
        self._bedtime = label(factor=theme.BEDTIME, weight=QFont.Weight.Medium)
        self._bedtime.setWordWrap(False)
        self._when = label(role="text2")
        self._when.setMinimumHeight(_WHEN_LINES * self._when.fontMetrics().lineSpacing())
        self._when.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._edit = Button("", self._open_editor, "quiet", "edit")
        self._edit.setAccessibleName(_("Another bedtime for tonight"))
        self._edit.setToolTip(_("Another bedtime for tonight"))
        self._pause = OfferMenu(
            _("Pause"), lambda: pause_offers(engine.tonight.night.date), engine.perform, "quiet", "pause"
        )
        self._resume = Button(_("Resume"), self._end_pause, "link", "play")
        self._editor = _BedtimeEditor(engine, self._close_editor)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._bedtime_page())
        self._pages.addWidget(self._editor)
        layout = row(self, gap=theme.SPACE_L)
        layout.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._pages, 1)

    def follow(self, tonight: Tonight) -> None:
        self._ring.show_progress(share(tonight), paused=tonight.paused)
        self._bedtime.setText(tonight.clock(tonight.night.bedtime))
        self._when.setText(_when_words(tonight))
        self._pause_or_resume.setCurrentWidget(self._resume if tonight.paused else self._pause)
        self._editor.follow(tonight)

    def close_editor(self) -> bool:
        """Closes the editor of the bedtime; whether it was open."""
        was_open = self._pages.currentWidget() is self._editor
        if was_open:
            self._close_editor()
        return was_open

    def _bedtime_page(self) -> QWidget:
        bedtime = label(_("Bedtime"), role="text2")
        bedtime.setWordWrap(False)
        line = row(None, bedtime, self._bedtime, self._edit)
        line.addStretch(1)
        self._pause_or_resume = QStackedLayout()  # as wide as the wider one: the window keeps its width
        self._pause_or_resume.addWidget(self._pause)
        self._pause_or_resume.addWidget(self._resume)
        line.addLayout(self._pause_or_resume)
        page = QWidget()
        column(page, line, gap=0).addWidget(self._when, 1)
        return page

    def _end_pause(self) -> None:
        self._engine.perform(Action(ActionKind.RESUME, self._engine.tonight.night.date))

    def _open_editor(self) -> None:
        self._pages.setCurrentWidget(self._editor)
        self._editor.begin()

    def _close_editor(self) -> None:
        if (focus := self.focusWidget()) is not None:
            focus.clearFocus()  # else Qt looks for the next control, and the window scrolls to that
        self._pages.setCurrentIndex(0)
        self._edit.setFocus()


class _BedtimeEditor(QWidget):
    """A bedtime for tonight only. Return applies it; the engine refuses what cannot be, with its reason."""

    def __init__(self, engine: Engine, done: Callable[[], None]) -> None:
        super().__init__()
        self._engine, self._done = engine, done
        self._tonight = engine.tonight
        self._time = TimeField(_("Bedtime tonight"), lambda: self._refuse(""), lambda: None)
        self._time.returnPressed.connect(self._set)
        self._others = QWidget()
        self._others.setLayout(
            flow(
                Button(self._later.label, lambda: self._perform(self._later.action)),
                Button(_("As usual"), lambda: self._perform(self._bedtime(None))),
            )
        )
        self._reason = label(factor=theme.SMALL, role="clay")
        self._below = QStackedLayout()  # as high as the higher one, so that the list stays where it is
        self._below.addWidget(self._others)
        self._below.addWidget(self._reason)
        column(self, flow(self._time, Button(_("Set for tonight"), self._set, "primary")), self._below)

    def follow(self, tonight: Tonight) -> None:
        self._tonight = tonight

    def begin(self) -> None:
        self._refuse("")
        bedtime = self._tonight.local(self._tonight.night.bedtime).time()
        self._time.show_time(bedtime, self._tonight.clock_style)
        self._time.setFocus()
        self._time.selectAll()

    def _set(self) -> None:
        wall = self._time.time
        if wall is None:
            self._refuse(self._time.fault)
        else:
            self._perform(self._bedtime(wall))

    @property
    def _later(self) -> Offer:
        return later_offer(self._tonight.night.date, in_short=True)

    def _bedtime(self, wall: time | None) -> Action:
        return Action(ActionKind.BEDTIME, self._tonight.night.date, wall=wall)

    def _perform(self, action: Action) -> None:
        """Where it is refused, what was typed stays, with the reason."""
        outcome = self._engine.perform(action)
        if outcome.error is None:
            self._done()
        else:
            self._refuse(outcome.problem)

    def _refuse(self, reason: str) -> None:
        """Says why below the field, until something else is typed; an empty reason takes it back."""
        self._time.mark(reason)
        self._reason.setText(reason)
        self._below.setCurrentWidget(self._reason if reason else self._others)


def _when_words(tonight: Tonight) -> str:
    """The pause, or else the countdown and how far the evening is."""
    if pause := pause_words(tonight):
        return _("{pause}. Nothing will pop up; ticks still count.").format(pause=pause)
    return " · ".join(filter(None, (countdown(tonight), _progress_words(tonight))))


def _progress_words(tonight: Tonight) -> str:
    done, of = tonight.progress
    if not of:
        return ""
    coming = [item for item in tonight.items if not item.left_to_chance]
    if coming and all(item.state is State.LATER for item in coming):
        return _("first nudge {time}").format(time=tonight.clock(coming[0].due))
    return _("{done} of {of} done").format(done=done, of=of)
