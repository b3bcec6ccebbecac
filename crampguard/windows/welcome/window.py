"""The Welcome window of the first start: the questions, then where the program lives from now on."""

from collections.abc import Callable
from typing import Self

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedLayout

from crampguard.engine import Clock, Engine
from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import StartAtLogin, TryNotification
from crampguard.windows.shared.window import Window
from crampguard.windows.welcome.setup_page import RING_SHARE, SetupPage

_WIDTH, _HEIGHT = 880, 740


class WelcomeWindow(Window):
    """Every way out of the questions leads to the last step, which says where the program is found.

    "Begin tonight" saves what is chosen, the title bar's X what the user changed; Escape and "Set up later"
    save nothing, so the defaults hold.
    """

    closed = Signal()

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        login: StartAtLogin,
        try_notification: TryNotification,
        has_tray: Callable[[], bool],
        open_tonight: Callable[[], object],
        open_advice: Callable[[], object],
        preview: Callable[[], object],
    ) -> None:
        super().__init__(_("Welcome"), share=RING_SHARE)
        self._engine, self._has_tray = engine, has_tray
        self._open_tonight, self._preview = open_tonight, preview
        self._problem = ""  # why the answers are not saved
        self._setup = SetupPage(
            self, engine, clock, login, try_notification, open_advice, self._show_last_step
        )
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._setup)
        self.at_least(self._setup.least_width / theme.unit())
        self.fit(_WIDTH, _HEIGHT)

    def carry_on(self, other: Self) -> None:
        self._setup.carry_on(other._setup)
        if not other._asks:
            self._show_last_step(other._problem)

    def escape(self) -> None:
        """As "Set up later" does; on the last step it closes the window."""
        if self._asks:
            self._show_last_step()
        else:
            self.dismiss()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._asks and event.spontaneous():  # the user's X, not the end of the program
            event.ignore()
            self._show_last_step(self._setup.save(proposals=False))
            return
        self._setup.stop()
        super().closeEvent(event)
        self.closed.emit()

    @property
    def _asks(self) -> bool:
        return self._pages.currentWidget() is self._setup

    def _show_last_step(self, problem: str = "") -> None:
        from crampguard.windows.welcome.last_step import LastStep

        self._setup.stop()
        self._problem = problem
        has_tray = self._has_tray()
        if not has_tray:
            self._engine.say_once("no tray")  # this page says it, so Tonight need not
        last_step = LastStep(
            self,
            self._engine.tonight,
            has_tray=has_tray,
            problem=problem,
            open_tonight=self._leave_for_tonight,
            close=self.dismiss,
            preview=self._preview,
        )
        self._pages.addWidget(last_step)
        self._pages.setCurrentWidget(last_step)
        last_step.setFocus()

    def _leave_for_tonight(self) -> None:
        self.close()
        self._open_tonight()
