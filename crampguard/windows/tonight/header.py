"""The head of the Tonight window: how far the evening is, when it ends, and the ways to move or hush it."""

from collections.abc import Callable
from datetime import time
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind, later_offer, pause_offers
from crampguard.routine.checklist import State
from crampguard.routine.clock import ClockStyle
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import countdown
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.icon import share
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import FlowLayout
from crampguard.windows.shared.ring import EveningRing
from crampguard.windows.shared.time_field import TimeField


class Header(QWidget):
    """Ring, bedtime, countdown and pause. Answers go to the engine."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._ring = EveningRing(60)
        self._bedtime = label(factor=theme.BEDTIME, weight=QFont.Weight.Medium)
        self._bedtime.setWordWrap(False)
        self._when = label(role="text2")
        self._edit = Button("", self._toggle_editor, "quiet", "edit")
        self._edit.setAccessibleName(_("Another bedtime for tonight"))
        self._edit.setToolTip(_("Another bedtime for tonight"))
        self._pause = self._pause_button()
        self._editor = _BedtimeEditor(engine, self._editor_done)
        self._editor.hide()
        self._lay_out()

    def follow(self, tonight: Tonight) -> None:
        self._ring.show_progress(share(tonight), paused=tonight.paused)
        self._bedtime.setText(tonight.clock(tonight.night.bedtime))
        self._when.setText(" · ".join(filter(None, (countdown(tonight), _progress_words(tonight)))))
        self._pause.setVisible(not tonight.paused)
        self._editor.follow(tonight)

    def close_editor(self) -> bool:
        """Closes the editor of the bedtime; whether it was open."""
        was_open = not self._editor.isHidden()
        if was_open:
            self._editor_done()
        return was_open

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.px(theme.SPACE_S))
        bedtime = label(_("Bedtime"), role="text2")
        bedtime.setWordWrap(False)
        line.addWidget(bedtime)
        line.addWidget(self._bedtime)
        line.addWidget(self._edit)
        line.addStretch(1)
        line.addWidget(self._pause)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(line)
        words.addWidget(self._when)
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.SPACE_L))
        top.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_M))
        layout.addLayout(top)
        layout.addWidget(self._editor)

    def _pause_button(self) -> Button:
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        made = Button(_("Pause"), lambda: None, "quiet", "pause")
        made.setMenu(menu)
        return made

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for offer in pause_offers(self._engine.tonight.night.date):
            menu.addAction(offer.label, partial(self._engine.perform, offer.action))

    def _toggle_editor(self) -> None:
        self._editor.setVisible(self._editor.isHidden())
        if not self._editor.isHidden():
            self._editor.begin()

    def _editor_done(self) -> None:
        self._editor.hide()
        self._edit.setFocus()


class _BedtimeEditor(QFrame):
    """A bedtime for tonight only. Return applies it; the engine refuses what cannot be, with its reason."""

    def __init__(self, engine: Engine, done: Callable[[], None]) -> None:
        super().__init__()
        self._engine = engine
        self._done = done
        self._night = engine.tonight.night.date
        self._bedtime = time(0)
        self._style = ClockStyle.HOURS_24
        self._time = TimeField(_("Bedtime tonight"), lambda: self._time.mark(""), lambda: None)
        self._time.returnPressed.connect(self._set)
        flow = FlowLayout()
        self.setLayout(flow)
        for widget in (
            self._time,
            Button(_("For tonight"), self._set, "primary"),
            Button(later_offer(self._night).label, lambda: self._perform(later_offer(self._night).action)),
            Button(_("As usual"), lambda: self._perform(Action(ActionKind.BEDTIME, self._night))),
        ):
            flow.addWidget(widget)

    def follow(self, tonight: Tonight) -> None:
        self._night = tonight.night.date
        self._bedtime = tonight.local(tonight.night.bedtime).time()
        self._style = tonight.clock_style

    def begin(self) -> None:
        self._time.mark("")
        self._time.show_time(self._bedtime, self._style)
        self._time.setFocus()
        self._time.selectAll()

    def _set(self) -> None:
        wall = self._time.time
        if wall is None:
            self._time.mark(self._time.fault)
        else:
            self._perform(Action(ActionKind.BEDTIME, self._night, wall=wall))

    def _perform(self, action: Action) -> None:
        """Where it is refused, what was typed stays, with the reason."""
        outcome = self._engine.perform(action)
        if outcome.error is None:
            self._done()
        else:
            self._time.mark(outcome.problem)


def _progress_words(tonight: Tonight) -> str:
    """What there is to say beside the countdown."""
    done, of = tonight.progress
    if not of:
        return ""
    coming = [item for item in tonight.items if not item.left_to_chance]
    if coming and all(item.state is State.LATER for item in coming):
        return _("first nudge {time}").format(time=tonight.clock(coming[0].due))
    return _("{done} of {of} done").format(done=done, of=of)
