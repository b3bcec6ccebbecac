"""The page of the Stretch window while one stretches: picture, ring, what to do now, and how far it is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.stretching import HOLDS, STEPS, WHOLE, Moment, Phase, Posture, StretchMuscle
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import FlowLayout
from crampguard.windows.shared.note import Note
from crampguard.windows.stretch.figure import Figure
from crampguard.windows.stretch.guide import Guide
from crampguard.windows.stretch.progress import CountdownRing, Segments
from crampguard.windows.stretch.texts import hold_words, how_words, left_words, step_words


class StretchPage(QWidget):
    """Shows where the guide is, and steers it. caution: what to know before one begins."""

    def __init__(self, guide: Guide, caution: str) -> None:
        super().__init__()
        self._guide = guide
        self._title = label(factor=theme.TITLE, weight=QFont.Weight.DemiBold)
        self._how = label(role="text2")
        self._figure = Figure()
        self._ring = CountdownRing()
        self._doing = _Instruction()
        self._caution = Note("caution", caution)
        self._far = _HoldProgress()
        self._go = _StartPauseButton(self.toggle)
        back, forward = ("chev_r", "chev_l") if self.isRightToLeft() else ("chev_l", "chev_r")
        self._back = Button(_("Back"), guide.back, "quiet", back)
        self._next = Button(_("Next"), guide.forward, "quiet", forward)
        self._left = label(factor=theme.SMALL, role="text2")
        self._lay_out()

    def toggle(self) -> None:
        if self._guide.running:
            self._guide.pause()
        else:
            self._guide.run()

    def back(self) -> None:
        self._back.click()

    def forward(self) -> None:
        self._next.click()

    def take_focus(self) -> None:
        """Space then begins, pauses and goes on."""
        self._go.setFocus()

    def follow(self, moment: Moment, posture: Posture) -> None:
        step, hold = moment.step, moment.step.hold
        guide, holding = self._guide, moment.step.phase is Phase.HOLD
        self._title.setText(hold_words(hold))
        self._how.setText(how_words(hold, posture))
        self._figure.show_stretch(hold.muscle, hold.leg, posture)
        self._ring.show_seconds(moment.step_left, step.seconds, grey=not (holding and guide.running))
        self._doing.say(*self._words(moment, posture), f"{self._title.text()}: {self._how.text()}")
        self._far.follow(moment.done + (1 - moment.step_left / step.seconds if holding else 0))
        self._caution.setVisible(not guide.begun and bool(self._caution.text()))
        self._go.follow(guide)
        self._back.setEnabled(moment.whole_left < WHOLE)
        self._next.setEnabled(step != STEPS[-1])  # the end comes by itself: it ticks
        self._left.setText(left_words(moment.whole_left))
        if moment.step_left == step.seconds:  # a screen reader is told once a step
            self._left.setAccessibleName(self._left.text())

    def _words(self, moment: Moment, posture: Posture) -> tuple[str, str]:
        if not self._guide.begun:
            return _("When you are ready"), _("Three calm minutes. Space begins, pauses and goes on.")
        if not self._guide.running:
            return _("Paused"), _("Take your time. Space goes on.")
        return step_words(moment.step, posture)

    def _lay_out(self) -> None:
        inset, gap = theme.px(theme.SPACE_S), theme.px(theme.SPACE_L)
        now = QHBoxLayout()
        now.setSpacing(gap)
        now.addWidget(self._ring)
        now.addWidget(self._doing, 1, Qt.AlignmentFlag.AlignVCenter)
        keys = QWidget()
        row = QHBoxLayout(keys)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.SPACE_M))
        for button in (self._go, self._back, self._next):
            row.addWidget(button)
        self._left.setWordWrap(False)
        self._left.setFixedHeight(keys.sizeHint().height())
        controls = FlowLayout(last_at_end=True)
        controls.addWidget(keys)
        controls.addWidget(self._left)
        below = QVBoxLayout()
        below.setContentsMargins(inset, 0, inset, 0)
        below.setSpacing(gap)
        below.addLayout(now)
        below.addWidget(self._caution)
        below.addWidget(self._far)
        below.addLayout(controls)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_M))
        head = QVBoxLayout()
        head.setContentsMargins(inset, 0, inset, 0)
        head.setSpacing(0)
        head.addWidget(self._title)
        head.addWidget(self._how)
        layout.addLayout(head)
        layout.addWidget(self._figure, 1)
        layout.addLayout(below)


class _Instruction(QWidget):
    """What to do now. A screen reader is told once when it changes, not with every second."""

    def __init__(self) -> None:
        super().__init__()
        self._head = label(factor=theme.HEADING, weight=QFont.Weight.DemiBold)
        self._sentence = label(role="text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self._head)
        column.addWidget(self._sentence)

    def say(self, head: str, sentence: str, of_what: str) -> None:
        spoken = f"{head}. {of_what}. {sentence}"
        if spoken == self.accessibleName():
            return
        self._head.setText(head)
        self._sentence.setText(sentence)
        self.setAccessibleName(spoken)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))


class _HoldProgress(QWidget):
    """The holds of each muscle, one segment each."""

    def __init__(self) -> None:
        super().__init__()
        names = {StretchMuscle.CALF: _("calf"), StretchMuscle.HAMSTRING: _("hamstring")}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.SPACE_L))
        self._bars: list[Segments] = []
        for muscle, name in names.items():
            bar = Segments(sum(hold.muscle is muscle for hold in HOLDS))
            self._bars.append(bar)
            column = QVBoxLayout()
            column.setSpacing(theme.px(theme.SPACE_XS))
            column.addWidget(bar)
            column.addWidget(label(name, theme.CAPTION, role="text2"))
            row.addLayout(column)

    def follow(self, holds: float) -> None:
        for bar in self._bars:
            bar.fill(holds)
            holds -= bar.pieces


class _StartPauseButton(Button):
    """Begins, pauses and goes on. It keeps the width of the longest of its words."""

    def __init__(self, toggle: Callable[[], None]) -> None:
        super().__init__("", toggle, "primary", "play")
        self.ensurePolished()
        for words in (_("Begin"), _("Pause"), _("Go on")):
            self.setText(words)
            self.setMinimumWidth(max(self.minimumWidth(), self.sizeHint().width()))

    def follow(self, guide: Guide) -> None:
        self.setText(_("Pause") if guide.running else _("Go on") if guide.begun else _("Begin"))
        self.show_icon("pause" if guide.running else "play")
