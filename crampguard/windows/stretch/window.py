"""The Stretch window: three calm minutes for calf and hamstring of both legs; at their end it is ticked."""

from collections.abc import Callable
from datetime import date
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from crampguard.engine import Clock, Engine
from crampguard.i18n import _
from crampguard.routine.stretching import HABIT, Posture
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import SoundPlayer
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.footer import doctor_link, footer
from crampguard.windows.shared.layout import Rule, column
from crampguard.windows.shared.window import Window
from crampguard.windows.stretch.finished_page import FinishedPage
from crampguard.windows.stretch.guide import Guide
from crampguard.windows.stretch.sounds import StretchSounds
from crampguard.windows.stretch.stretch_page import StretchPage

_WIDTH, _HEIGHT = 520, 660  # the footer in one line


class StretchWindow(Window):
    """It goes on while minimised. Closing it stops the guide, and nothing is ticked."""

    def __init__(
        self, engine: Engine, clock: Clock, player: SoundPlayer, open_advice: Callable[[], object]
    ) -> None:
        super().__init__(_("Stretch"))
        self._engine = engine
        self._sounds = StretchSounds(engine, player)
        self._night: date | None = None  # the night in which this stretch was begun
        self._posture = Posture.STANDING
        self._guide = Guide(clock, self._follow, self._end)
        self._stretch = StretchPage(self._guide, self._caution())
        self._finished = FinishedPage(engine, self.close, self._reset)
        self._other_posture = Button("", self._change_posture, "quiet", "figure")
        self._lay_out(self._sounds.button, doctor_link(open_advice))
        back, forward = Qt.Key.Key_Left, Qt.Key.Key_Right
        if self.isRightToLeft():
            back, forward = forward, back
        for key, act in (
            (QKeySequence(back), self._stretch.back),
            (QKeySequence(forward), self._stretch.forward),
            (QKeySequence(QKeySequence.StandardKey.Undo), self._finished.undo),
        ):
            QShortcut(key, self).activated.connect(act)
        self._follow()

    def open(self) -> None:
        """Shows the guide, from the beginning where it is over or was paused on another night."""
        from_another_night = not self._guide.running and self._night != self._engine.tonight.night.date
        if self._guide.moment is None or from_another_night:
            self._reset()
        self.bring_forward()

    def carry_on(self, other: Self) -> None:
        self._night, self._posture = other._night, other._posture
        self._sounds.carry_on(other._sounds)
        self._finished.carry_on(other._finished)
        self._guide.carry_on(other._guide)
        self._stretch.take_focus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._reset()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, unless a button has the focus and takes it."""
        if event.key() == Qt.Key.Key_Space and self._guide.moment is not None:
            self._stretch.toggle()
        else:
            super().keyPressEvent(event)

    def _reset(self) -> None:
        self._night = None
        self._sounds.stop()
        self._guide.rewind()
        self._stretch.take_focus()

    def _change_posture(self) -> None:
        standing = self._posture is Posture.STANDING
        self._posture = Posture.SEATED if standing else Posture.STANDING
        self._follow()

    def _follow(self) -> None:
        moment = self._guide.moment
        if self._guide.running and self._night is None:
            self._night = self._engine.tonight.night.date
        for part in (self._stretch, self._stretch.controls, self._other_posture):
            part.setVisible(moment is not None)
        self._other_posture.setText(
            _("Seated instead") if self._posture is Posture.STANDING else _("Standing instead")
        )
        self._sounds.follow(moment if self._guide.running else None)
        if moment is not None:
            self._stretch.follow(moment, self._posture)
        for part in (self._finished, self._finished.controls):
            part.setVisible(moment is None)

    def _end(self) -> None:
        if self._night is not None:
            self._finished.mark_done(self._night)
        self._sounds.end()
        self.setFocus()  # so that a Space a moment too late presses nothing

    def _caution(self) -> str:
        habits = self._engine.settings.routine.habits
        return next((habit.caution for habit in habits if habit.id == HABIT), "")

    def _lay_out(self, *links: Button) -> None:
        edge = theme.px(20)
        page = QWidget()
        inside = column(page, self._stretch, self._finished)
        inside.setContentsMargins(edge, theme.px(theme.SPACE_XL), edge, theme.px(theme.SPACE_S))
        controls = (self._stretch.controls, self._finished.controls)
        for part in controls:
            side = theme.px(theme.SPACE_XL)
            part.setContentsMargins(side, theme.px(theme.SPACE_S), side, theme.px(theme.SPACE_L))
        self.fill(page, *controls, Rule(), footer(self._other_posture, *links))
        for button in self.findChildren(QPushButton):
            if button.property("kind") != "primary":  # a click leaves the focus, and Space, where they are
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.at_least(360)
        self.fit(_WIDTH, _HEIGHT)
