"""What the user can do, as values: the one place that decides what an item offers.

Every surface (notification, tray menu, window, terminal) draws the offers and sends the chosen action to the
engine. An action names its night, so a button that was drawn yesterday never answers for today.
"""

from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from msgspec import Struct

from crampguard.i18n import _
from crampguard.routine.checklist import Item, Remembered, State
from crampguard.routine.habits import Habit, Kind
from crampguard.routine.localtime import MINUTE
from crampguard.routine.morning import Morning
from crampguard.routine.stretching import HABIT as STRETCH


class ActionKind(StrEnum):
    """What is done. Where a notification offers it, the value is the key of its button (DONE_ALL: "done")."""

    DONE = "done"
    DONE_ALL = "done_all"  # of a notification: what is to be done is done, the heads-ups are acknowledged
    SKIP = "skip"  # "not tonight"; for an abstain habit "had some"
    UNDO = "undo"  # takes the mark back
    ACKNOWLEDGE = "ok"  # a heads-up is known; its tick is asked for later
    SNOOZE = "snooze"
    NO_CRAMP = "none"  # answers the morning question where it is still open
    MORNING = "morning"
    CRAMP_NOW = "cramp_now"
    CRAMP_OVER = "cramp_over"  # the one that "cramp now" kept last
    SIGN = "sign"
    PAUSE = "pause"
    PAUSE_TONIGHT = "pause_tonight"
    RESUME = "resume"
    BEDTIME = "bedtime"
    LATER_BEDTIME = "later_bedtime"
    LIST_ONLY = "list_only"
    NUDGE_AGAIN = "nudge_again"
    SWITCH_OFF = "switch_off"
    SWITCH_ON = "switch_on"
    GOOD_NIGHT = "goodnight"  # closes the evening
    REOPEN = "reopen"  # opens a closed evening again
    QUESTION = "question"  # from tonight on this habit is tested
    TRIAL_START = "trial_start"  # from tonight on chance decides about this habit
    TRIAL_STOP = "trial_stop"
    RESTORE = "restore"  # undoes one of the answers above

    # These open a window and change nothing.
    OPEN = "open"
    GUIDE = "guide"
    CRAMP = "cramp"


_HALF_HOUR = timedelta(minutes=30)
_MOST_TIMES = 6  # half hours that are offered
_OPENING = frozenset({ActionKind.OPEN, ActionKind.GUIDE, ActionKind.CRAMP})


class Action(Struct, frozen=True):
    """One thing the user does.

    night: the night it is about; of a change to the evening as a whole, the night in which it was offered.
    habits: by id; several only for a notification that names several, and for settings. minutes: of a snooze
    (None: as set), a pause (None: until resumed) or a later bedtime. until: the end of a snooze, instead of
    its minutes. wall: a bedtime, None for the usual one. morning: None takes the answer back. sign: a warning
    sign and its answer. before: what RESTORE puts back.
    """

    kind: ActionKind
    night: date
    habits: tuple[str, ...] = ()
    minutes: int | None = None
    until: datetime | None = None
    wall: time | None = None
    morning: Morning | None = None
    sign: tuple[str, bool | None] | None = None
    before: Remembered | None = None

    @property
    def opens(self) -> bool:
        """Whether it opens a window instead of changing something."""
        return self.kind in _OPENING


class Offer(Struct, frozen=True):
    """An action as a button, a menu entry or a line. primary: the first choice."""

    action: Action
    label: str
    primary: bool = False


def offers(item: Item, night: date, now: datetime, snooze: timedelta) -> tuple[Offer, ...]:
    """What can be answered about an item of that night at this instant, the most likely answer first."""
    found = _answers(item, night, now, snooze)
    if item.habit.id != STRETCH or item.answered or item.left_to_chance:
        return found
    guide = Offer(Action(ActionKind.GUIDE, night, (STRETCH,)), _("Guide me"), primary=True)
    return (guide, *(Offer(offer.action, offer.label) for offer in found))


