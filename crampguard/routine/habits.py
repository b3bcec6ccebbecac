"""Habits: the evening measures, each with its texts, its times and the strength of its evidence."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct

EVERY_DAY = frozenset(range(7))
REGULAR_BEDTIME = "regular_bedtime"  # its id in the catalogue


class Kind(StrEnum):
    """DO: ticked when done. ABSTAIN: the nudge is a heads-up, and the tick is asked for later."""

    DO = "do"
    ABSTAIN = "abstain"


class Evidence(StrEnum):
    """How strong the evidence is; resources/habits.toml explains the levels."""

    GOOD = "good"
    MIXED = "mixed"
    WEAK = "weak"
    CONVENTION = "convention"


class Source(Struct, frozen=True):
    """Where a fact comes from. year: None for an undated page. read: False if only cited by others."""

    title: str
    author: str
    url: str
    year: int | None = None
    read: bool = True


class Habit(Struct, frozen=True):
    """One evening measure, from the catalogue or the user's own. Durations are minutes.

    lead: due that long before bedtime. useful_for: that long after it is due. ask_from: an abstain habit is
    asked about from that long before bedtime. days: weekdays of the night, Monday is 0. notify: it may pop
    up; otherwise it is in the list only. nudge_fluid_limit: replaces `nudge` for someone who was told to
    limit fluids. short: the reason in a sentence or two; why: the full one.
    """

    id: str
    title: str = ""
    kind: Kind = Kind.DO
    lead: int = 60
    useful_for: int = 60
    ask_from: int | None = None
    enabled: bool = True
    notify: bool = True
    days: frozenset[int] = EVERY_DAY
    nudge: str = ""
    nudge_fluid_limit: str = ""
    short: str = ""
    why: str = ""
    caution: str = ""
    caution_short: str = ""
    caution_always: bool = False
    evidence: Evidence | None = None
    evidence_timing: Evidence | None = None
    lowest_lead: int | None = None
    sources: tuple[Source, ...] = ()

    def belongs_to(self, night: date) -> bool:
        """Whether it is part of that night by the present settings."""
        return self.enabled and night.weekday() in self.days


HABIT_TEXTS = ("title", "nudge", "nudge_fluid_limit", "short", "why", "caution", "caution_short")  # fields


def named_habit(habits: Iterable[Habit], id_: str) -> Habit:
    """The habit with that id; one that no longer exists has its id as title."""
    return next((habit for habit in habits if habit.id == id_), Habit(id_, title=id_))


def evening_order(habits: Iterable[Habit], also: Iterable[str] = ()) -> list[Habit]:
    """The habits in evening order, then those ids of `also` that no longer exist, with the id as title."""
    known = sorted(habits, key=lambda habit: (-habit.lead, habit.id))
    deleted = sorted(set(also) - {habit.id for habit in known})
    return [*known, *(Habit(id_, title=id_) for id_ in deleted)]
