"""The Tonight window: bedtime, the evening's items in the order of time, and the answer to each."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.checklist import Item
from crampguard.routine.localtime import MINUTE
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import closing_line
from crampguard.store.diary import Diary
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.footer import doctor_link, footer
from crampguard.windows.shared.icon import face, share, window_icon
from crampguard.windows.shared.layout import SCROLL_BAR, Rule, column, padded, set_margins
from crampguard.windows.shared.navigation import Navigation
from crampguard.windows.shared.strip import Strip
from crampguard.windows.shared.window import Window
from crampguard.windows.tonight.header import Header
from crampguard.windows.tonight.list import ItemList
from crampguard.windows.tonight.messages import Messages
from crampguard.windows.tonight.morning_strip import MorningStrip
from crampguard.windows.tonight.row import ItemRow

_WIDTH, _HEIGHT, _LEAST_WIDTH, _LEAST_HEIGHT = 460, 720, 420, 360


class TonightWindow(Window):
    """Follows tonight while it is open. Rows that are settled never move."""

    def __init__(self, engine: Engine, diary: Diary, navigation: Navigation) -> None:
        super().__init__(_("Tonight"))
        self._engine, self._navigation = engine, navigation
        self._tonight = engine.tonight
        self._opened = ""  # the habit whose row is open, if any
        self._lit = ""  # the habit that was opened by itself
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(lambda: engine.refresh())
        self._header = Header(engine)
        self._morning = MorningStrip(self.act)
        self._list = ItemList(self)
        self._empty = Strip("moon")
        self._choose_habits = Button(_("Choose habits"), navigation.settings, "primary")
        self._messages = Messages(engine, diary, self._undo)
        self._good_night = Button(_("Good night"), self._say_good_night, "primary")
        self._closing = Strip("moon", "dusk")
        settings = Button(_("Settings"), navigation.settings, "quiet", "settings")
        history = Button(_("History"), navigation.history, "quiet", "history")
        self.fill(
            self._page(),
            padded(self._closing),
            Rule(),
            footer(settings, history, doctor_link(navigation.advice)),
            steady=True,
        )
        self.at_least(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.fit(_WIDTH, _HEIGHT)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self._undo)

    def explain(self, note: str) -> None:
        """A line that stays until the user has read it."""
        self._messages.explain(note)

    def escape(self) -> None:
        """Closes the editor of the bedtime, or else the window."""
        if not self._header.close_editor():
            self.dismiss()

    def bring_forward(self) -> None:
        self._tonight = self._engine.tonight
        self._show_all()
        super().bring_forward()
        self._focus_what_waits()

    def follow(self, tonight: Tonight) -> None:
        """Does nothing while the window is hidden."""
        self._tonight = tonight
        if self.isVisible():
            self._show_all()

    # What a row asks for

    def tick(self, habit: str, *, by_mouse: bool) -> None:
        action = self._tonight.tick(self._item(habit))
        if action is None:
            self.open(habit)  # its tick is asked for later; the row says when
        elif by_mouse:
            self._engine.perform(action)  # the keyboard stays there, and nothing scrolls under the pointer
        else:
            self.act(action)

    def skip(self, habit: str) -> None:
        self.act(self._action(ActionKind.SKIP, habit))

    def snooze(self, habit: str) -> None:
        self.act(self._action(ActionKind.SNOOZE, habit))

    def act(self, action: Action) -> None:
        row = self.focusWidget()
        self._navigation.act(self._engine, action)
        if self.isVisible() and not action.opens:
            self._focus_what_waits(() if isinstance(row, ItemRow) else action.habits)

    def open(self, habit: str) -> None:
        self._opened = "" if self._opened == habit else habit
        self.follow(self._tonight)

    def go(self, habit: str, step: int) -> None:
        self._focus_row(self._list.neighbour(habit, step))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._messages.refresh(self._tonight)
        self._count_minutes()
        QTimer.singleShot(0, self, lambda: self._list.scroll_to(self._opened))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    def _page(self) -> QWidget:
        inset = theme.px(theme.SPACE_M)
        self._header.setContentsMargins(inset, 2 * inset, inset, inset)
        page = QWidget()
        parts = (self._header, self._morning, self._empty, self._list, self._messages)
        set_margins(column(page, *parts, gap=0), inset, 0, inset - theme.px(SCROLL_BAR), 0)
        return page

    def _show_all(self) -> None:
        tonight = self._tonight
        self.setWindowIcon(window_icon(face(tonight), share(tonight)))
        self._header.follow(tonight)
        self._morning.follow(tonight)
        self._messages.follow(tonight)
        self._closing.say(closing_line(tonight), self._good_night)
        self._good_night.setVisible(tonight.good_night is not None)
        none = _("No nudges for tonight. Every habit is switched off for this evening. That is fine too.")
        self._empty.say("" if tonight.items else none, self._choose_habits)
        opened_itself = self._open_what_waits(tonight)
        self._list.follow(tonight, self._opened)
        if opened_itself and not self._list.underMouse():
            self._list.reveal(self._opened)
        self.hold_page()
        self._count_minutes()

    def _open_what_waits(self, tonight: Tonight) -> bool:
        """The row that wants the user most opens by itself, once; after that the user decides.

        Whether one has.
        """
        foremost = tonight.foremost
        before, self._lit = self._lit, "" if foremost is None else foremost.habit.id
        if self._lit == before:
            return False
        if self._lit or self._opened == before:
            self._opened = self._lit
        return bool(self._lit)

    def _focus_what_waits(self, answered: Sequence[str] = ()) -> None:
        """The keyboard goes to the row that waits; where none does, to the one answered, else it stays."""
        foremost = self._tonight.foremost
        habits = [item.habit.id for item in self._tonight.items]
        if foremost is not None:
            self._focus_row(foremost.habit.id)
        elif habits and (answered or not isinstance(self.focusWidget(), ItemRow)):
            self._focus_row(next(habit for habit in (*answered, *habits) if habit in habits))

    def _focus_row(self, habit: str) -> None:
        self.scroll_to(self._list.focus_row(habit))

    def _count_minutes(self) -> None:
        """Wakes up once a minute for the countdown while the window is visible."""
        if self.isVisible():
            rest = (self._tonight.night.bedtime - self._tonight.now) % MINUTE
            self._minute.start(rest // timedelta(milliseconds=1) + 1)

    def _say_good_night(self) -> None:
        self.act(self._action(ActionKind.GOOD_NIGHT))

    def _undo(self) -> None:
        """Takes the latest answer back, from whichever surface it came."""
        if (answer := self._engine.tonight.last_answer) is not None:
            self.act(answer.undo)

    def _action(self, kind: ActionKind, *habits: str) -> Action:
        """About the night that is shown."""
        return Action(kind, self._tonight.night.date, habits)

    def _item(self, habit: str) -> Item:
        return next(item for item in self._tonight.items if item.habit.id == habit)
