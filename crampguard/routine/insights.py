"""What goes with fewer cramps, or more: one habit tested in one person's diary, and the counts of the others.

A diary is not an experiment, and whoever looks often enough finds a pattern in noise. Three rules keep it
from deceiving its user; tests/insights_simulation.py measures how well.

- Only marks that were made before the night was known are compared. Those made in the morning know how the
  night went: asked again after a cramp only, ten habits that do nothing seem to help nearly everyone.
- One habit is tested, the question, at four looks. Between two looks the last verdict stands. Choosing
  another habit begins a new count.
- Nights are compared with nights like them: of the same 28 days, and with or without a cramp the night
  before. So neither a season nor a habit that follows bad nights looks like an effect.

A recorded night is one whose morning was answered. Everything is a function of the records, so the same
diary always gives the same verdicts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import chain
from math import ceil

from msgspec import Struct

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit, evening_order
from crampguard.routine.localtime import DAY
from crampguard.routine.record import Record
from crampguard.routine.statistics import Table, exact_test, newcombe
from crampguard.routine.stretching import HABIT as STRETCH

DEFAULT_QUESTION_HABIT = STRETCH  # the only habit with a trial on night cramps
LOOKS = (91, 182, 364, 728)  # recorded nights since the question began
ERROR = 0.05  # the share of users with a false claim, over all looks
LEAST_SIDE, LEAST_CRAMPS = 10, 5  # nights on each side, and cramp nights, that a look needs

_BLOCK = 28  # nights
_SLOWEST = 7  # days to a recorded night, when the next look is estimated
_SUNDAY = 6


class Verdict(StrEnum):
    TOO_EARLY = "too_early"
    NO_CLEAR_PATTERN = "no_clear_pattern"
    FEWER = "fewer"
    MORE = "more"


class Question(Struct, frozen=True):
    """The one habit that is tested. since: the first night that counts."""

    habit: str
    since: date


class Side(Struct, frozen=True):
    """Nights on one side of a comparison, and how many of them had a cramp."""

    nights: int
    cramps: int

    @property
    def rate(self) -> float:
        """The share of nights with a cramp, 0 to 1. Needs nights >= 1."""
        return self.cramps / self.nights


class Group(Struct, frozen=True):
    """Nights that are alike. first: of the 28 days. cramp_before: whether the night before had a cramp."""

    first: date
    cramp_before: bool
    done: Side
    not_done: Side


class Look(Struct, frozen=True):
    """The comparison at one look. night: the last that counts.

    done, not_done: over all groups. difference: the cramp rate with the habit minus the rate without;
    interval: its 95 % interval. p: of the exact test within the groups; p_adjusted: for four looks.
    contradictory: the groups are clear, but differ the other way than all nights together, as where a habit
    that helps is done on bad nights most. That is no clear pattern.
    """

    at_nights: int
    night: date
    done: Side
    not_done: Side
    difference: float
    interval: tuple[float, float]
    p: float
    p_adjusted: float
    verdict: Verdict
    groups: tuple[Group, ...]
    contradictory: bool


class NextLook(Struct, frozen=True):
    """expected: the Sunday by which it comes if nights go on being recorded as often as so far."""

    at_nights: int
    expected: date


class QuestionResult(Struct, frozen=True):
    """What the nights say about the question.

    done, not_done: the nights since it began that can be compared. passed: the number of recorded nights of
    the last look that was due, if that one had too little to compare.
    """

    habit: Habit
    since: date
    nights_recorded: int
    verdict: Verdict
    looks: tuple[Look, ...]
    next_look: NextLook | None
    done: Side
    not_done: Side
    passed: int | None

    @property
    def look(self) -> Look | None:
        """The last look that had enough to compare."""
        return self.looks[-1] if self.looks else None


class HabitCounts(Struct, frozen=True):
    """The counts of one habit over the whole diary.

    unanswered: recorded nights to which it belonged, without a mark. answered_later: those whose mark was
    made when the night was known.
    """

    habit: Habit
    done: Side
    not_done: Side
    unanswered: int
    answered_later: int


class Insights(Struct, frozen=True):
    """through: the last night that counts, a Sunday."""

    through: date
    nights_recorded: int
    cramp_nights: int
    question: QuestionResult
    habits: tuple[HabitCounts, ...]


def insights(
    records: Iterable[Record], habits: Iterable[Habit], question: Question, tonight: date
) -> Insights:
    """What the records of all nights up to the last Sunday before tonight show.

    Includes habits that are on or have a mark, and the question, in evening order. A deleted habit comes
    last, under its id.
    """
    through = tonight - (tonight.weekday() + 1) * DAY
    counted = sorted((one for one in records if one.night <= through), key=lambda one: one.night)
    cramps = {record.night: record.morning.cramp for record in counted if record.morning is not None}
    answered = [record for record in counted if record.night in cramps]
    ids = {question.habit, *chain.from_iterable(record.marks for record in counted)}
    shown = [habit for habit in evening_order(habits, ids) if habit.enabled or habit.id in ids]
    tested = next(habit for habit in shown if habit.id == question.habit)
    return Insights(
        through,
        len(answered),
        sum(cramps.values()),
        _result(tested, question.since, cramps, answered, through),
        tuple(_counts(shown, cramps, answered)),
    )


def _result(
    habit: Habit, since: date, cramps: Mapping[date, bool], answered: Sequence[Record], through: date
) -> QuestionResult:
    """cramps: of all recorded nights, those before the question began included."""
    nights = [record for record in answered if record.night >= since]
    due = [count for count in LOOKS if count <= len(nights)]
    found = [
        _look(count, nights[count - 1].night, _groups(habit, since, cramps, nights[:count])) for count in due
    ]
    looks = tuple(look for look in found if look is not None)
    groups = _groups(habit, since, cramps, nights)
    return QuestionResult(
        habit,
        since,
        len(nights),
        looks[-1].verdict if looks else Verdict.TOO_EARLY,
        looks,
        _next_look(len(nights), since, through),
        _sum(group.done for group in groups),
        _sum(group.not_done for group in groups),
        due[-1] if due and found[-1] is None else None,
    )


def _groups(
    habit: Habit, since: date, cramps: Mapping[date, bool], nights: Iterable[Record]
) -> tuple[Group, ...]:
    """The nights with a timely mark, but for those whose night before is not recorded."""
    counts: Counter[tuple[int, bool, Answer, bool]] = Counter()
    for record in nights:
        mark, cramp_before = record.timely.get(habit.id), cramps.get(record.night - DAY)
        if mark is not None and cramp_before is not None:
            block = (record.night - since).days // _BLOCK
            counts[block, cramp_before, mark, cramps[record.night]] += 1

    def side(block: int, cramp_before: bool, mark: Answer) -> Side:
        quiet, cramp = (counts[block, cramp_before, mark, cramp] for cramp in (False, True))
        return Side(quiet + cramp, cramp)

    return tuple(
        Group(
            since + block * _BLOCK * DAY,
            before,
            side(block, before, Answer.DONE),
            side(block, before, Answer.SKIPPED),
        )
        for block, before in sorted({(block, before) for block, before, _mark, _cramp in counts})
    )


def _look(at_nights: int, night: date, groups: tuple[Group, ...]) -> Look | None:
    """None where there is too little to compare."""
    done, not_done = _sum(group.done for group in groups), _sum(group.not_done for group in groups)
    if min(done.nights, not_done.nights) < LEAST_SIDE or done.cramps + not_done.cramps < LEAST_CRAMPS:
        return None
    difference = done.rate - not_done.rate
    p = exact_test(_table(group.done, group.not_done) for group in groups)
    p_adjusted = min(1.0, len(LOOKS) * p)
    interval = newcombe(*_table(done, not_done))
    clear = p_adjusted <= ERROR
    contradictory = clear and difference * sum(map(_excess, groups)) <= 0
    verdict = Verdict.NO_CLEAR_PATTERN
    if clear and not contradictory:
        verdict = Verdict.FEWER if difference < 0 else Verdict.MORE
    return Look(
        at_nights, night, done, not_done, difference, interval, p, p_adjusted, verdict, groups, contradictory
    )


def _excess(group: Group) -> float:
    """The cramps on done nights, less as many as would be expected if the habit made no difference."""
    done, not_done = group.done, group.not_done
    return done.cramps - done.nights * (done.cramps + not_done.cramps) / (done.nights + not_done.nights)


def _sum(sides: Iterable[Side]) -> Side:
    each = list(sides)
    return Side(sum(side.nights for side in each), sum(side.cramps for side in each))


def _table(done: Side, not_done: Side) -> Table:
    return done.cramps, done.nights, not_done.cramps, not_done.nights


def _next_look(recorded: int, since: date, through: date) -> NextLook | None:
    """Before the first recorded night the estimate is that of someone who records every night."""
    at_nights = next((count for count in LOOKS if count > recorded), None)
    if at_nights is None:
        return None
    begin = max(through, since - DAY)
    days, missing = (through - since).days + 1, at_nights - recorded
    still = ceil(missing * days / recorded) if recorded else missing
    expected = begin + min(still, _SLOWEST * missing) * DAY
    return NextLook(at_nights, expected + (_SUNDAY - expected.weekday()) * DAY)


def _counts(
    habits: Iterable[Habit], cramps: Mapping[date, bool], answered: Sequence[Record]
) -> Iterator[HabitCounts]:
    """Each habit over all recorded nights."""
    nights = Counter(chain.from_iterable(record.timely.items() for record in answered))
    with_cramp = (record for record in answered if cramps[record.night])
    cramp_nights = Counter(chain.from_iterable(record.timely.items() for record in with_cramp))
    marked = Counter(chain.from_iterable(record.marks for record in answered))
    for habit in habits:
        done, not_done = (
            Side(nights[habit.id, mark], cramp_nights[habit.id, mark])
            for mark in (Answer.DONE, Answer.SKIPPED)
        )
        belonged = sum(_belonged(habit, record) for record in answered)
        later = marked[habit.id] - done.nights - not_done.nights
        yield HabitCounts(habit, done, not_done, belonged - marked[habit.id], later)


def _belonged(habit: Habit, record: Record) -> bool:
    """Whether the habit was part of that night. True where the habits of the night were not stored."""
    return record.habits is None or habit.id in record.habits or habit.id in record.marks
