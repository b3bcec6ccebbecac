"""What may happen: every schedule the validator takes, every zone, and instants where clocks do odd things.

Beside them the rules of time once more, found by looking what the clocks of a zone show, for comparison.
"""

import zoneinfo
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import assume
from hypothesis import strategies as st

from crampguard.routine.habits import Habit, Kind
from crampguard.routine.localtime import DAY, MINUTE
from crampguard.routine.nights import OtherBedtime
from crampguard.routine.schedule import Hours, Schedule

ZONES = sorted(zoneinfo.available_timezones())
NASTY_ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Caracas",
    "America/Havana",
    "America/Nuuk",
    "America/Sao_Paulo",
    "America/Scoresbysund",
    "America/St_Johns",
    "Antarctica/Casey",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
    "Pacific/Fakaofo",
)
# The clocks of both went from 29 to 31 December 2011 at this instant (Fakaofo an hour later).
SKIPPED_DATE = date(2011, 12, 30)
_SKIPPED_AT = datetime(2011, 12, 30, 10, tzinfo=UTC)

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
LAST = datetime(2040, 12, 31, tzinfo=UTC)
_STEP = timedelta(days=5)  # no zone changes its clocks and changes them back within so short a time
_SECOND = timedelta(seconds=1)
_DAY_IN_MINUTES = 24 * 60


# Zones


@dataclass(frozen=True)
class Transition:
    """From `at` on, the clocks of a zone differ from UTC by `after` and no longer by `before`."""

    at: datetime
    before: timedelta
    after: timedelta


def shown(instant: datetime, zone: tzinfo) -> datetime:
    """What clocks show at an instant."""
    return instant.astimezone(zone).replace(tzinfo=None)


def offset(instant: datetime, zone: tzinfo) -> timedelta:
    return instant.astimezone(zone).replace(tzinfo=UTC) - instant


@cache
def transitions(key: str) -> tuple[Transition, ...]:
    """Every change of the clocks of a zone in 2000-2040."""
    zone = ZoneInfo(key)
    found = []
    left, before = FIRST, offset(FIRST, zone)
    while left < LAST:
        right = left + _STEP
        after = offset(right, zone)
        if after != before:
            low, high = left, right
            while high - low > MINUTE:  # all changes of this century are at whole minutes
                middle = low + (high - low) // MINUTE // 2 * MINUTE
                low, high = (middle, high) if offset(middle, zone) == before else (low, middle)
            found.append(Transition(high, before, after))
        left, before = right, after
    return tuple(found)


def readings(day: date, wall: time, zone: tzinfo) -> list[datetime]:
    """The instants at which clocks show the wall time on that date: none, one or two."""
    local = datetime.combine(day, wall)
    as_utc = local.replace(tzinfo=UTC)
    offsets = {offset(as_utc + n * DAY, zone) for n in range(-2, 3)}
    return sorted(as_utc - o for o in offsets if shown(as_utc - o, zone) == local)


def meant(day: date, wall: time, zone: tzinfo) -> datetime:
    """The instant that the rules give to a wall time: its first reading, else moved forward by the gap."""
    as_utc = datetime.combine(day, wall, tzinfo=UTC)
    return (readings(day, wall, zone) or [as_utc - offset(as_utc - 2 * DAY, zone)])[0]


@st.composite
def changes(draw: st.DrawFn) -> tuple[Transition, ZoneInfo]:
    """A change of the clocks of some zone."""
    key = draw(st.sampled_from(ZONES) | st.sampled_from(NASTY_ZONES))
    assume(transitions(key))
    return draw(st.sampled_from(transitions(key))), ZoneInfo(key)


# Instants and zones


@st.composite
def moments(draw: st.DrawFn) -> tuple[datetime, ZoneInfo]:
    """An instant in a zone, mostly within two days of a change of its clocks."""
    key = draw(st.sampled_from(ZONES) | st.sampled_from(NASTY_ZONES))
    changed = [change.at for change in transitions(key)]
    where = draw(st.sampled_from(("change", "change", "change", "skipped date", "anywhere")))
    if where == "skipped date":
        key, near = draw(st.sampled_from(("Pacific/Apia", "Pacific/Fakaofo"))), _SKIPPED_AT
    elif where == "change" and changed:
        near = draw(st.sampled_from(changed))
    else:
        near = FIRST + draw(st.integers(0, (LAST - FIRST) // MINUTE)) * MINUTE
    away = draw(
        st.integers(-2 * _DAY_IN_MINUTES, 2 * _DAY_IN_MINUTES).map(lambda n: n * MINUTE)
        | st.integers(-2, 2).map(lambda n: n * _SECOND)
    )
    return near + away, ZoneInfo(key)


def walls() -> st.SearchStrategy[time]:
    return st.integers(0, _DAY_IN_MINUTES - 1).map(_wall)


def _wall(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


# Schedules


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Any schedule that the validator takes, made sound from the start: nothing is thrown away.

    Two wakes in a row are at least 7 hours apart (4 awake, 3 in bed), and each bedtime lies between them and
    at most a day after its own wake.
    """
    if draw(st.booleans()):  # the same hours every day, as most people have
        wake = draw(st.integers(0, _DAY_IN_MINUTES - 1))
        wakes = [wake] * 7
        awake = [draw(st.integers(4 * 60, 21 * 60))] * 7
    else:
        wakes = [draw(st.integers(0, _DAY_IN_MINUTES - 1))]
        for day in range(1, 7):
            earliest = max(0, wakes[-1] - 17 * 60)
            latest = _DAY_IN_MINUTES - 1 if day < 6 else min(_DAY_IN_MINUTES - 1, wakes[0] + 17 * 60)
            wakes.append(draw(st.integers(earliest, latest)))
        following = [*wakes[1:], wakes[0]]
        awake = [
            draw(st.integers(4 * 60, min(_DAY_IN_MINUTES + after - wake - 3 * 60, _DAY_IN_MINUTES)))
            for wake, after in zip(wakes, following, strict=True)
        ]
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        Hours(_wall(wake), _wall(wake + minutes)) for wake, minutes in zip(wakes, awake, strict=True)
    )
    return Schedule((monday, tuesday, wednesday, thursday, friday, saturday, sunday))


def weeks() -> st.SearchStrategy[list[Hours]]:
    """Seven hours, sound or not."""
    return st.lists(st.builds(Hours, walls(), walls()), min_size=7, max_size=7)


@st.composite
def other_bedtimes(draw: st.DrawFn, near: datetime) -> OtherBedtime:
    """Another bedtime, said within a day and a half of an instant."""
    away = draw(st.integers(-36 * 60, 36 * 60))
    return OtherBedtime(draw(walls()), near + away * MINUTE)


# Habits


def habits() -> st.SearchStrategy[list[Habit]]:
    """A list of habits with the leads and lengths that the settings allow."""
    minutes = st.integers(0, _DAY_IN_MINUTES)
    habit = st.builds(
        Habit,
        id=st.sampled_from(("a", "aa", "b", "c", "d")),
        title=st.just("A title"),
        kind=st.sampled_from(Kind),
        lead=minutes | st.sampled_from((0, 15, 60)),
        useful_for=st.integers(1, _DAY_IN_MINUTES),
        ask_from=st.none() | minutes,
        enabled=st.sampled_from((True, True, True, False)),
        notify=st.booleans(),
        days=st.sampled_from((frozenset(range(7)), frozenset(range(7)), frozenset((0, 2, 4, 5)))),
    )
    return st.lists(habit, max_size=5, unique_by=lambda habit: habit.id)
