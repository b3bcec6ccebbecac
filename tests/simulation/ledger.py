"""The rules of time once more, as a patient user with a calendar and a good memory would keep them.

Nothing here asks the program: nights come from what clocks show (tests/routine/strategies.py), the rest from
what the user did and was told.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from crampguard.routine.habits import REGULAR_BEDTIME, Habit, Kind
from crampguard.routine.schedule import Hours
from tests.routine.strategies import meant, readings, shown

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SETTLING = timedelta(seconds=20)
BUTTONS_KNOWN_FOR = timedelta(days=7)

# The question about the night before, which is asked when a night begins.
MORNING = Habit("morning", "How was the night?", nudge="One click if there was no cramp.", useful_for=8 * 60)

Key = tuple[date, str]


@dataclass(frozen=True, eq=False)
class Choices:
    """What the settings say at a time: hours from Monday's night on, habits by id, the length of a snooze."""

    week: tuple[Hours, ...]
    habits: Mapping[str, Habit]
    snooze: timedelta


@dataclass(frozen=True)
class Span:
    """A night: from getting up to getting up."""

    date: date
    wake: datetime
    bedtime: datetime
    ends: datetime


@dataclass(frozen=True)
class Due:
    habit: Habit
    at: datetime
    until: datetime


@dataclass
class Memory:
    """What happened to a habit in a night. told: it was on screen; claimed: it will not come by itself."""

    mark: str = ""
    claimed: bool = False
    told: bool = False
    heard: bool = False
    snooze: datetime | None = None

    def claim(self, *, told: bool) -> None:
        self.claimed, self.told, self.heard, self.snooze = True, told, False, None

    def release(self, snooze: datetime | None = None) -> None:
        self.claimed, self.told, self.heard, self.snooze = False, False, False, snooze


@dataclass
class Paused:
    since: datetime
    until: datetime | None
    resumed: bool = False

    def over(self, now: datetime) -> bool:
        """Whether the clock was set back to long before it, or to before the user ended it."""
        if self.until is None:
            return False
        return now < (self.until if self.resumed else self.since - (self.until - self.since))


