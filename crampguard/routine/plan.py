"""The plan of a night: all its nudges in order, a pure function of calendar, zone, schedule and habits."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from crampguard.routine.habits import Habit
from crampguard.routine.nights import Night
from crampguard.routine.schedule import Schedule


class Routine(Struct, frozen=True):
    """The settings that a plan is computed from."""

    schedule: Schedule
    habits: tuple[Habit, ...]


class Nudge(Struct, frozen=True):
    """A habit at its instant in a night, in UTC: worth a pop-up in due <= now < useful_until.

    asks_at: when an abstain habit asks "none since then?"; None for the others.
    """

    habit: Habit
    due: datetime
    useful_until: datetime
    asks_at: datetime | None


def plan(night: Night, habits: Iterable[Habit]) -> tuple[Nudge, ...]:
    """The nudges of the night, by due, then id."""
    nudges = (_nudge(night, habit) for habit in habits if habit.belongs_to(night.date))
    return tuple(sorted(nudges, key=lambda nudge: (nudge.due, nudge.habit.id)))


def due_at(bedtime: datetime, wake: datetime, lead: int) -> datetime:
    """When a habit is due: `lead` minutes before bedtime, but not before getting up."""
    return max(bedtime - timedelta(minutes=lead), wake)


def _nudge(night: Night, habit: Habit) -> Nudge:
    due = due_at(night.bedtime, night.wake, habit.lead)
    return Nudge(
        habit,
        due,
        useful_until=min(due + timedelta(minutes=habit.useful_for), night.ends),
        asks_at=None
        if habit.ask_from is None
        else max(due, night.bedtime - timedelta(minutes=habit.ask_from)),
    )