def _answers(item: Item, night: date, now: datetime, snooze: timedelta) -> tuple[Offer, ...]:
    habits = (item.habit.id,)
    done, skip = Action(ActionKind.DONE, night, habits), Action(ActionKind.SKIP, night, habits)
    if item.answered:
        return (Offer(Action(ActionKind.UNDO, night, habits), _("Take it back")),)
    if item.left_to_chance:
        return (Offer(done, _("I did it anyway")),)
    if item.asking(now):
        return Offer(done, _("Kept to it"), primary=True), Offer(skip, _("Not quite"))
    if item.habit.kind is Kind.ABSTAIN:
        known = Offer(Action(ActionKind.ACKNOWLEDGE, night, habits), _("OK"), primary=True)
        return (known,) if item.waiting else ()
    not_tonight = Offer(skip, _("Not tonight"))
    if item.state is State.PAST:
        return Offer(done, _("I did it")), not_tonight
    first = Offer(done, _("Done"), primary=item.waiting)
    later = (snooze_offer(habits, night, snooze),) if can_snooze(item, now, snooze) else ()
    return (first, *later, not_tonight)


def can_snooze(item: Item, now: datetime, span: timedelta) -> bool:
    """A snooze is offered for what is due, and only where it ends while the nudge is still useful."""
    return item.state is State.DUE and item.can_snooze(now + span)


def snooze_offer(habits: tuple[str, ...], night: date, span: timedelta) -> Offer:
    return Offer(
        Action(ActionKind.SNOOZE, night, habits), _("In {minutes} min").format(minutes=span // MINUTE)
    )


def snooze_times(item: Item, now: datetime, snooze: timedelta, zone: tzinfo) -> list[datetime]:
    """The half hours on the clock to which the item can be put off, after the usual snooze; UTC."""
    if not can_snooze(item, now, snooze):
        return []
    past = timedelta(minutes=(now + snooze).astimezone(zone).minute % 30)
    first = (now + snooze).replace(second=0, microsecond=0) - past + _HALF_HOUR
    times = (first + count * _HALF_HOUR for count in range(_MOST_TIMES))
    return [at for at in times if item.can_snooze(at)]


def tick(item: Item, night: date, now: datetime) -> Action | None:
    """What a click on the tick box does; None where the tick is only asked for later."""
    if item.state is State.DONE:
        return Action(ActionKind.UNDO, night, (item.habit.id,))
    early = item.habit.kind is Kind.ABSTAIN and not item.answered and not item.asking(now)
    return None if early else Action(ActionKind.DONE, night, (item.habit.id,))


def question_offers(about: date) -> tuple[Offer, ...]:
    """The answers to the morning question about that night."""
    return (
        Offer(Action(ActionKind.NO_CRAMP, about), _("No cramp")),
        Offer(Action(ActionKind.CRAMP, about), _("Cramp…")),
    )


def good_night_offer(night: date) -> Offer:
    return Offer(Action(ActionKind.GOOD_NIGHT, night), _("Good night"), primary=True)


def record_offers(habit: Habit, night: date) -> tuple[Offer, ...]:
    """The two answers about a habit on a night that is over."""
    abstain = habit.kind is Kind.ABSTAIN
    # "Did not" would be ambiguous for what is to be left out.
    done, skipped = (_("Kept to it"), _("Not quite")) if abstain else (_("Did"), _("Did not"))
    return (
        Offer(Action(ActionKind.DONE, night, (habit.id,)), done),
        Offer(Action(ActionKind.SKIP, night, (habit.id,)), skipped),
    )


def pause_offers(night: date) -> tuple[Offer, ...]:
    return (
        Offer(Action(ActionKind.PAUSE, night, minutes=60), _("For 1 hour")),
        Offer(Action(ActionKind.PAUSE_TONIGHT, night), _("Tonight")),
        Offer(Action(ActionKind.PAUSE, night), _("Until I resume")),
    )


def later_offer(night: date, *, in_short: bool = False) -> Offer:
    """Half an hour more this evening. in_short: where it stands beside the bedtime."""
    minutes = 30
    label = _("{minutes} min later") if in_short else _("Bedtime {minutes} min later")
    return Offer(Action(ActionKind.LATER_BEDTIME, night, minutes=minutes), label.format(minutes=minutes))


def quieter_offers(habit: str, night: date) -> tuple[Offer, ...]:
    """The ways to hear less of a habit."""
    return (
        Offer(Action(ActionKind.LIST_ONLY, night, (habit,)), _("Only in the list")),
        Offer(Action(ActionKind.SWITCH_OFF, night, (habit,)), _("Switch it off")),
    )
