"""The page of the Stretch window while one stretches: picture, ring, what to do now, and how far it is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont
from PySide6.QtWidgets import QWidget

from crampguard.i18n import _, pgettext
from crampguard.routine.stretching import HOLDS, STEPS, WHOLE, Moment, Phase, Posture, StretchMuscle
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label, one_line
from crampguard.windows.shared.layout import column, flow, row
from crampguard.windows.shared.note import Note
from crampguard.windows.stretch.figure import Figure
from crampguard.windows.stretch.guide import Guide
from crampguard.windows.stretch.progress import CountdownRing, Segments
from crampguard.windows.stretch.texts import hold_words, how_words, left_words, step_words


class StretchPage(QWidget):
    """Shows where the guide is. caution: what to know before one begins. controls: stand below the page."""

    def __init__(self, guide: Guide, caution: str) -> None:
        super().__init__()
        self._guide = guide
        self._title = label(factor=theme.TITLE, weight=QFont.Weight.DemiBold)
        self._how = label(role="text2")
        self._figure = Figure()
        self._ring = CountdownRing()
        self._instruction = _Instruction()
        self._caution = Note("caution", caution)
        self._progress = _HoldProgress()
        self._go = _StartPauseButton(self.toggle)
        self._back = Button(_("Back"), guide.back, "quiet", "chev_l")
        self._next = Button(pgettext("a stretch", "Next"), guide.forward, "quiet", "chev_r")
        self._left = one_line()
        self.controls = QWidget()
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
        """Puts the focus where Space begins, pauses and goes on."""
        self._go.setFocus()

    def follow(self, moment: Moment, posture: Posture) -> None:
        step, hold = moment.step, moment.step.hold
        guide, holding = self._guide, moment.step.phase is Phase.HOLD
        self._title.setText(hold_words(hold))
        self._how.setText(how_words(hold, posture))
        self._figure.show_stretch(hold.muscle, hold.leg, posture)
        self._ring.show_seconds(moment.step_left, step.seconds, grey=not (holding and guide.running))
        self._instruction.say(*self._what_to_do(moment, posture), f"{self._title.text()}: {self._how.text()}")
        self._progress.follow(moment.done + (1 - moment.step_left / step.seconds if holding else 0))
        self._caution.setVisible(not guide.begun and bool(self._caution.text()))
        self._go.follow(guide)
        self._back.setEnabled(moment.whole_left < WHOLE)
        self._next.setEnabled(step != STEPS[-1])  # the end comes by itself: it ticks
        self._left.setText(left_words(moment.whole_left))
        if moment.step_left == step.seconds:  # a screen reader is told once a step
            self._left.setAccessibleName(self._left.text())

    def _what_to_do(self, moment: Moment, posture: Posture) -> tuple[str, str]:
        if not self._guide.begun:
            return _("When you are ready"), _("Three calm minutes. Space begins, pauses and goes on.")
        if not self._guide.running:
            return _("Paused"), _("Take your time. Space goes on.")
        return step_words(moment.step, posture)

    def _lay_out(self) -> None:
        inset = theme.px(theme.SPACE_S)
        now = row(None, self._ring, gap=theme.SPACE_L)
        now.addWidget(self._instruction, 1, Qt.AlignmentFlag.AlignVCenter)
        keys = QWidget()
        row(keys, self._go, self._back, self._next, gap=theme.SPACE_M)
        self._left.setFixedHeight(keys.sizeHint().height())
        self.controls.setLayout(flow(keys, self._left, last_at_end=True))
        head = column(None, self._title, self._how, gap=0)
        below = column(None, now, self._caution, self._progress, gap=theme.SPACE_L)
        for part in (head, below):
            part.setContentsMargins(inset, 0, inset, 0)
        column(self, head, self._figure, below, gap=theme.SPACE_M).setStretch(1, 1)


class _Instruction(QWidget):
    """What to do now. A screen reader is told once when it changes, not with every second."""

    def __init__(self) -> None:
        super().__init__()
        self._head = label(factor=theme.HEADING, weight=QFont.Weight.DemiBold)
        self._sentence = label(role="text2")
        column(self, self._head, self._sentence, gap=2)

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
        self._bars = [Segments(sum(hold.muscle is muscle for hold in HOLDS)) for muscle in names]
        layout = row(self, gap=theme.SPACE_L)
        for bar, name in zip(self._bars, names.values(), strict=True):
            caption = label(name, theme.CAPTION, role="text2")
            layout.addLayout(column(None, bar, caption, gap=theme.SPACE_XS))

    def follow(self, holds: float) -> None:
        for bar in self._bars:
            bar.fill(holds)
            holds -= bar.pieces


class _StartPauseButton(Button):
    """Begins, pauses and goes on. As wide as its longest text."""

    def __init__(self, toggle: Callable[[], None]) -> None:
        super().__init__("", toggle, "primary", "play")
        self.ensurePolished()
        for text in (_("Begin"), _("Pause"), _("Go on")):
            self.setText(text)
            self.setMinimumWidth(max(self.minimumWidth(), self.sizeHint().width()))

    def follow(self, guide: Guide) -> None:
        self.setText(_("Pause") if guide.running else _("Go on") if guide.begun else _("Begin"))
        self.show_icon("pause" if guide.running else "play")
