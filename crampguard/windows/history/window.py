"""The History window: a page in each tab, read when it is opened and followed while it is seen."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QTabBar, QVBoxLayout

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.windows.history.coincides import CoincidesPage
from crampguard.windows.history.nights import NightsPage
from crampguard.windows.shared import theme
from crampguard.windows.shared.footer import doctor_link
from crampguard.windows.shared.layout import Rule
from crampguard.windows.shared.navigation import Navigation
from crampguard.windows.shared.strip import Strip
from crampguard.windows.shared.tab_page import TabPage
from crampguard.windows.shared.window import Window

_WIDTH, _HEIGHT = 880, 680
_TABS_FIT_FROM = 600  # measured pixels; in a narrower window they stand below the link


class HistoryWindow(Window):
    """Follows the engine while it is open."""

    def __init__(self, engine: Engine, diary: Diary, navigation: Navigation, doctor_page: TabPage) -> None:
        super().__init__(_("History"))
        self._engine = engine
        self._problem = Strip("care", "clay", "clay")
        self._problem.hide()
        self._tabs = _tab_bar()
        self._pages = QStackedWidget()
        for name, page in (
            (_("Nights"), NightsPage(engine, diary, navigation.morning, lambda: self._look())),
            (_("What coincides"), CoincidesPage(engine, diary)),
            (_("For the doctor"), doctor_page),
        ):
            self._pages.insertWidget(self._tabs.addTab(name), page)
        self._tabs.currentChanged.connect(self._turn)
        self._head = head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        edge = theme.px(theme.SPACE_XL)
        head.setContentsMargins(edge, theme.px(theme.SPACE_S), edge, 0)
        head.addWidget(self._tabs, 1)
        head.addWidget(doctor_link(navigation.advice), 0, Qt.AlignmentFlag.AlignLeading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Rule())
        layout.addWidget(self._problem)
        layout.addWidget(self._pages, 1)
        self.setMinimumSize(theme.px(480), theme.px(320))
        self.fit(_WIDTH, _HEIGHT)

    def follow(self, tonight: Tonight) -> None:
        """Does nothing while the window is hidden."""
        if self.isVisible():
            self._try_reading(lambda: self._page.follow(tonight), tonight)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._look()
        self._page.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_TABS_FIT_FROM)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.BottomToTop
        self._head.setDirection(direction)

    @property
    def _page(self) -> TabPage:
        page = self._pages.currentWidget()
        assert isinstance(page, TabPage)  # noqa: S101 (nothing else is ever added)
        return page

    def _turn(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self._look()

    def _look(self) -> None:
        tonight = self._engine.tonight
        self._try_reading(lambda: self._page.open(tonight), tonight)

    def _try_reading(self, read: Callable[[], object], tonight: Tonight) -> None:
        """Reports what cannot be read and leaves the page as it was."""
        problems = tonight.problems
        try:
            read()
        except StoreError as error:
            problems = (*problems, str(error))
        self._problem.say("\n".join(dict.fromkeys(problems)))


def _tab_bar() -> QTabBar:
    """Measured bold, so that no tab moves when it is chosen."""
    made = QTabBar()
    made.setFont(theme.font(weight=QFont.Weight.DemiBold))
    made.setDrawBase(False)
    made.setExpanding(False)
    made.setAccessibleName(_("History"))
    return made
