"""The Tonight window: bedtime, the evening's items in the order of time, and the answer to each."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFont, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.checklist import Item
from crampguard.routine.localtime import MINUTE
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import good_night_words, pause_words
from crampguard.store.diary import Diary
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.footer import doctor_link, footer
from crampguard.windows.shared.icon import face, share, window_icon
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import Rule, clear
from crampguard.windows.shared.navigation import Navigation
from crampguard.windows.shared.strip import Strip
from crampguard.windows.shared.window import Window
from crampguard.windows.tonight.asking import MorningStrip
from crampguard.windows.tonight.header import Header
from crampguard.windows.tonight.offer_fewer import OfferFewer
from crampguard.windows.tonight.row import ItemEntry, ItemRow

_WIDTH, _HEIGHT, _LEAST_WIDTH, _LEAST_HEIGHT = 460, 720, 420, 360


class TonightWindow(Window):
    """Follows tonight while it is open. Rows that are settled never move."""

    def __init__(self, engine: Engine, diary: Diary, navigation: Navigation) -> None:
        super().__init__(_("Tonight"))
        self._engine, self._navigation = engine, navigation
        self._tonight = engine.tonight
        self._entries: dict[str, ItemEntry] = {}
        self._opened = ""  # the habit whose row is open, if any
        self._lit = ""  # the habit that was opened by itself
        self._note = ""
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(lambda: engine.refresh())
        self._header = Header(engine)
        self._problem = Strip("care", "clay", "clay")
        self._info = Strip("why")
        self._asking = MorningStrip(self.act)
        self._less = OfferFewer(engine, diary)
        self._paused = Strip("pause")
        self._all_done = Strip("moon", "dusk")
        self._good_night = Strip("moon", "dusk")
        self._say_good_night = Button(
            _("Good night"), lambda: self.act(self._action(ActionKind.GOOD_NIGHT)), "primary"
        )
        self._empty = _Empty(navigation.settings)
        self._undo_strip = Strip()
        self._read = Button(_("OK"), lambda: self._was_read())
        self._resume = Button(_("Resume"), lambda: self.act(self._action(ActionKind.RESUME)))
        self._undo_button = Button(_("Undo  Ctrl+Z"), lambda: self._take_back(), "link", "undo")
        settings = Button(_("Settings"), navigation.settings, "quiet", "settings")
        history = Button(_("History"), navigation.history, "quiet", "history")
        self._lay_out(footer(settings, history, doctor_link(navigation.advice)))
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.activated.connect(lambda: self._take_back())

    def explain(self, note: str) -> None:
        """A line that stays until the user has read it."""
        self._note = note
        self._show_strips()

    def escape(self) -> None:
        """Closes the editor of the bedtime, or else the window."""
        if not self._header.close_editor():
            self.close()

    def bring_forward(self) -> None:
        self._tonight = self._engine.tonight
        self._show_all()
        super().bring_forward()
        self._focus_what_waits()

    def follow(self, tonight: Tonight) -> None:
        """Does nothing while the window is hidden."""
        self._tonight = tonight
        if self.isVisible():
            self._less.follow(tonight.night.date)
            self._show_all()

    def _show_all(self) -> None:
        tonight = self._tonight
        self.setWindowIcon(window_icon(face(tonight), share(tonight)))
        self._header.follow(tonight)
        self._show_strips()
        if list(self._entries) != [item.habit.id for item in tonight.items]:
            self._rebuild(tonight)
        self._open_what_waits(tonight)
        for index, item in enumerate(tonight.items):
            self._entries[item.habit.id].follow(
                tonight,
                item,
                opened=item.habit.id == self._opened,
                first=index == 0,
                last=index == len(tonight.items) - 1,
            )
        self._count_minutes()

    # What a row asks for

    def tick(self, habit: str) -> None:
        action = self._tonight.tick(self._item(habit))
        if action is None:
            self.open(habit)  # its tick is asked for later; the row says when
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
        order = list(self._entries)
        place = order.index(habit) + step
        if 0 <= place < len(order):
            self._focus_row(order[place])

    # Within

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._less.look(self._tonight.night.date)
        self._count_minutes()
        QTimer.singleShot(0, self, lambda: self._scroll_to_what_waits())

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._minute.stop()

    def _lay_out(self, foot: QWidget) -> None:
        edge, inset = theme.px(theme.SPACE_XL), theme.px(theme.SPACE_M)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(inset, 0, inset, 0)
        self._list.setSpacing(0)
        inner = QWidget()
        inner.setLayout(self._list)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setWidget(inner)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, for titles would wrap anew each time it comes and goes; empty it is not to be seen.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        head = QVBoxLayout()
        head.setContentsMargins(edge, edge, edge, inset)
        head.addWidget(self._header)
        strips = QVBoxLayout()
        strips.setContentsMargins(inset, 0, inset, 0)
        for strip in (self._problem, self._info, self._asking, self._less, self._paused, self._all_done):
            strip.hide()
            strips.addWidget(strip)
        below = QVBoxLayout()
        below.setContentsMargins(inset, 0, inset, inset)
        below.setSpacing(theme.px(theme.SPACE_S))
        for strip in (self._undo_strip, self._good_night):
            strip.hide()
            below.addWidget(strip)
        kept = self._undo_strip.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # so that no row moves under the pointer when it comes
        self._undo_strip.setSizePolicy(kept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(strips)
        layout.addWidget(self._empty)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(below)
        layout.addWidget(Rule())
        layout.addWidget(foot)
        room = self.screen().availableSize()
        self.setMinimumSize(QSize(theme.px(_LEAST_WIDTH), theme.px(_LEAST_HEIGHT)).boundedTo(room))
        self.fit(_WIDTH, _HEIGHT)

    def _rebuild(self, tonight: Tonight) -> None:
        clear(self._list)
        self._entries = {item.habit.id: ItemEntry(item.habit.id, self) for item in tonight.items}
        for entry in self._entries.values():
            self._list.addWidget(entry)
        self._list.addStretch(1)
        self._empty.setVisible(not tonight.items)
        self._scroll.setVisible(bool(tonight.items))

    def _open_what_waits(self, tonight: Tonight) -> None:
        """The row that wants the user most opens by itself, once; after that the user decides."""
        foremost = tonight.foremost
        lit = "" if foremost is None else foremost.habit.id
        if lit != self._lit:
            self._opened = lit if lit or self._opened == self._lit else self._opened
            self._lit = lit

    def _focus_what_waits(self, answered: Sequence[str] = ()) -> None:
        """The keyboard goes to the row that waits; where none does, to the one answered, else it stays."""
        foremost = self._tonight.foremost
        if foremost is not None:
            self._focus_row(foremost.habit.id)
        elif self._entries and (answered or not isinstance(self.focusWidget(), ItemRow)):
            rows = (habit for habit in (*answered, *self._entries) if habit in self._entries)
            self._focus_row(next(rows))

    def _focus_row(self, habit: str) -> None:
        row = self._entries[habit].row
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(row)

    def _scroll_to_what_waits(self) -> None:
        entry = self._entries.get(self._opened)
        if entry is not None:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(entry.y() - self._scroll.viewport().height() // 3)

    def _count_minutes(self) -> None:
        """Wakes up once a minute for the countdown while the window is visible."""
        if self.isVisible():
            rest = (self._tonight.night.bedtime - self._tonight.now) % MINUTE
            self._minute.start(rest // timedelta(milliseconds=1) + 1)

    def _show_strips(self) -> None:
        tonight = self._tonight
        self._problem.say("\n".join(tonight.problems))
        self._asking.follow(tonight)
        self._info.say(self._note or tonight.news, self._read)
        self._paused.say(self._pause_text(), self._resume)
        answer = tonight.last_answer
        self._undo_strip.say("" if answer is None else answer.text, self._undo_button)
        self._all_done.say(_end_words(tonight))
        self._good_night.say(good_night_words(tonight), self._say_good_night)

    def _was_read(self) -> None:
        if self._note:
            self.explain("")
        else:
            self._engine.acknowledge_news()

    def _pause_text(self) -> str:
        pause = pause_words(self._tonight)
        words = _("{pause}. Nothing will pop up; ticks still count.")
        return words.format(pause=pause) if pause else ""

    def _take_back(self) -> None:
        """The latest answer, from whichever surface it came."""
        if (answer := self._engine.tonight.last_answer) is not None:
            self.act(answer.undo)

    def _action(self, kind: ActionKind, *habits: str) -> Action:
        """About the night that is shown."""
        return Action(kind, self._tonight.night.date, habits)

    def _item(self, habit: str) -> Item:
        return next(item for item in self._tonight.items if item.habit.id == habit)


def _end_words(tonight: Tonight) -> str:
    """That the evening is over, or all of it done; else empty."""
    done, of = tonight.progress
    if tonight.closed:
        return _("Good night. Nothing pops up until the morning.")
    return _("That is everything for tonight. Sleep well.") if of and done == of else ""


class _Empty(QWidget):
    """For an evening without items."""

    def __init__(self, open_settings: Callable[[], object]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        edge = theme.px(theme.SPACE_XL)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(theme.px(theme.SPACE_S))
        layout.addWidget(label(_("No nudges for tonight."), theme.HEADING, QFont.Weight.DemiBold))
        layout.addWidget(
            label(_("Every habit is switched off for this evening. That is fine too."), role="text2")
        )
        layout.addWidget(Button(_("Choose habits"), open_settings, "primary"), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
