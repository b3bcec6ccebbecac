"""What an open row shows: the nudge, its answers, and on demand why, how sure, and from where."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.actions import Action, Offer, quieter_offers
from crampguard.routine.checklist import Item, State
from crampguard.routine.coin_words import coin_sentence
from crampguard.routine.habits import Habit, Kind
from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.habit_info import HabitInfo
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, flow
from crampguard.windows.shared.offers import OfferMenu, Offers


def _says(tonight: Tonight, item: Item) -> str:
    if coin := coin_sentence(item):
        return f"{coin} {item.habit.nudge}" if item.drawn else coin
    if item.asking(tonight.now):
        return _("None since {time}?").format(time=tonight.clock(item.due))
    if item.state is State.PAST and item.habit.kind is Kind.DO:
        return _("Nothing is recorded for this one. Did you do it?")
    return item.habit.nudge


class ItemCard(QWidget):
    """The open part of a row. A button performs what is offered when it is pressed, not when it was drawn."""

    def __init__(self, habit: Habit, act: Callable[[Action], object]) -> None:
        super().__init__()
        self._snooze_offers: Sequence[Offer] = ()
        self._nudge = label()
        self._answers = Offers(act)
        self._later = OfferMenu(_("Later…"), lambda: self._snooze_offers, act, "link", "clock")
        self._why = QWidget()
        self._quieter = Offers(act, "quiet", theme.SPACE_M)
        self._why_button = Button(_("Why, and how sure"), self._toggle_why, "link", "why")
        column(self._why, HabitInfo(habit), self._quieter)
        self._why.hide()
        links = flow(self._later, self._why_button, gap=theme.SPACE_M)
        layout = column(self, self._nudge, self._answers, links, self._why, gap=theme.SPACE_M)
        layout.setContentsMargins(0, 0, 0, theme.px(theme.SPACE_M))

    def follow(self, tonight: Tonight, item: Item) -> None:
        self._nudge.setText(_says(tonight, item))
        self._nudge.setVisible(bool(self._nudge.text()))
        self._answers.follow(tonight.offers(item))
        self._snooze_offers = tonight.snooze_offers(item)
        self._later.setVisible(bool(self._snooze_offers))
        self._quieter.follow(quieter_offers(item.habit.id, tonight.night.date))
        self._why_button.setVisible(bool(item.habit.why))

    def _toggle_why(self) -> None:
        self._why.setVisible(self._why.isHidden())
