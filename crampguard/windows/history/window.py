"""The History window: a page in each tab, read when it is opened and followed while it is seen."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.windows.doctor.tab import DoctorPage
from crampguard.windows.history.coincides import CoincidesPage
from crampguard.windows.history.nights import NightsPage
from crampguard.windows.shared import theme
from crampguard.windows.shared.footer import see_someone
from crampguard.windows.shared.icon import Face, window_icon
from crampguard.windows.shared.layout import Rule
from crampguard.windows.shared.navigation import Doors
from crampguard.windows.shared.page import Page
from crampguard.windows.shared.strip import Strip

_WIDTH, _HEIGHT = 880, 680
_TABS_FIT_FROM = 600  # measured pixels; in a narrower window they stand below the link


class HistoryWindow(QWidget):
    """Follows the engine while it is open."""

    def __init__(self, engine: Engine, diary: Diary, doors: Doors) -> None:
        super().__init__()
        self._engine = engine
        self.setWindowTitle(_("History"))
        self.setWindowIcon(window_icon(Face.RESTING, 0))
        self._problem = Strip("care", "clay", "clay")
        self._problem.hide()
        self._tabs = _tab_bar()
        self._pages = QStackedWidget()
        for name, page in (
            (_("Nights"), NightsPage(engine, diary, doors.morning, lambda: self._look())),
            (_("What coincides"), CoincidesPage(engine, diary)),
            (_("For the doctor"), DoctorPage(engine, diary, doors.about_me)),
        ):
            self._pages.insertWidget(self._tabs.addTab(name), page)
        self._tabs.currentChanged.connect(self._turn)
        self._head = head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        edge = theme.px(theme.SPACE_XL)
        head.setContentsMargins(edge, theme.px(theme.SPACE_S), edge, 0)
        head.addWidget(self._tabs, 1)
        head.addWidget(see_someone(doors.see_someone), 0, Qt.AlignmentFlag.AlignLeading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Rule())
        layout.addWidget(self._problem)
        layout.addWidget(self._pages, 1)
        close = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        close.activated.connect(lambda: self.close())
        self.setMinimumSize(theme.px(480), theme.px(320))
        self.resize(QSize(theme.px(_WIDTH), theme.px(_HEIGHT)).boundedTo(self.screen().availableSize()))

    def follow(self, tonight: Tonight) -> None:
        """Cheap where nobody looks."""
        if self.isVisible():
            self._tell(lambda: self._page.follow(tonight), tonight)

    def bring_forward(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()

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
    def _page(self) -> Page:
        page = self._pages.currentWidget()
        assert isinstance(page, Page)  # noqa: S101 (nothing else is ever added)
        return page

    def _turn(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self._look()

    def _look(self) -> None:
        tonight = self._engine.tonight
        self._tell(lambda: self._page.open(tonight), tonight)

    def _tell(self, read: Callable[[], object], tonight: Tonight) -> None:
        """What cannot be read is said; what was shown stays."""
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
