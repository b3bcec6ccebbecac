"""The page on habits: all of them with their times, and beside the list the one that is open."""

from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from crampguard.i18n import _, pgettext
from crampguard.routine.habits import Habit
from crampguard.routine.plan import due_at
from crampguard.routine.tonight import Tonight
from crampguard.windows.settings.card import HabitCard
from crampguard.windows.settings.habit_texts import EditedHabit
from crampguard.windows.settings.new_habit import NewHabitForm, free_id
from crampguard.windows.settings.page import SettingsPage
from crampguard.windows.settings.row import HabitRow
from crampguard.windows.settings.session import SettingsSession
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.confirm import ConfirmDialog
from crampguard.windows.shared.layout import column, row, scrolling, set_margins

_BOTH_FIT_FROM = 560  # measured pixels; below, list and card take turns
_LIST, _CARD = 400, 600  # measured pixels, at most: times stay near their titles, lines can be read


class HabitsPage(SettingsPage):
    def __init__(self, session: SettingsSession, tonight: Tonight) -> None:
        super().__init__()
        self._session = session
        self._tonight = tonight
        self._open = ""
        self._rows: dict[str, HabitRow] = {}
        self._card = HabitCard(session, self._ask_remove)
        self._form = NewHabitForm(self._add, self._leave_form)
        self._form.hide()
        self._in_card = False
        self._back = Button(_("All habits"), self._to_list, "link", "chev_l")
        self._plus = Button(_("Add your own"), self._begin_form, "link", "plus")
        self._list_side, self._card_side = self._sides()
        self._list_side.setMaximumWidth(theme.px(_LIST))
        layout = row(self, gap=0)
        layout.addWidget(self._list_side, 12)
        layout.addWidget(self._card_side, 14)
        layout.addStretch()

    def follow(self, tonight: Tonight) -> None:
        self._tonight = tonight
        habits = {habit.id: habit for habit in self._session.settings.routine.habits}
        self._keep_rows_for(habits)
        for id_, habit in habits.items():
            self._rows[id_].follow(habit, self._when(habit))
        if self._open not in habits:
            self._open = next(iter(habits))
        self._rows[self._open].setChecked(True)
        self._card.follow(self._subject(habits[self._open]), tonight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        self._card.finish()
        super().hideEvent(event)

    def _sides(self) -> tuple[QWidget, QWidget]:
        edge = theme.px(theme.SPACE_L)
        rows, side = QWidget(), QWidget()
        self._list = column(rows, self._plus, gap=0)
        set_margins(self._list, edge - 4, edge, 0, edge)
        self._list.addStretch(1)
        side.setMaximumWidth(theme.px(_CARD))
        cards = column(side, self._back)
        set_margins(cards, theme.px(theme.SPACE_M), edge, edge, edge)
        cards.addWidget(self._card, 1)
        cards.addWidget(self._form, 1)
        return scrolling(rows), scrolling(side)

    def _keep_rows_for(self, habits: dict[str, Habit]) -> None:
        for id_ in [id_ for id_ in self._rows if id_ not in habits]:
            gone = self._rows.pop(id_)
            gone.hide()
            gone.deleteLater()
        for place, id_ in enumerate(habits):
            if id_ not in self._rows:
                self._rows[id_] = self._row(id_)
                self._list.insertWidget(place, self._rows[id_])

    def _row(self, id_: str) -> HabitRow:
        made = HabitRow(lambda: self._choose(id_), lambda on: self._switch(id_, on))
        made.clicked.connect(lambda _checked: self._enter())
        return made

    def _when(self, habit: Habit) -> str:
        night = self._tonight.night
        if not habit.enabled:
            return pgettext("habit", "off")
        if not habit.belongs_to(night.date):
            return _("not tonight")
        return self._tonight.clock(due_at(night.bedtime, night.wake, habit.lead))

    def _subject(self, habit: Habit) -> EditedHabit:
        for original in self._session.settings.originals:
            if original.id == habit.id:
                return EditedHabit(habit, original, own=False)
        return EditedHabit(habit, Habit(habit.id), own=True)

    def _choose(self, id_: str) -> None:
        self._card.finish()
        self._open = id_
        self._form.hide()
        self._card.show()
        self.follow(self._tonight)

    def _switch(self, id_: str, on: bool) -> None:
        habit = next(habit for habit in self._session.settings.routine.habits if habit.id == id_)
        usual = self._subject(habit).original.enabled
        self._session.choose({f"habits.{id_}.enabled": None if on == usual else on})

    # Own habits

    def _begin_form(self) -> None:
        self._card.finish()
        self._form.show()
        self._card.hide()
        self._enter()
        self._form.begin()

    def _leave_form(self) -> None:
        self._choose(self._open)
        self._enter()
        self._plus.setFocus()

    def _add(self, title: str, nudge: str) -> None:
        id_ = free_id(title, self._rows)
        changes: dict[str, object] = {f"habits.{id_}.title": title}
        if nudge:
            changes[f"habits.{id_}.nudge"] = nudge
        if not self._session.choose(changes):
            self.follow(self._tonight)
            self._choose(id_)
            self._rows[id_].setFocus()

    def _ask_remove(self, habit: Habit) -> None:
        ConfirmDialog(
            self,
            _("Remove “{title}”?").format(title=habit.title),
            [_("It no longer comes up. What you ticked on past nights stays in the diary.")],
            _("Remove it"),
            lambda: self._session.choose({f"habits.{habit.id}": None}),
        ).open()

    # In a narrow window, list and card take turns

    def _enter(self) -> None:
        self._in_card = True
        self._arrange()
        if not self._back.isHidden():
            self._back.setFocus()

    def _to_list(self) -> None:
        self._in_card = False
        self._arrange()
        self._rows[self._open].setFocus()

    def _arrange(self) -> None:
        both = self.width() >= theme.px(_BOTH_FIT_FROM)
        self._back.setHidden(both)
        self._list_side.setVisible(both or not self._in_card)
        self._card_side.setVisible(both or self._in_card)