@dataclass
class Ledger:
    zone: ZoneInfo
    choices: Choices  # those that the program goes by
    seen: Choices | None = None  # those that the diary last saw
    bedtimes: dict[date, tuple[time, datetime]] = field(default_factory=dict)
    memories: defaultdict[Key, Memory] = field(default_factory=lambda: defaultdict(Memory))
    mornings: set[date] = field(default_factory=set)  # the nights that were told of
    closed: dict[date, list[str]] = field(default_factory=dict)  # what good night answered in that night
    pause: Paused | None = None
    gap_ended: datetime | None = None

    # Nights

    def night_of(self, now: datetime) -> date:
        return _night_of(self.choices, now, self.zone)

    def has_begun(self, night: date, now: datetime) -> bool:
        return _has_begun(self.choices, night, now, self.zone)

    def night(self, day: date) -> Span:
        return _night(self.choices, day, self.zone, self.bedtimes.get(day))

    def plan(self, day: date, choices: Choices | None = None) -> Mapping[str, Due]:
        return _plan(choices or self.choices, day, self.zone, self.bedtimes.get(day))

    # What the user sees

    def state(self, due: Due, night: date, now: datetime) -> str:
        memory = self.memories[night, due.habit.id]
        if answer := self.answer(night, due.habit.id):
            return answer
        if now >= due.until:
            return "past"
        if memory.snooze is not None and now < memory.snooze:
            return "snoozed"
        return "due" if now >= due.at else "later"

    def answer(self, night: date, habit: str) -> str:
        if habit == MORNING.id:
            return "done" if self.about(night) in self.mornings else ""
        return self.memories[night, habit].mark

    def about(self, night: date) -> date:
        """The night that the question asked in a night is about."""
        return next(day for n in range(1, 4) if exists(day := night - n * DAY, self.zone))

    def slept(self, now: datetime) -> date:
        """The latest night whose bedtime was at least an hour ago."""
        night = self.night(self.night_of(now))
        return night.date if night.bedtime + 60 * MINUTE <= now else self.about(night.date)

    def on_show(self, now: datetime) -> set[str]:
        """What the one notification may show."""
        night = self.night_of(now)
        if self.paused(now) or night in self.closed:
            return set()
        memories = {id_: self.memories[night, id_] for id_ in self.plan(night)}
        return {
            id_
            for id_, due in self.plan(night).items()
            if memories[id_].told and not memories[id_].heard and self.state(due, night, now) == "due"
        }

    def paused(self, now: datetime) -> bool:
        pause = self.pause
        if pause is None or pause.resumed or pause.over(now):
            return False
        return pause.until is None or now < pause.until

    # Telling

    def to_tell(self, now: datetime) -> set[Key]:
        """What has to pop up at this instant."""
        wanted = self._wanted(now)
        if all(ready > now for ready, _since in wanted.values()):
            return set()
        night = self.night_of(now)
        return {(night, id_) for id_, (_ready, since) in wanted.items() if since <= now}

    def next_change(self, now: datetime) -> datetime:
        """The latest instant at which the program has to look again."""
        night = self.night(self.night_of(now))
        plan = self.plan(night.date)
        changes = [night.bedtime, night.ends]
        changes += [instant for due in plan.values() for instant in (due.at, due.until)]
        if self.paused(now) and self.pause is not None and self.pause.until is not None:
            changes.append(self.pause.until)
        ready = [ready for ready, _since in self._wanted(now).values()]
        return min([*ready, *(change for change in changes if change > now)])

    def _wanted(self, now: datetime) -> dict[str, tuple[datetime, datetime]]:
        """By habit: when it has to be told, now or later, and since when it has wanted to be."""
        night = self.night_of(now)
        found: dict[str, tuple[datetime, datetime]] = {}
        if night in self.closed:
            return found
        for id_, due in self.plan(night).items():
            memory = self.memories[night, id_]
            if self.state(due, night, now) in ("done", "skipped", "past"):
                continue
            if memory.snooze is None and (memory.claimed or not due.habit.notify):
                continue
            since = due.at if memory.snooze is None else max(due.at, memory.snooze)
            ready = self._ready(since, now)
            if ready is not None and ready < due.until:
                found[id_] = ready, since
        return found

    def _ready(self, since: datetime, now: datetime) -> datetime | None:
        ready = since
        if self.gap_ended is not None and ready < self.gap_ended:
            ready = self.gap_ended + SETTLING
        if self.paused(now) and self.pause is not None and self.pause.until is None:
            return None
        if self.pause is not None and self.pause.until is not None and not self.pause.over(now):
            ready = self.pause.until + SETTLING if ready < self.pause.until else ready
        return max(ready, now)

    def tell(self, told: set[Key]) -> None:
        for key in told:
            self.memories[key].claim(told=True)

    def watching(self, now: datetime, *, since: datetime | None = None) -> None:
        """The program looks, and has watched since then if it was away. A gap cannot end after now."""
        self.gap_ended = min(since or self.gap_ended or now, now)

    # What the user does

    def mark(self, night: date, habit: str, answer: str) -> None:
        self.memories[night, habit].mark = "" if answer == "cleared" else answer

    def hear(self, night: date, habit: str) -> None:
        memory = self.memories[night, habit]
        memory.claimed, memory.heard, memory.snooze = True, True, None

    def may_snooze(self, night: date, habit: str, until: datetime) -> bool:
        due = self.plan(night).get(habit) if exists(night, self.zone) else None
        return due is not None and not self.answer(night, habit) and due.at < until < due.until

    def close(self, now: datetime) -> None:
        """Good night."""
        night = self.night(self.night_of(now))
        if night.date in self.closed:
            return
        left = [
            id_
            for id_, due in self.plan(night.date).items()
            if id_ != MORNING.id and due.habit.kind is Kind.DO and not self.answer(night.date, id_)
        ]
        self.closed[night.date] = left
        for id_ in left:
            in_time = id_ == REGULAR_BEDTIME and abs(now - night.bedtime) <= 30 * MINUTE
            self.mark(night.date, id_, "done" if in_time else "skipped")

    def reopen(self, now: datetime) -> None:
        night = self.night_of(now)
        for id_ in self.closed.pop(night, []):
            self.mark(night, id_, "cleared")

    def press(self, night: date, habits: tuple[str, ...], key: str, now: datetime) -> None:
        if key == "goodnight":
            if night == self.night_of(now):
                self.close(now)
            return
        for id_ in habits:
            habit = self.choices.habits.get(id_)
            until = now + self.choices.snooze
            if key == "none" and id_ == MORNING.id:
                self.mornings.add(self.about(night))
            elif key == "skip":
                self.mark(night, id_, "skipped")
            elif key == "done" and habit is not None and habit.kind is Kind.DO:
                self.mark(night, id_, "done")
            elif key == "snooze" and habit is not None and self.may_snooze(night, id_, until):
                self.memories[night, id_].release(until)
            elif key in ("done", "ok", "snooze"):
                self.hear(night, id_)

    def resume(self, now: datetime) -> None:
        if self.pause is not None and self.paused(now):
            self.pause.until, self.pause.resumed = now, True

    def may_move_bedtime(self, wall: time | None, now: datetime) -> bool:
        ends = self.night(self.night_of(now)).ends
        return wall is None or first_after(wall, now, self.zone) < ends

    def move_bedtime(self, wall: time | None, now: datetime) -> None:
        night = self.night_of(now)
        before = self.plan(night)
        self.bedtimes.pop(night, None)
        if wall is not None:
            self.bedtimes[night] = wall, now
        self._rearm(night, before, now)

    def take_up(self, choices: Choices, now: datetime) -> None:
        """The program reads the settings, at its start or after an edit."""
        self.choices = choices
        night = self.night_of(now)
        before = {} if self.seen is None else self.plan(night, self.seen)
        self._rearm(night, before, now)
        self.seen = choices

    def _rearm(self, night: date, before: Mapping[str, Due], now: datetime) -> None:
        for id_, due in self.plan(night).items():
            memory, was = self.memories[night, id_], before.get(id_)
            if self.answer(night, id_):
                continue
            if due.at > now:
                if was is None or was.at != due.at:
                    memory.release()
            elif due.habit.notify and not memory.claimed and memory.snooze is None:
                waiting = was is not None and was.at <= now and was.habit.notify
                memory.claimed = not waiting  # else it passes in silence


