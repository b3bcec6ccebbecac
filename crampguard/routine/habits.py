"""Habits: the evening measures, each with its words, its minutes and how sure anyone can be about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

EVERY_DAY = frozenset(range(7))
REGULAR_BEDTIME = "regular_bedtime"  # its id in the catalogue


class Kind(StrEnum):
    """Do: ticked when done. Abstain: the nudge is a heads-up, the tick is asked for later."""

    DO = "do"
    ABSTAIN = "abstain"


class Evidence(StrEnum):
    """How strong the ground is; the words are explained in resources/habits.toml."""

    GOOD = "good"
    MIXED = "mixed"
    WEAK = "weak"
    CONVENTION = "convention"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. year: None for an undated page. read: False where only others quote it."""

    title: str
    author: str
    url: str
    year: int | None = None
    read: bool = True


@dataclass(frozen=True, slots=True)
class Habit:
    """One evening measure, from the catalogue or of the user's own. Durations are minutes.

    lead: before bedtime. useful_for: after it is due. ask_from: before bedtime, abstain only. days: weekdays
    of the night, Monday is 0. notify: it may pop up, else it is in the list only. nudge_fluid_limit: said
    instead of `nudge` to someone who was told to limit fluids. short: the answer in a sentence or two; why:
    the long one.
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
        """Whether that night's evening has it, as the habits are set now."""
        return self.enabled and night.weekday() in self.days


def evening_order(habits: Iterable[Habit], also: Iterable[str] = ()) -> list[Habit]:
    """The habits as they come in an evening; last those of `also` that were deleted, under their ids."""
    known = sorted(habits, key=lambda habit: (-habit.lead, habit.id))
    deleted = sorted(set(also) - {habit.id for habit in known})
    return [*known, *(Habit(id_, title=id_) for id_ in deleted)]
