"""What coincides: cramps on nights with a habit compared with nights without it, in one person's diary.

A diary is not an experiment, and whoever looks every week sooner or later finds a pattern in noise: with ten
habits that do nothing, a third of all users would see one within two years. So the counts are updated once a
week, and a verdict is given at four looks only, corrected for the number of habits (Holm) and of looks (times
four). Between two looks the last verdict stands. Everything is a function of the records, so the same diary
always gives the same verdicts. tests/insights_simulation.py measures the error rate.

A recorded night is one whose morning was answered. Done is compared with skipped, never with silence: a
recorded night without a mark for the habit is left out, and their number is reported. A night to which the
habit did not belong is not counted at all.
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
ERROR = 0.05  # share of users with a false claim, over all looks and habits, if no habit does anything

_EARLY_NIGHTS, _EARLY_SIDE, _EARLY_CRAMPS = 28, 10, 5
_FULL_NIGHTS, _FULL_SIDE = 56, 20
_SUNDAY = 6


class Tier(StrEnum):
    """How much the nights of a habit allow: counts only, an interval, or a test."""

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
    """Recorded nights on which the habit was done (or skipped), and how many of them had a cramp."""

    nights: int
    cramps: int

    @property
    def rate(self) -> float:
        """The share of nights with a cramp, 0 to 1. Needs nights >= 1."""
        return self.cramps / self.nights


@dataclass(frozen=True, slots=True)
class Figures:
    """difference: the cramp rate with the habit minus the rate without; interval: its 95 % interval.

    p: Fisher's exact test, two-sided. p_holm: corrected over the habits in tier full; 1 in tier early, which
    is not tested.
    """

    difference: float
    interval: tuple[float, float]
    p: float
    p_holm: float = 1.0


_NO_FIGURES = dict.fromkeys(field.name for field in fields(Figures))


@dataclass(frozen=True, slots=True)
class Insight:
    """One habit. left_out: its recorded nights without a mark. figures: None in tier counts."""

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
    """What coincides, counted through a Sunday.

    last_look: the Sunday of the look that gave the verdicts. next_look: the earliest possible Sunday of the
    next one, if every night until then is recorded; None after the last look.
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
    """What the records of all nights up to the last Sunday before tonight show for each habit.

    Includes habits that are on or have a mark, in evening order. A deleted habit comes last, under its id: it
    was tried, so it counts as one of the tests.
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


def insights_json(insights: Insights) -> dict[str, Any]:
    """For scripts, which rely on these names and on the field names of Side and Figures."""
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
    """The Sundays of the last look and, at the earliest, of the next. nights: the recorded ones, in order.

    A look happens at the first weekly update with that many recorded nights.
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
    adjusted = dict(zip(ps, holm(list(ps.values())), strict=True))
    return [
        replace(one, figures=one.figures and replace(one.figures, p_holm=adjusted.get(one.habit.id, 1.0)))
        for one in found
    ]


def _insight(habit: Habit, done: Side, skipped: Side, recorded: int) -> Insight:
    tier = _tier(done, skipped)
    left_out = recorded - done.nights - skipped.nights
    return Insight(
        habit, done, skipped, left_out, tier, None if tier is Tier.COUNTS else _figures(done, skipped)
    )


def _belonged(habit: Habit, record: Record) -> bool:
    """Whether the habit was part of that night. True where the habits of the night were not stored."""
    return record.habits is None or habit.id in record.habits or habit.id in record.marks


def _tier(done: Side, skipped: Side) -> Tier:
    """Tier full also needs what tier early needs: with too few cramps no number of nights allows a test."""
    nights, side = done.nights + skipped.nights, min(done.nights, skipped.nights)
    if nights < _EARLY_NIGHTS or side < _EARLY_SIDE or done.cramps + skipped.cramps < _EARLY_CRAMPS:
        return Tier.COUNTS
    return Tier.FULL if nights >= _FULL_NIGHTS and side >= _FULL_SIDE else Tier.EARLY


def _figures(done: Side, skipped: Side) -> Figures:
    table = (done.cramps, done.nights, skipped.cramps, skipped.nights)
    return Figures(done.rate - skipped.rate, newcombe(*table), fisher(*table))


def _verdict(at_look: Insight) -> Verdict:
    """The verdict of that look; too early where the habit was not yet in tier full."""
    if at_look.tier is not Tier.FULL or at_look.figures is None:
        return Verdict.TOO_EARLY
    if at_look.figures.p_holm * len(LOOKS) > ERROR:
        return Verdict.NO_CLEAR_PATTERN
    return Verdict.FEWER if at_look.figures.difference < 0 else Verdict.MORE