# Nights, worked out once


@lru_cache(1000)
def _night_of(choices: Choices, now: datetime, zone: ZoneInfo) -> date:
    today = shown(now, zone).date()
    days = (today + n * DAY for n in range(2, -5, -1))
    return next(day for day in days if _has_begun(choices, day, now, zone))


def _has_begun(choices: Choices, night: date, now: datetime, zone: ZoneInfo) -> bool:
    return exists(night, zone) and _wake(choices, night, zone) <= now


@lru_cache(1000)
def _plan(
    choices: Choices, day: date, zone: ZoneInfo, other: tuple[time, datetime] | None
) -> Mapping[str, Due]:
    night = _night(choices, day, zone, other)
    found = {MORNING.id: Due(MORNING, night.wake, min(night.wake + 8 * 60 * MINUTE, night.ends))}
    for habit in choices.habits.values():
        if habit.enabled and day.weekday() in habit.days:
            due = max(night.wake, night.bedtime - habit.lead * MINUTE)
            found[habit.id] = Due(habit, due, min(due + habit.useful_for * MINUTE, night.ends))
    return found


@lru_cache(1000)
def _night(choices: Choices, day: date, zone: ZoneInfo, other: tuple[time, datetime] | None) -> Span:
    wake, ends = _wake(choices, day, zone), _wake(choices, next_date(day, zone), zone)
    hours = choices.week[day.weekday()]
    bedtime = wall_on(day + DAY if hours.bedtime <= hours.wake else day, hours.bedtime, zone)
    if other is not None:
        moved = first_after(*other, zone)
        bedtime = moved if wake <= moved < ends else bedtime
    return Span(day, wake, min(bedtime, ends - MINUTE), ends)


def _wake(choices: Choices, day: date, zone: ZoneInfo) -> datetime:
    return wall_on(day, choices.week[day.weekday()].wake, zone)


# Clocks and calendars


@lru_cache(100_000)
def wall_on(day: date, wall: time, zone: ZoneInfo) -> datetime:
    return meant(day, wall, zone)


@lru_cache(100_000)
def exists(day: date, zone: ZoneInfo) -> bool:
    return any(readings(day, time(hour), zone) for hour in (12, *range(24)))


def next_date(day: date, zone: ZoneInfo) -> date:
    return next(later for n in range(1, 4) if exists(later := day + n * DAY, zone))


@lru_cache(10_000)
def first_after(wall: time, after: datetime, zone: ZoneInfo) -> datetime:
    """The first time that clocks show this, or skip over it."""
    today = shown(after, zone).date()
    days = [today + n * DAY for n in range(-2, 4)]
    return min(
        at for day in days for at in readings(day, wall, zone) or [meant(day, wall, zone)] if at > after
    )
