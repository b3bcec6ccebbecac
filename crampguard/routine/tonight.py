"""Tonight: the one state that tray, window, notification and command line all show."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from functools import partial

from msgspec import Struct

from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind, Offer, good_night_offer, offers, snooze_times, tick
from crampguard.routine.checklist import Item, Pause, State
from crampguard.routine.clock import ClockStyle, clock_text
from crampguard.routine.nights import Night
from crampguard.routine.notice import HOUR_BEFORE_BED, Notice, discreet, notice

GOOD_NIGHT_FROM = timedelta(hours=2)  # before bedtime
SETTLING = timedelta(seconds=20)  # after a gap, so that a lid that opens and shuts shows nothing


class NextUp(Struct, frozen=True):
    """The next pop-up: its night, its instant and the habits that come together."""

    night: date
    at: datetime
    habits: tuple[str, ...]


class LastAnswer(Struct, frozen=True):
    """What was answered last, in words, and the action that takes it back."""

    text: str
    undo: Action


class Tonight(Struct, frozen=True):
    """A night as it stands at `now`. Instants are UTC; `local` turns them into the user's wall clock.

    question: the morning's, about the night before this one, whose date is `about`. pause: the last one,
    perhaps over. gap_ended: when the program last began to watch (start, resume); what came due before then,
    or in a pause, is told SETTLING later. joined: something is told just now for the first time, so the
    notification may pop up. own_popup: in a window of ours even where there is a notification server.
    discreet: what others may see by accident names no habit. sound: a notification
    comes with our soft sound; sound_late: also in the hour before bed. problems: lines the user needs to see.
    news: one that stays until it was read. last_answer: the latest one of this run, as long as it can be
    taken back. closed_at: when the user said good night. clock_style: how times are shown. dark_evening:
    whether windows are dark late in the evening.
    """

    now: datetime
    zone: tzinfo
    night: Night
    items: tuple[Item, ...]
    question: Item
    about: date
    pause: Pause | None
    gap_ended: datetime
    snooze: timedelta
    next: NextUp | None = None
    joined: bool = False
    own_popup: bool = False
    discreet: bool = False
    sound: bool = False
    sound_late: bool = False
    problems: tuple[str, ...] = ()
    news: str = ""
    last_answer: LastAnswer | None = None
    closed_at: datetime | None = None
    clock_style: ClockStyle = ClockStyle.HOURS_24
    dark_evening: bool = False

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone)

    def clock(self, at: datetime | time) -> str:
        """An instant on the user's wall clock, or a wall time, as the user reads it."""
        return clock_text(self.local(at) if isinstance(at, datetime) else at, self.clock_style)

    @property
    def paused(self) -> bool:
        return self.pause is not None and self.pause.holds(self.now)

    @property
    def asleep(self) -> bool:
        return self.now >= self.night.bedtime

    @property
    def winding_down(self) -> bool:
        """The hour before bed: short words, no sound unless it is wished."""
        return self.now >= self.night.bedtime - HOUR_BEFORE_BED

    @property
    def dark(self) -> bool:
        """Whether windows are dark now whatever the desktop is: from two hours before bed to getting up."""
        return self.dark_evening and self.now >= self.night.bedtime - GOOD_NIGHT_FROM

    @property
    def silent(self) -> bool:
        """Whether a notification that pops up now makes no sound, not even the desktop's own."""
        return self.winding_down and not (self.sound and self.sound_late)

    @property
    def closed(self) -> bool:
        """Whether the user said good night: nothing pops up until the morning."""
        return self.closed_at is not None

    @property
    def good_night(self) -> Offer | None:
        """From two hours before bedtime on, while the evening is open."""
        offered = not self.closed and self.night.bedtime - GOOD_NIGHT_FROM <= self.now < self.night.ends
        return good_night_offer(self.night.date) if offered else None

    @property
    def foremost(self) -> Item | None:
        """The item that wants the user most: what popped up last and waits, else the first that waits."""
        waiting = [] if self.closed else [item for item in self.items if item.waiting]
        popped_up = [item for item in waiting if item.on_show]
        return max(popped_up, key=_told_at) if popped_up else next(iter(waiting), None)

    @property
    def progress(self) -> tuple[int, int]:
        """How many are done, of how many; what is skipped or left to chance is not counted."""
        done = sum(item.state is State.DONE for item in self.items)
        return done, sum(item.state is not State.SKIPPED and not item.left_to_chance for item in self.items)

    @property
    def all_items(self) -> tuple[Item, ...]:
        """Everything that may pop up: the question and the items."""
        return (self.question, *self.items)

    @property
    def notice(self) -> Notice | None:
        """What the notification shows now; nothing while paused."""
        if self.paused or self.closed:
            return None
        found = notice(self.night, self.about, self.all_items, self.now, self.snooze)
        return discreet(found) if found is not None and self.discreet else found

    def offers(self, item: Item) -> tuple[Offer, ...]:
        """What can be answered about the item now."""
        return offers(item, self.night.date, self.now, self.snooze)

    def snooze_offers(self, item: Item) -> tuple[Offer, ...]:
        """The times to which the item can be put off, beside the usual snooze."""
        snooze = partial(Action, ActionKind.SNOOZE, self.night.date, (item.habit.id,))
        return tuple(
            Offer(snooze(until=at), _("At {time}").format(time=self.clock(at)))
            for at in snooze_times(item, self.now, self.snooze, self.zone)
        )

    def tick(self, item: Item) -> Action | None:
        """What a click on the item does; None where its tick is only asked for later."""
        return tick(item, self.night.date, self.now)

    @property
    def asks(self) -> bool:
        """Whether the morning question waits. One that was passed over (at a first start) does not."""
        claim = self.question.claim
        return self.question.waiting and (claim is None or claim.told_at is not None)

    def tells_at(self, item: Item) -> datetime | None:
        """The instant, now or later, at which the item pops up, after snooze, pause and gap; None: never."""
        at = item.pops_up_at
        if at is None or self.closed:
            return None
        if at < self.gap_ended:
            at = self.gap_ended + SETTLING
        if self.pause is not None and not self.pause.revoked(self.now):
            if self.pause.until is None:
                return None
            if at < self.pause.until:
                at = self.pause.until + SETTLING
        at = max(at, self.now)
        return at if at < item.useful_until else None

    def to_tell(self) -> tuple[Item, ...]:
        """What pops up at this instant. What still settles comes along, so that there is one pop-up."""
        if all(self.tells_at(item) != self.now for item in self.all_items):
            return ()
        return tuple(
            item for item in self.all_items if (at := item.pops_up_at) is not None and at <= self.now
        )

    def next_up(self) -> NextUp | None:
        """The next pop-up of this night; the question does not count."""
        times = {item.habit.id: at for item in self.items if (at := self.tells_at(item)) is not None}
        first = min(times.values(), default=None)
        if first is None:
            return None
        return NextUp(self.night.date, first, tuple(id_ for id_, at in times.items() if at == first))

    def next_change(self) -> datetime:
        """The next instant at which this state is no longer true; `now` if something wants to be told."""
        tells = [at for item in self.all_items if (at := self.tells_at(item)) is not None]
        return min([*tells, *(at for at in self._changes() if at > self.now)], default=self.night.ends)

    def _changes(self) -> Iterator[datetime]:
        yield self.night.bedtime - GOOD_NIGHT_FROM
        yield self.night.bedtime - HOUR_BEFORE_BED
        yield self.night.bedtime
        yield self.night.ends
        if self.pause is not None and self.pause.until is not None:
            yield self.pause.earliest
            yield self.pause.until
        for item in self.all_items:
            yield item.due
            yield item.useful_until - self.snooze  # from here on a snooze would end too late
            yield item.useful_until
            if item.asks_at is not None:
                yield item.asks_at
            if item.snoozed_until is not None:
                yield item.snoozed_until


def _told_at(item: Item) -> datetime:
    claim = item.claim
    return item.due if claim is None or claim.told_at is None else claim.told_at
