"""The window for a cramp that is there now: first help in large words, and its time kept for the morning."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.engine import Clock, Engine
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
from crampguard.windows.shared.window import Window

_WIDTH = 440


class CrampNowWindow(Window):
    """Dark whatever the theme is: eyes that come out of sleep bear no light window."""

    def __init__(self, engine: Engine, clock: Clock, open_advice: Callable[[], object]) -> None:
        super().__init__(_("Cramp now"), Face.ASLEEP)
        self._engine, self._clock = engine, clock
        self._began = clock.now()
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(lambda: self._count())
        self.setPalette(theme.palette(theme.DARK))
        words = f"QLabel {{ color: {theme.DARK.text}; }}"
        self.setStyleSheet(words + theme.style_sheet(theme.DARK, theme.unit()))
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
            self._kept.setText(self._keep())
            self._over.show()
            self._minute.start()
            self._count()
        self.bring_forward()
        self.fit_page()
        self._over.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._minute.stop()
        super().closeEvent(event)

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        edge = theme.px(theme.SPACE_XL)
        column.setContentsMargins(edge, edge, edge, theme.px(theme.SPACE_M))
        column.setSpacing(theme.px(theme.SPACE_M))
        column.addWidget(Steps(advice().first_help, large=True))
        column.addWidget(self._kept)
        column.addWidget(self._lasts)
        column.addWidget(label(_when_to_call(), theme.SMALL, role="text2"))
        column.addStretch(1)
        return page

    def _press_focused(self) -> None:
        """Return presses the button with the focus, as Space does."""
        button = self.focusWidget()
        if isinstance(button, Button):
            button.click()

    def _end(self) -> None:
        """The cramp has passed: how long it lasted is kept as well."""
        outcome = self._engine.perform(Action(ActionKind.CRAMP_OVER, self._engine.tonight.night.date))
        self._minute.stop()
        self._close.setFocus()
        self._over.hide()
        if outcome.error is None or isinstance(outcome.error, NotNow):
            self._lasts.setText(cramp_over_words(Cramp(self._began, self._clock.now())))
        else:
            self._lasts.setText(
                _("How long it lasted could not be kept: {reason}").format(reason=outcome.problem)
            )

    def _count(self) -> None:
        minutes = (self._clock.now() - self._began) // MINUTE
        so_far = ngettext("{minutes} minute so far.", "{minutes} minutes so far.", minutes)
        self._lasts.setText(so_far.format(minutes=minutes) if minutes > 0 else "")

    def _keep(self) -> str:
        self._began = self._clock.now()
        outcome = self._engine.perform(Action(ActionKind.CRAMP_NOW, self._engine.tonight.night.date))
        if isinstance(outcome.error, NotNow):
            return _("The time is kept here and saved as soon as it can be: {reason}").format(
                reason=outcome.error.why
            )
        if outcome.error is not None:
            return _("The time could not be kept: {reason}").format(reason=outcome.problem)
        tonight = self._engine.tonight
        return _("{time} is kept for the morning.").format(time=tonight.clock(tonight.now))


def _when_to_call() -> str:
    return _(
        "Longer than ten minutes, or severe and it does not let up: call your doctor today. "
        "Short of breath, pain in your chest, or a leg that is suddenly cold, pale or numb: "
        "call your emergency number now."
    )
