"""The History window: a page in each tab, made when it is first seen and followed while it is."""

from collections.abc import Callable
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QTabBar

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.errors import StoreError
from crampguard.windows.history.nights import NightsPage
from crampguard.windows.shared import theme
from crampguard.windows.shared.footer import doctor_link
from crampguard.windows.shared.layout import Rule, column
from crampguard.windows.shared.navigation import Navigation
from crampguard.windows.shared.strip import Strip
from crampguard.windows.shared.tab_page import TabPage
from crampguard.windows.shared.window import Window

_WIDTH, _HEIGHT = 880, 680


class HistoryWindow(Window):
    """Follows the engine while it is open."""

    def __init__(
        self, engine: Engine, diary: Diary, navigation: Navigation, doctor_page: Callable[[], TabPage]
    ) -> None:
        super().__init__(_("History"))
        self._engine = engine
        self._problem = Strip("care", "clay", "clay")
        self._problem.hide()
        self._tabs = _tab_bar()
        self._pages = QStackedWidget()
        self._makers: dict[int, Callable[[], TabPage]] = {
            self._tabs.addTab(_("Nights")): lambda: NightsPage(
                engine, diary, navigation.morning, self._refresh
            ),
            self._tabs.addTab(_("Your cramps")): lambda: _cramps_page(engine, diary),
            self._tabs.addTab(_("Fewer cramps")): lambda: _fewer_cramps_page(engine, diary),
            self._tabs.addTab(_("For the doctor")): doctor_page,
        }
        self._made: dict[int, TabPage] = {}
        self._tabs.currentChanged.connect(lambda _number: self._show_page())
        self._head = head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        edge = theme.px(theme.SPACE_XL)
        head.setContentsMargins(edge, theme.px(theme.SPACE_S), edge, 0)
        self._doctor_link = doctor_link(navigation.advice)
        head.addWidget(self._tabs, 1)
        head.addWidget(self._doctor_link, 0, Qt.AlignmentFlag.AlignLeading)
        column(self, head, Rule(), self._problem, gap=0).addWidget(self._pages, 1)
        self.at_least(480, 320)
        self.fit(_WIDTH, _HEIGHT)

    def carry_on(self, other: Self) -> None:
        self._tabs.setCurrentIndex(other._tabs.currentIndex())

    def follow(self, tonight: Tonight) -> None:
        """Does nothing while the window is hidden."""
        if self.isVisible():
            self._try_reading(lambda: self._page.follow(tonight), tonight)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self._page.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the tabs below the link where both do not fit side by side."""
        super().resizeEvent(event)
        margins = self._head.contentsMargins()
        needed = self._tabs.sizeHint().width() + self._doctor_link.sizeHint().width() + self._head.spacing()
        wide = self.width() >= needed + margins.left() + margins.right()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.BottomToTop
        self._head.setDirection(direction)

    @property
    def _page(self) -> TabPage:
        """The page of the chosen tab, made when it is asked for the first time."""
        number = self._tabs.currentIndex()
        if number not in self._made:
            self._made[number] = self._makers[number]()
            self._pages.addWidget(self._made[number])
        return self._made[number]

    def _show_page(self) -> None:
        self._pages.setCurrentWidget(self._page)
        self._refresh()

    def _refresh(self) -> None:
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


def _cramps_page(engine: Engine, diary: Diary) -> TabPage:
    """Imported only now, like the next one: the window opens in half the time without them."""
    from crampguard.windows.history.cramps import CrampsPage

    return CrampsPage(engine, diary)


def _fewer_cramps_page(engine: Engine, diary: Diary) -> TabPage:
    from crampguard.windows.history.fewer_cramps import FewerCrampsPage

    return FewerCrampsPage(engine, diary)


def _tab_bar() -> QTabBar:
    """Measured bold, so that no tab moves when it is chosen."""
    made = QTabBar()
    made.setFont(theme.font(weight=QFont.Weight.DemiBold))
    made.setDrawBase(False)
    made.setExpanding(False)
    made.setAccessibleName(_("History"))
    return made
