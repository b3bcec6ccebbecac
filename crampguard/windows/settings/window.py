"""The settings in a window. It saves as you go, and follows the file when it is edited by hand."""

from collections.abc import Callable
from functools import partial
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.nights import Night
from crampguard.routine.tonight import Tonight
from crampguard.store.places import Places
from crampguard.store.settings import Settings
from crampguard.windows.settings.page import SettingsPage
from crampguard.windows.settings.schedule import SchedulePage
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.settings.sidebar import Sidebar
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import AppActions, StartAtLogin
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.layout import Rule, column, row
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.window import Window

_SLEEP_TIMES, _HABITS, _NUDGES, _ABOUT_YOU, _GENERAL, _DATA = range(6)

_PAGE_WIDTH = 720  # measured pixels; the seven days of a habit stand in one line
_PAGE_NEEDS = 500  # measured pixels; with less beside them, the navigation is icons only


class SettingsWindow(Window):
    """Follows the engine while it is open. Its pages are made when they are first seen."""

    def __init__(
        self,
        engine: Engine,
        places: Places,
        login: StartAtLogin,
        app_actions: AppActions,
        open_advice: Callable[[], object],
    ) -> None:
        super().__init__(_("Settings"))
        self._engine, self._places, self._login = engine, places, login
        self._app_actions = app_actions
        self._shown: tuple[Settings, Night] | None = None
        self._note = Note("saved")
        self._session = SettingsSession(engine, self._show_status, self._follow_all)
        self._stack = QStackedWidget()
        self._side = Sidebar(open_advice)
        self._pages: dict[int, SettingsPage] = {}
        for number, name, icon in (
            (_SLEEP_TIMES, _("Sleep times"), "moon"),
            (_HABITS, _("Habits"), "list"),
            (_NUDGES, _("Nudges"), "bell"),
            (_ABOUT_YOU, _("About you"), "person"),
            (_GENERAL, _("General"), "settings"),
            (_DATA, _("Your data"), "data"),
        ):
            self._side.add(name, icon, number, self._open)
        self._lay_out()
        self.at_least(360, 320)
        self._side.show_names(True)
        self.fit(self._side.named_width / theme.unit() + _PAGE_WIDTH, 600)
        self.open_page(_SLEEP_TIMES)

    def follow(self, tonight: Tonight) -> None:
        """Does nothing while the window is hidden or nothing has changed."""
        state = (self._engine.settings, tonight.night)
        if self._shown == state or not self.isVisible():
            return
        self._shown = state
        self._follow_all()
        self._show_status()

    def _follow_all(self) -> None:
        for page in self._pages.values():
            page.follow(self._engine.tonight)

    def carry_on(self, other: Self) -> None:
        self.open_page(other.page_number)

    @property
    def page_number(self) -> int:
        return next(number for number, page in self._pages.items() if page is self._stack.currentWidget())

    def open_page(self, number: int) -> None:
        self._side.choose(number)

    def open_about_you(self) -> None:
        self.open_page(_ABOUT_YOU)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow(self._engine.tonight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.show_names(self.width() - self._side.named_width >= theme.px(_PAGE_NEEDS))

    def _open(self, number: int) -> None:
        if number not in self._pages:
            self._pages[number] = self._make(number)
            self._stack.addWidget(self._pages[number])
        self._pages[number].follow(self._engine.tonight)
        self._stack.setCurrentWidget(self._pages[number])
        self.hold_width(self._side.icons_width + self._stack.minimumSizeHint().width())

    def _make(self, number: int) -> SettingsPage:
        """Pages are imported here, as most openings are about one of them."""
        session = self._session
        if number == _HABITS:
            from crampguard.windows.settings.habits import HabitsPage

            return HabitsPage(session, self._engine.tonight)
        if number == _NUDGES:
            from crampguard.windows.settings.nudges import NudgesPage

            return NudgesPage(session, lambda: self.open_page(_HABITS), self._app_actions.only_own_popup)
        if number == _ABOUT_YOU:
            from crampguard.windows.settings.about_you import AboutYouPage

            return AboutYouPage(session)
        if number == _GENERAL:
            from crampguard.windows.settings.general import GeneralPage

            return GeneralPage(session, self._login, self._app_actions)
        if number == _DATA:
            from crampguard.windows.settings.data import DataPage

            return DataPage(self._places, self._app_actions, self._engine.restore)
        return SchedulePage(session)

    def _show_status(self) -> None:
        text, saved = self._session.status()
        self._note.say(text, "saved" if saved else "not saved")

    def _lay_out(self) -> None:
        edge, large = theme.px(theme.SPACE_S), theme.px(theme.SPACE_XL)
        footer = row(None, gap=theme.SPACE_L)
        footer.setContentsMargins(large, edge, large, edge)
        footer.addWidget(self._note, 1, Qt.AlignmentFlag.AlignVCenter)
        open_file = partial(self._app_actions.open_path, self._places.settings)
        footer.addWidget(Button(_("Open the file"), open_file, "link", "link"))
        row(self, self._side, gap=0).addLayout(column(None, self._stack, Rule(), footer, gap=0), 1)
