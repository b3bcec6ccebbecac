"""The window for a cramp that is there now: first help in large words, and its time kept for the morning."""

from collections.abc import Callable
from datetime import date
from typing import Self

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crampguard.engine import Clock, Engine, Outcome
from crampguard.i18n import _, ngettext
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.localtime import MINUTE
from crampguard.routine.morning import Cramp
from crampguard.routine.night_words import cramp_over_words
from crampguard.store.advice import advice
from crampguard.store.errors import NotNow
from crampguard.windows.advice.parts import Steps
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.footer import footer
from crampguard.windows.shared.icon import Face
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column
from crampguard.windows.shared.window import Window

_WIDTH = 440


class CrampNowWindow(Window):
    """Always dark: a bright window hurts eyes that were asleep."""

    def __init__(self, engine: Engine, clock: Clock, open_advice: Callable[[], object]) -> None:
        super().__init__(_("Cramp now"), Face.ASLEEP)
        self._engine, self._clock = engine, clock
        self._cramp = Cramp(clock.now())
        self._keeping, self._ending = Outcome(date.min), Outcome(date.min)
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(lambda: self._count())
        self.setPalette(theme.palette(theme.DARK))
        labels = f"QLabel {{ color: {theme.DARK.text}; }}"
        self.setStyleSheet(labels + theme.style_sheet(theme.DARK, theme.unit()))
        self._kept = label(role="text2")
        self._lasts = label()
        self._over = Button(_("It is over"), lambda: self._end(), "primary")
        self._close = Button(_("Close"), lambda: self.close())
        doctor = Button(_("When to see a doctor"), open_advice, "link")
        self.fill(self._page(), footer(self._over, self._close, doctor))
        self.fit(_WIDTH, _WIDTH)
        QShortcut(QKeySequence(Qt.Key.Key_Return), self).activated.connect(self._press_focused)

    def begin(self) -> None:
        """Keeps the time of a cramp, and shows what helps. While one goes on, it only comes forward."""
        if not (self.isVisible() and self._minute.isActive()):
            self._cramp = Cramp(self._clock.now())
            self._keeping = self._perform(ActionKind.CRAMP_NOW)
            self._minute.start()
            self._show()
        self.bring_forward()

    def carry_on(self, other: Self) -> None:
        self._cramp, self._keeping, self._ending = other._cramp, other._keeping, other._ending
        if other._minute.isActive():
            self._minute.start()
        self._show()

    def bring_forward(self) -> None:
        super().bring_forward()
        self.fit_page()
        (self._close if self._over.isHidden() else self._over).setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._minute.stop()
        super().closeEvent(event)

    def _page(self) -> QWidget:
        page = QWidget()
        edge = theme.px(theme.SPACE_XL)
        steps = Steps(advice().first_help, large=True)
        when_to_call = label(_when_to_call(), theme.SMALL, role="text2")
        layout = column(page, steps, self._kept, self._lasts, when_to_call, gap=theme.SPACE_M)
        layout.setContentsMargins(edge, edge, edge, theme.px(theme.SPACE_M))
        layout.addStretch(1)
        return page

    def _press_focused(self) -> None:
        """Return presses the button with the focus, as Space does."""
        button = self.focusWidget()
        if isinstance(button, Button):
            button.click()

    def _end(self) -> None:
        """The cramp has passed: how long it lasted is kept as well."""
        self._cramp = replace(self._cramp, over_at=self._clock.now())
        self._ending = self._perform(ActionKind.CRAMP_OVER)
        self._minute.stop()
        self._close.setFocus()
        self._show()

    def _perform(self, kind: ActionKind) -> Outcome:
        return self._engine.perform(Action(kind, self._engine.tonight.night.date))

    def _show(self) -> None:
        self._kept.setText(self._kept_words())
        self._over.setVisible(self._cramp.over_at is None)
        self._count()

    def _count(self) -> None:
        self._lasts.setText(self._lasts_words())

    def _kept_words(self) -> str:
        match self._keeping.error:
            case NotNow() as error:
                later = _("The time is kept here and saved as soon as it can be: {reason}")
                return later.format(reason=error.why)
            case None:
                time = self._engine.tonight.clock(self._cramp.at)
                return _("{time} is kept for the morning.").format(time=time)
            case _:
                return _("The time could not be kept: {reason}").format(reason=self._keeping.problem)

    def _lasts_words(self) -> str:
        if self._cramp.over_at is None:
            minutes = (self._clock.now() - self._cramp.at) // MINUTE
            so_far = ngettext("{minutes} minute so far.", "{minutes} minutes so far.", minutes)
            return so_far.format(minutes=minutes) if minutes > 0 else ""
        if self._ending.error is None or isinstance(self._ending.error, NotNow):
            return cramp_over_words(self._cramp)
        return _("How long it lasted could not be kept: {reason}").format(reason=self._ending.problem)


def _when_to_call() -> str:
    return _(
        "Longer than ten minutes, or severe and it does not let up: call your doctor today. "
        "Short of breath, pain in your chest, or a leg that is suddenly cold, pale or numb: "
        "call your emergency number now."
    )
