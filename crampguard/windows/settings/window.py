"""The settings in a window. It saves as you go, and follows the file when it is edited by hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

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
from crampguard.windows.shared.layout import Rule
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.window import Window

if TYPE_CHECKING:
    from crampguard.windows.settings.backups import Restore

_HABITS, _ABOUT_YOU = 1, 3  # pages that are opened from elsewhere

_PAGE_WIDTH = 720  # measured pixels; the seven days of a habit stand in one line
_NAMES_FIT_FROM = 700  # measured pixels; in a narrower window the navigation is icons only


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
        self._engine = engine
        self._shown: tuple[Settings, Night] | None = None
        self._note = Note("saved")
        self._session = session = SettingsSession(engine, self._say, self._follow_all)
        self._stack = QStackedWidget()
        self._side = Sidebar(open_advice)
        self._makers: list[Callable[[], SettingsPage]] = []
        self._made: dict[int, SettingsPage] = {}
        for name, icon, make in (
            (_("Sleep times"), "moon", lambda: SchedulePage(session)),
            (_("Habits"), "list", lambda: _habits_page(session, engine.tonight)),
            (_("Nudges"), "bell", lambda: _nudges_page(session, lambda: self.open_page(_HABITS))),
            (_("About you"), "person", lambda: _about_you_page(session)),
            (_("General"), "settings", lambda: _general_page(session, login, app_actions)),
            (_("Your data"), "data", lambda: _data_page(places, app_actions, engine.restore)),
        ):
            self._side.add(name, icon, len(self._makers), self._open)
            self._makers.append(make)
        self._open_file = Button(
            _("Open the file"), lambda: app_actions.open_path(places.settings), "link", "link"
        )
        self._lay_out()
        self.setMinimumSize(theme.px(360), theme.px(320))
        self._side.show_names(True)
        self.fit(self._side.minimumWidth() / theme.unit() + _PAGE_WIDTH, 600)
        self.open_page(0)

    def follow(self, tonight: Tonight) -> None:
        """Does nothing while the window is hidden or nothing has changed."""
        state = (self._engine.settings, tonight.night)
        if self._shown == state or not self.isVisible():
            return
        self._shown = state
        self._follow_all()
        self._say()

    def _follow_all(self) -> None:
        for page in self._made.values():
            page.follow(self._engine.tonight)

    def open_page(self, number: int) -> None:
        self._side.choose(number)

    def open_about_you(self) -> None:
        self.open_page(_ABOUT_YOU)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.follow(self._engine.tonight)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._side.show_names(self.width() >= theme.px(_NAMES_FIT_FROM))

    def _open(self, number: int) -> None:
        if number not in self._made:
            self._made[number] = self._makers[number]()
            self._stack.addWidget(self._made[number])
        self._made[number].follow(self._engine.tonight)
        self._stack.setCurrentWidget(self._made[number])

    def _say(self) -> None:
        text, well = self._session.news()
        self._note.say(text, "saved" if well else "not saved")

    def _lay_out(self) -> None:
        edge, large = theme.px(theme.SPACE_S), theme.px(theme.SPACE_XL)
        footer = QHBoxLayout()
        footer.setContentsMargins(large, edge, large, edge)
        footer.setSpacing(theme.px(theme.SPACE_L))
        footer.addWidget(self._note, 1, Qt.AlignmentFlag.AlignVCenter)
        footer.addWidget(self._open_file)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(Rule())
        right.addLayout(footer)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side)
        layout.addLayout(right, 1)


# Imported when first seen, as most openings are about one page.


def _habits_page(session: SettingsSession, tonight: Tonight) -> SettingsPage:
    from crampguard.windows.settings.habits import HabitsPage

    return HabitsPage(session, tonight)


def _nudges_page(session: SettingsSession, to_habits: Callable[[], object]) -> SettingsPage:
    from crampguard.windows.settings.nudges import NudgesPage

    return NudgesPage(session, to_habits)


def _about_you_page(session: SettingsSession) -> SettingsPage:
    from crampguard.windows.settings.about_you import AboutYouPage

    return AboutYouPage(session)


def _general_page(session: SettingsSession, login: StartAtLogin, app_actions: AppActions) -> SettingsPage:
    from crampguard.windows.settings.general import GeneralPage

    return GeneralPage(session, login, app_actions)


def _data_page(places: Places, app_actions: AppActions, restore: "Restore") -> SettingsPage:
    from crampguard.windows.settings.data import DataPage

    return DataPage(places, app_actions, restore)
