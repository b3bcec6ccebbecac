"""The checklist: the plan of a night, what is remembered of it, and the present instant."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from crampguard.routine.habits import Habit, Kind
from crampguard.routine.plan import Nudge


class Answer(StrEnum):
    """The value of a mark. CLEARED: taken back; kept with its time, but no answer."""

    DONE = "done"
    SKIPPED = "skipped"
    CLEARED = "cleared"


class State(StrEnum):
    LATER = "later"
    DUE = "due"
    SNOOZED = "snoozed"
    DONE = "done"
    SKIPPED = "skipped"
    PAST = "past"


class Mark(Struct, frozen=True):
    answer: Answer
    at: datetime


class Claim(Struct, frozen=True):
    """A nudge was taken for showing. told_at: None if it was passed over. acknowledged: with OK."""

    told_at: datetime | None
    acknowledged: bool = False


class Pause(Struct, frozen=True):
    """No pop-ups from `since` to `until`; None means until the user resumes, which sets `until`."""

    since: datetime
    until: datetime | None
    resumed: bool = False

    @property
    def earliest(self) -> datetime:
        """Before this instant the pause is over: the clock was set back by more than its length."""
        return self.since if self.until is None else self.since - (self.until - self.since)

    def holds(self, now: datetime) -> bool:
        return self.until is None or (not self.resumed and self.earliest <= now < self.until)

    def revoked(self, now: datetime) -> bool:
        """Whether the clock was set back to before its end: then it counts as if it had never been."""
        return self.until is not None and now < (self.until if self.resumed else self.earliest)


class Remembered(Struct, frozen=True):
    """What the diary knows of one night, by habit id.

    times_told: how often each habit with a claim was shown, over all nights; counts up to ten. drawn: what
    chance says in the user's own trial, with the habit (True) or without it.
    """

    marks: Mapping[str, Mark] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    snoozes: Mapping[str, datetime] = field(default_factory=dict)
    times_told: Mapping[str, int] = field(default_factory=dict)
    drawn: Mapping[str, bool] = field(default_factory=dict)


class Item(Struct, frozen=True):
    """One line of the checklist. Instants are UTC. drawn: as in Remembered; None without a trial."""

    habit: Habit
    due: datetime
    useful_until: datetime
    asks_at: datetime | None
    state: State
    snoozed_until: datetime | None
    marked_at: datetime | None
    claim: Claim | None
    times_told: int
    drawn: bool | None = None

    @property
    def answered(self) -> bool:
        return self.state in (State.DONE, State.SKIPPED)

    @property
    def left_to_chance(self) -> bool:
        """Whether the user's own trial goes without it tonight: it does not pop up, and is not left open."""
        return self.drawn is False and not self.answered

    @property
    def pops_up_at(self) -> datetime | None:
        """The instant from which the nudge should pop up; None if it will not (again)."""
        if self.answered or self.state is State.PAST:
            return None
        if self.snoozed_until is not None:
            # Asked for by the user, so also for list-only habits. A flight may have moved `due` past it.
            return max(self.snoozed_until, self.due)
        return self.due if self.habit.notify and self.claim is None else None

    @property
    def on_show(self) -> bool:
        """Whether the notification shows it: due, claimed and not yet answered."""
        return (
            self.state is State.DUE
            and self.claim is not None
            and self.claim.told_at is not None
            and not self.claim.acknowledged
        )

    @property
    def waiting(self) -> bool:
        """Whether it needs the user now. An acknowledged heads-up does not."""
        acknowledged = self.claim is not None and self.claim.acknowledged
        return self.state is State.DUE and (self.habit.kind is Kind.DO or not acknowledged)

    def asking(self, now: datetime) -> bool:
        """Whether it is time to ask about an abstain habit ("none since then?")."""
        return self.asks_at is not None and not self.answered and now >= self.asks_at

    def can_snooze(self, until: datetime) -> bool:
        """Whether a snooze would end while the nudge is still useful."""
        return not self.answered and self.due < until < self.useful_until


def checklist(plan: Iterable[Nudge], remembered: Remembered, now: datetime) -> tuple[Item, ...]:
    """The items of a night in the order of its plan."""
    return tuple(_item(nudge, remembered, now) for nudge in plan)


def _item(nudge: Nudge, remembered: Remembered, now: datetime) -> Item:
    id_ = nudge.habit.id
    mark = remembered.marks.get(id_)
    if mark is not None and mark.answer is Answer.CLEARED:
        mark = None
    drawn = remembered.drawn.get(id_)
    snoozed_until = remembered.snoozes.get(id_) if mark is None and drawn is not False else None
    return Item(
        nudge.habit,
        nudge.due,
        nudge.useful_until,
        nudge.asks_at,
        State.PAST if drawn is False and mark is None else _state(nudge, mark, snoozed_until, now),
        snoozed_until,
        None if mark is None else mark.at,
        remembered.claims.get(id_),
        remembered.times_told.get(id_, 0),
        drawn,
    )


def _state(nudge: Nudge, mark: Mark | None, snoozed_until: datetime | None, now: datetime) -> State:
    if mark is not None:
        return State(mark.answer.value)
    if now >= nudge.useful_until:
        return State.PAST
    if snoozed_until is not None and now < snoozed_until:
        return State.SNOOZED
    return State.DUE if now >= nudge.due else State.LATER
