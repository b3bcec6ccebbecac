"""What coincides: cramps on nights with a habit against nights without it, as one person's diary tells it.

Nights that someone chose are no experiment, and figures looked at every week find a pattern in nothing: with
ten idle habits a third of all users would see one in two years. So the counts move once a week, and a verdict
is given at four looks only, corrected for the habits (Holm) and for the looks (four times). Between two looks
the last verdict stands. Everything is a function of the records: the same diary, the same verdicts, whenever
it is opened. tests/insights_simulation.py measures how often it errs.

A recorded night has its morning answered. Done is counted against skipped, never against silence: a recorded
night without a mark for the habit is left out, and the number left out is told; a night to which the habit
did not belong is not among them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain
from typing import Any

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit, evening_order
from crampguard.routine.localtime import DAY
from crampguard.routine.record import Record
from crampguard.routine.statistics import fisher, holm, newcombe

LOOKS = (91, 182, 364, 728)  # recorded nights
ERROR = 0.05  # of users whom idle habits may deceive, over all looks and habits

_EARLY_NIGHTS, _EARLY_SIDE, _EARLY_CRAMPS = 28, 10, 5
_FULL_NIGHTS, _FULL_SIDE = 56, 20
_SUNDAY = 6


class Tier(StrEnum):
    """How much the nights of a habit can carry: counts alone, an interval, or a test."""

    COUNTS = "counts"
    EARLY = "early"
    FULL = "full"


class Verdict(StrEnum):
    TOO_EARLY = "too_early"
    NO_CLEAR_PATTERN = "no_clear_pattern"
    FEWER = "coincides_with_fewer"
    MORE = "coincides_with_more"


@dataclass(frozen=True, slots=True)
class Side:
    """Recorded nights on which the habit was done, or skipped, and on how many of them there was a cramp."""

    nights: int
    cramps: int

    @property
    def rate(self) -> float:
        """Cramp nights of all, 0 to 1; nights >= 1."""
        return self.cramps / self.nights


@dataclass(frozen=True, slots=True)
class Figures:
    """difference: the cramp rate with the habit minus the rate without; interval: its 95 % interval.

    p: Fisher's, two-sided. p_holm: after Holm over the habits in tier full; 1 in tier early, which is not
    among them and claims nothing.
    """

    difference: float
    interval: tuple[float, float]
    p: float
    p_holm: float = 1.0


_NO_FIGURES = dict.fromkeys(field.name for field in fields(Figures))


@dataclass(frozen=True, slots=True)
class Insight:
    """One habit. left_out: recorded nights of it without a mark. figures: None in tier counts."""

    habit: Habit
    done: Side
    skipped: Side
    left_out: int
    tier: Tier
    figures: Figures | None
    verdict: Verdict = Verdict.TOO_EARLY

    @property
    def claims(self) -> bool:
        """Whether the last look found that it coincides with fewer or more cramps."""
        return self.verdict in (Verdict.FEWER, Verdict.MORE)

    @property
    def compared(self) -> int:
        """Nights of the shorter side: a comparison carries no more than that."""
        return min(self.done.nights, self.skipped.nights)


@dataclass(frozen=True, slots=True)
class Insights:
    """What coincides, as it stands through a Sunday, the last night counted.

    last_look: the Sunday through which the verdicts were found. next_look: the earliest Sunday through which
    the next can be, should every night to come be recorded; None after the last look.
    """

    through: date
    nights_recorded: int
    cramp_nights: int
    last_look: date | None
    next_look: date | None
    habits: tuple[Insight, ...]

    @property
    def foremost(self) -> int:
        """The place of the habit to show first: one that coincides, else the one with most to compare."""
        return max(
            range(len(self.habits)),
            key=lambda place: (self.habits[place].claims, self.habits[place].compared),
            default=0,
        )


def insights(records: Iterable[Record], habits: Iterable[Habit], tonight: date) -> Insights:
    """What the records of all nights up to the last Sunday before tonight tell about each habit.

    A habit has its place while it is on or where it has a mark, in the order of the evening. One that was
    deleted since comes last, under its id: it was tried, and so it counts among the tests.
    """
    through = tonight - (tonight.weekday() + 1) * DAY
    counted = sorted((record for record in records if record.night <= through), key=_night)
    answered = [record for record in counted if record.morning is not None]
    last_look, next_look = _looks([record.night for record in answered], through)
    shown = _shown(habits, set(chain.from_iterable(record.marks for record in counted)))
    now = _compared(answered, shown)
    then = _compared([record for record in answered if last_look and record.night <= last_look], shown)
    return Insights(
        through,
        len(answered),
        sum(_cramp(record) for record in answered),
        last_look,
        next_look,
        tuple(replace(one, verdict=_verdict(before)) for one, before in zip(now, then, strict=True)),
    )


def as_json(insights: Insights) -> dict[str, Any]:
    """For scripts, which rely on these names and on those of the fields of Side and Figures."""
    return {
        "through": insights.through.isoformat(),
        "nights_recorded": insights.nights_recorded,
        "cramp_nights": insights.cramp_nights,
        "next_look": None if insights.next_look is None else insights.next_look.isoformat(),
        "habits": [
            {
                "habit": one.habit.id,
                "with": asdict(one.done),
                "without": asdict(one.skipped),
                "left_out": one.left_out,
                "tier": one.tier.value,
                **(_NO_FIGURES if one.figures is None else asdict(one.figures)),
                "verdict": one.verdict.value,
            }
            for one in insights.habits
        ],
    }


def _night(record: Record) -> date:
    return record.night


def _cramp(record: Record) -> bool:
    return record.morning is not None and record.morning.cramp


def _looks(nights: Sequence[date], through: date) -> tuple[date | None, date | None]:
    """The Sunday of the last look and the earliest one of the next, from the recorded nights in order.

    A look is the weekly update at which the recorded nights first are so many.
    """
    last, following = None, None
    for count in LOOKS:
        if count > len(nights):
            following = _sunday_from(through + timedelta(days=count - len(nights)))
            break
        last = _sunday_from(nights[count - 1])
    return last, following


def _sunday_from(day: date) -> date:
    return day + (_SUNDAY - day.weekday()) * DAY


def _shown(habits: Iterable[Habit], marked: set[str]) -> list[Habit]:
    order = evening_order(habits, marked)
    return [habit for habit in order if habit.enabled or habit.id in marked]


def _compared(answered: Sequence[Record], habits: Sequence[Habit]) -> list[Insight]:
    """Each habit over these nights, without a verdict."""
    nights = Counter(chain.from_iterable(record.marks.items() for record in answered))
    cramps = Counter(chain.from_iterable(record.marks.items() for record in answered if _cramp(record)))

    def side(habit: Habit, answer: Answer) -> Side:
        return Side(nights[habit.id, answer], cramps[habit.id, answer])

    found = [
        _insight(
            habit,
            side(habit, Answer.DONE),
            side(habit, Answer.SKIPPED),
            sum(_belonged(habit, record) for record in answered),
        )
        for habit in habits
    ]
    ps = {one.habit.id: one.figures.p for one in found if one.tier is Tier.FULL and one.figures}
    grown = dict(zip(ps, holm(list(ps.values())), strict=True))
    return [
        replace(one, figures=one.figures and replace(one.figures, p_holm=grown.get(one.habit.id, 1.0)))
        for one in found
    ]


def _insight(habit: Habit, done: Side, skipped: Side, recorded: int) -> Insight:
    tier = _tier(done, skipped)
    left_out = recorded - done.nights - skipped.nights
    return Insight(
        habit, done, skipped, left_out, tier, None if tier is Tier.COUNTS else _figures(done, skipped)
    )


def _belonged(habit: Habit, record: Record) -> bool:
    """Whether an answer about the habit was wanted. Of a night whose habits nobody kept, it was."""
    return record.habits is None or habit.id in record.habits or habit.id in record.marks


def _tier(done: Side, skipped: Side) -> Tier:
    """Full is early and more: too few cramps carry no test, however many the nights."""
    nights, side = done.nights + skipped.nights, min(done.nights, skipped.nights)
    if nights < _EARLY_NIGHTS or side < _EARLY_SIDE or done.cramps + skipped.cramps < _EARLY_CRAMPS:
        return Tier.COUNTS
    return Tier.FULL if nights >= _FULL_NIGHTS and side >= _FULL_SIDE else Tier.EARLY


def _figures(done: Side, skipped: Side) -> Figures:
    table = (done.cramps, done.nights, skipped.cramps, skipped.nights)
    return Figures(done.rate - skipped.rate, newcombe(*table), fisher(*table))


def _verdict(at_look: Insight) -> Verdict:
    """What the look found; where the habit was not in tier full by then it is too early."""
    if at_look.tier is not Tier.FULL or at_look.figures is None:
        return Verdict.TOO_EARLY
    if at_look.figures.p_holm * len(LOOKS) > ERROR:
        return Verdict.NO_CLEAR_PATTERN
    return Verdict.FEWER if at_look.figures.difference < 0 else Verdict.MORE
