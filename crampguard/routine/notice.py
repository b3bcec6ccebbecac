"""The words of the one notification: a pure view of the items it shows."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from crampguard.i18n import _, ngettext, pgettext
from crampguard.routine.actions import (
    Action,
    ActionKind,
    Offer,
    can_snooze,
    good_night_offer,
    offers,
    question_offers,
    snooze_offer,
)
from crampguard.routine.checklist import Item, State
from crampguard.routine.closing import closing_words
from crampguard.routine.coin_words import coin_sentence, coin_words
from crampguard.routine.habits import REGULAR_BEDTIME, Kind
from crampguard.routine.nights import Night
from crampguard.routine.question import MORNING
from crampguard.routine.text import cut
from crampguard.routine.writing import listing

CAUTIONS_TOLD = 3  # how many times a caution comes with its nudge
HOUR_BEFORE_BED = timedelta(minutes=60)
_TITLES_AT_MOST = 300  # characters of a list of them
_MOST_BUTTONS = 3
_KEYS = {ActionKind.DONE_ALL: "done"}  # where it is not the value
_MOST_LINES = 6


class Notice(Struct, frozen=True):
    """What the notification says, and its buttons, at most three."""

    night: date
    habits: tuple[str, ...]
    title: str
    body: str
    offers: tuple[Offer, ...]

    @property
    def actions(self) -> tuple[tuple[str, str], ...]:
        """The buttons as (key, label), keys as in the contract. The click on the body has no label: some
        servers would draw a button for it.
        """
        return (
            *((_KEYS.get(offer.action.kind, offer.action.kind.value), offer.label) for offer in self.offers),
            ("default", ""),
        )


def notice(
    night: Night, about: date, items: Sequence[Item], now: datetime, snooze: timedelta
) -> Notice | None:
    """The notice for the items of a night at this instant; None when there is nothing to show.

    about: the night that the morning question is about.
    """
    shown = [item for item in items if item.on_show]
    if not shown:
        return None
    closing = [closing_words(items)] if _is_bedtime(shown) else []
    return Notice(
        night.date,
        tuple(item.habit.id for item in shown),
        cut(listing(item.habit.title for item in shown), _TITLES_AT_MOST),
        "\n".join([*_lines(shown), *closing, *_still_to_come(night, items, now)]),
        _offers(shown, night.date, about, now, snooze)[:_MOST_BUTTONS],
    )


def discreet(notice: Notice) -> Notice:
    """The same with the same answers, and nothing in it about health, for a screen that others see."""
    asks = notice.habits == (MORNING,)
    labels = {ActionKind.NO_CRAMP: _("It was fine"), ActionKind.CRAMP: _("Tell more…")}
    return replace(
        notice,
        title="CrampGuard",
        body=_("How was the night?") if asks else _("Something is due. Open the list to see it."),
        offers=tuple(
            replace(offer, label=labels.get(offer.action.kind, offer.label)) for offer in notice.offers
        ),
    )


def _lines(shown: Sequence[Item]) -> list[str]:
    """A line for each; of very many the first ones, and those whose caution is always said."""
    first = sorted(shown, key=lambda item: not item.habit.caution_always)[:_MOST_LINES]
    lines = [_line(item) for item in shown if item in first]
    if more := len(shown) - len(lines):
        lines.append(ngettext("And {count} more.", "And {count} more.", more).format(count=more))
    return lines


def _line(item: Item) -> str:
    """The nudge of an item and its own caution, which comes with the first few times only."""
    habit = item.habit
    careful = habit.caution_always or item.times_told <= CAUTIONS_TOLD
    caution = habit.caution_short if careful else ""
    return " ".join(filter(None, (habit.nudge or habit.title, coin_sentence(item), caution)))


def _is_bedtime(shown: Sequence[Item]) -> bool:
    return any(item.habit.id == REGULAR_BEDTIME for item in shown)


def _still_to_come(night: Night, items: Sequence[Item], now: datetime) -> list[str]:
    """In the hour before bed the screen may go off now, so the rest of the evening is named as well."""
    if now < night.bedtime - HOUR_BEFORE_BED:
        return []
    lines = [coin_words(item.habit, with_it=False) for item in items if item.left_to_chance]
    if titles := [item.habit.title for item in items if item.state is State.LATER]:
        lines.append(_("Still to come: {titles}.").format(titles=cut(listing(titles), _TITLES_AT_MOST)))
    return lines


def _offers(
    shown: Sequence[Item], night: date, about: date, now: datetime, snooze: timedelta
) -> tuple[Offer, ...]:
    if [item.habit.id for item in shown] == [MORNING]:
        return question_offers(about)
    habits = tuple(item.habit.id for item in shown)
    mine = [item for item in shown if item.habit.id != MORNING]
    heads_up = all(item.habit.kind is Kind.ABSTAIN for item in mine)
    later = (snooze_offer(habits, night, snooze),) if all(can_snooze(i, now, snooze) for i in mine) else ()
    open_list = Offer(Action(ActionKind.OPEN, night), pgettext("button", "Open"))
    if _is_bedtime(shown):  # whatever else is in it
        return (good_night_offer(night), *later, open_list)
    if len(shown) == 1:
        known = Offer(Action(ActionKind.ACKNOWLEDGE, night, habits), _("OK"))
        return (known,) if heads_up else offers(shown[0], night, now, snooze)
    done = Offer(Action(ActionKind.DONE_ALL, night, habits), _("OK") if heads_up else _("All done"))
    return (done, *later, open_list)
