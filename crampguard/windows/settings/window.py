"""The settings in a window. It saves as you go, and follows the file when it is edited by hand."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.nights import Night
from crampguard.routine.tonight import Tonight
from crampguard.store.places import Places
from crampguard.store.settings import Settings
from crampguard.windows.settings.about import AboutYouPage, NudgesPage, StartPage
from crampguard.windows.settings.data import DataPage
from crampguard.windows.settings.habits import HabitsPage
from crampguard.windows.settings.page import SettingsPage
from crampguard.windows.settings.row import SelectButton
from crampguard.windows.settings.schedule import SchedulePage
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared import lineicons, theme
from crampguard.windows.shared.app_actions import AppActions, StartAtLogin
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.footer import doctor_link
from crampguard.windows.shared.labels import give_role, label
from crampguard.windows.shared.layout import Rule, scrolling
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.window import Window

_HABITS, _ABOUT_YOU = 1, 3  # pages that are opened from elsewhere

_PAGE_WIDTH = 720  # measured pixels; the seven days of a habit stand in one line
_NAMES_FIT_FROM = 700  # measured pixels; in a narrower window the navigation is icons only


class SettingsWindow(Window):
    """Follows the engine while it is open."""

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
        self._side = _Sidebar(open_advice)
        for name, icon, page in (
            (_("Sleep times"), "moon", SchedulePage(session)),
            (_("Habits"), "list", HabitsPage(session, engine.tonight)),
            (_("Nudges"), "bell", NudgesPage(session, lambda: self.open_page(_HABITS))),
            (_("About you"), "person", AboutYouPage(session)),
            (_("Start"), "play", StartPage(login)),
            (_("Your data"), "data", DataPage(places, app_actions, engine.restore)),
        ):
            self._side.add(name, icon, self._stack.addWidget(page), self._open)
        self._open_file = Button(
            _("Open the file"), lambda: app_actions.open_path(places.settings), "link", "link"
        )
        self._lay_out()
        self.setMinimumSize(theme.px(360), theme.px(320))
        self._side.show_names(True)
        self.fit(self._side.minimumWidth() / theme.unit() + _PAGE_WIDTH, 600)

    def follow(self, tonight: Tonight) -> None:
        """Does nothing while the window is hidden or nothing has changed."""
        state = (self._engine.settings, tonight.night)
        if self._shown == state or not self.isVisible():
            return
        self._shown = state
        self._follow_all()
        self._say()

    def _follow_all(self) -> None:
        for page in self.findChildren(SettingsPage):
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
        self._stack.setCurrentIndex(number)
        page = self._stack.currentWidget()
        if isinstance(page, SettingsPage):
            page.follow(self._engine.tonight)

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


class _Sidebar(QWidget):
    """The navigation, with a line towards the page."""

    def __init__(self, open_advice: Callable[[], object]) -> None:
        super().__init__()
        self._places: list[_SidebarButton] = []
        column = QWidget()
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(0, theme.px(theme.SPACE_M), 0, 0)
        self._column.setSpacing(theme.px(2))
        self._column.addStretch(1)
        self._doctor_link = doctor_link(open_advice)
        self._doctor_link.setAccessibleName(self._doctor_link.text())
        self._doctor_link.setToolTip(self._doctor_link.text())
        layout = QVBoxLayout(self)
        edge = theme.px(theme.SPACE_S)
        layout.setContentsMargins(edge, 0, edge, edge)
        layout.addWidget(scrolling(column), 1)
        layout.addWidget(self._doctor_link, 0, Qt.AlignmentFlag.AlignLeft)

    def add(self, name: str, icon: str, number: int, opened: Callable[[int], object]) -> None:
        place = _SidebarButton(name, icon, lambda: opened(number))
        place.setChecked(not self._places)
        self._places.append(place)
        self._column.insertWidget(number, place)

    def choose(self, number: int) -> None:
        self._places[number].setChecked(True)
        self._places[number].setFocus()

    def show_names(self, shown: bool) -> None:
        for place in self._places:
            place.show_name(shown)
        self._doctor_link.setText(_("When to see a doctor") if shown else "")
        edges = 2 * theme.px(theme.SPACE_S)
        needed = self._doctor_link.sizeHint().width() + edges
        self.setFixedWidth(max(theme.px(176), needed) if shown else theme.px(72))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        at = 0 if self.isRightToLeft() else self.width() - 1
        with QPainter(self) as painter:
            painter.fillRect(at, 0, 1, self.height(), theme.colour("line"))


class _SidebarButton(SelectButton):
    """A page in the navigation."""

    def __init__(self, name: str, icon: str, opened: Callable[[], object]) -> None:
        super().__init__(opened)
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._name = label(name, role="text2")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._name)
        self.setMinimumHeight(theme.px(40))
        self.toggled.connect(lambda _checked: self._weigh())

    def show_name(self, shown: bool) -> None:
        self._name.setVisible(shown)
        high = theme.px(8)
        self._row.setContentsMargins(theme.px(48) if shown else 0, high, high if shown else 0, high)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        size, start = theme.px(20), theme.px(18)
        left = self.width() - start - size if self.isRightToLeft() else start
        where = QRectF(left, (self.height() - size) / 2, size, size)
        with QPainter(self) as painter:
            lineicons.paint(painter, self._icon, where, theme.colour("dusk" if self.isChecked() else "text2"))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._weigh()  # the style sheet, applied on the way, takes the weight back

    def _weigh(self) -> None:
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        give_role(self._name, "text" if self.isChecked() else "text2")
        self._name.setFont(theme.font(weight=weight))
