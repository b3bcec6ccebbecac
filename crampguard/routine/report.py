"""The facts on the doctor's page, counted over a span of nights. report_words.py words them.

For numbers it gives the median (the upper one of an even count, so it is always a value that the user
gave). Of habits and cramps it has the last look and the own trial only, which no choice of nights changes.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median_high

from msgspec import Struct

from crampguard.routine.about_me import AboutMe
from crampguard.routine.advice import NIGHTS_BEFORE, Sign, cramp_nights, raised
from crampguard.routine.checklist import Answer
from crampguard.routine.clock import ClockStyle
from crampguard.routine.habits import Habit, named_habit
from crampguard.routine.insights import QuestionResult
from crampguard.routine.localtime import DAY
from crampguard.routine.month import week_start
from crampguard.routine.morning import LONG_CRAMP, LONGEST_NOTE, Leg, Morning, Muscle
from crampguard.routine.record import Record
from crampguard.routine.text import shown
from crampguard.routine.trial import TrialResult

WEEKS = 14  # in the strip: the page has room for two rows of seven
_LEAST_NIGHTS = 7
_HOURS = 24


class Measure(Struct, frozen=True):
    """One number over the cramp nights. known: on how many nights it was recorded."""

    known: int
    median: int
    most: int


class UsualTime(Struct, frozen=True):
    """The shortest span of whole clock hours that holds at least two thirds of the times.

    It begins at the hour `first` and may cross midnight. holds: how many of the `known` times are in it.
    """

    first: int
    hours: int
    holds: int
    known: int


class Cramps(Struct, frozen=True):
    """nights: with a cramp. long: with one over LONG_CRAMP minutes. None: nothing was recorded."""

    nights: int
    long: int
    count: Measure | None
    minutes: Measure | None
    pain: Measure | None
    awake: Measure | None
    usual: UsualTime | None
    legs: Mapping[Leg, int]
    muscles: Mapping[Muscle, int]


class StripWeek(Struct, frozen=True):
    """The nights of one week of the strip: whether there was a cramp, None for no answer."""

    first: date
    nights: tuple[bool | None, ...]


class RedFlag(Struct, frozen=True):
    """A warning sign. answer: the user's own. nights: without an answer, how many nights match the sign.

    in_a_week: the most cramp nights within seven nights that end with one of those.
    """

    sign: Sign
    answer: bool | None
    nights: int = 0
    in_a_week: int = 0


class HabitAnswers(Struct, frozen=True):
    """A habit: on how many nights of the span it was answered, and on how many of them it was done."""

    habit: Habit
    done: int
    answered: int


class Report(Struct, frozen=True):
    """One page. answered: nights with a morning.

    eased, triggers: the user's texts and how often each occurs, the most frequent first.
    """

    first: date
    last: date
    made_on: date
    answered: int
    cramps: Cramps
    weeks: tuple[StripWeek, ...]
    flags: tuple[RedFlag, ...]
    about_me: AboutMe
    habits: tuple[HabitAnswers, ...]
    eased: tuple[tuple[str, int], ...]
    triggers: tuple[tuple[str, int], ...]
    question: QuestionResult
    trial: tuple[Habit, TrialResult] | None
    clock_style: ClockStyle

    @property
    def nights(self) -> int:
        return (self.last - self.first).days + 1


def first_night(began: date | None, last: date, weeks: int | None = WEEKS) -> date:
    """The first night of a page that ends with `last`. weeks: how many calendar weeks, None for all.

    Not before the first record (`began`), but at least a week. By default as far back as the strip goes.
    """
    earliest = date.min if weeks is None else week_start(last) - timedelta(weeks=weeks - 1)
    return min(max(earliest, began or last), last - (_LEAST_NIGHTS - 1) * DAY)


def report(
    records: Sequence[Record],
    habits: Sequence[Habit],
    signs: Iterable[Sign],
    answers: Mapping[str, bool],
    about_me: AboutMe,
    span: tuple[date, date],
    tonight: date,
    question: QuestionResult,
    trial: TrialResult | None,
    clock_style: ClockStyle,
) -> Report:
    """The page for the nights span[0] to span[1]. records: the whole diary, in order."""
    first, last = span
    within = [record for record in records if first <= record.night <= last]
    mornings = {record.night: record.morning for record in within if record.morning is not None}
    cramps = [morning for morning in mornings.values() if morning.cramp]
    known, matches = {**_answers_in_settings(about_me), **answers}, _matches(records, first, last)
    return Report(
        first,
        last,
        tonight,
        len(mornings),
        _cramps(cramps),
        _weeks(mornings, first, last),
        tuple(_flag(sign, known.get(sign.id), matches.get(sign.id, ())) for sign in signs),
        about_me,
        tuple(one for one in (_tried(habit, within) for habit in habits) if one.answered),
        _text_counts(morning.eased for morning in cramps),
        _text_counts(word for morning in cramps for word in morning.triggers),
        question,
        None if trial is None else (named_habit(habits, trial.habit), trial),
        clock_style,
    )


def usual_time(times: Sequence[datetime.time]) -> UsualTime | None:
    """The span in which most of these times lie; None without times."""
    if not times:
        return None
    hours = Counter(time.hour for time in times)
    wanted = -(-2 * len(times) // 3)
    for length in range(1, _HOURS + 1):
        held = {
            first: sum(hours[(first + number) % _HOURS] for number in range(length))
            for first in (*range(12, _HOURS), *range(12))  # a night begins in the evening
        }
        best = max(held, key=held.__getitem__)
        if held[best] >= wanted:
            return UsualTime(best, length, held[best], len(times))
    raise AssertionError("a whole day holds every time")


def _cramps(mornings: Sequence[Morning]) -> Cramps:
    return Cramps(
        len(mornings),
        sum((morning.minutes or 0) > LONG_CRAMP for morning in mornings),
        _counted(morning.count for morning in mornings),
        _counted(morning.minutes for morning in mornings),
        _counted(morning.pain for morning in mornings),
        _counted(morning.awake for morning in mornings),
        usual_time([morning.time for morning in mornings if morning.time is not None]),
        Counter(morning.leg for morning in mornings if morning.leg is not None),
        Counter(morning.muscle for morning in mornings if morning.muscle is not None),
    )


def _counted(values: Iterable[int | None]) -> Measure | None:
    known = [value for value in values if value is not None]
    return Measure(len(known), median_high(known), max(known)) if known else None


def _weeks(mornings: Mapping[date, Morning], first: date, last: date) -> tuple[StripWeek, ...]:
    """The last WEEKS of the span, each from Monday or from its first night."""
    mondays = [week_start(last) - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    return tuple(
        _week(mornings, max(start, first), min(start + 6 * DAY, last))
        for start in mondays
        if start + 6 * DAY >= first
    )


def _week(mornings: Mapping[date, Morning], first: date, last: date) -> StripWeek:
    nights = (mornings.get(first + number * DAY) for number in range((last - first).days + 1))
    return StripWeek(first, tuple(None if morning is None else morning.cramp for morning in nights))


def _matches(records: Sequence[Record], first: date, last: date) -> dict[str, list[int]]:
    """By sign id, for each night of the span that matches it: the cramp nights of the week that it ends."""
    found: dict[str, list[int]] = {}
    recent: list[Record] = []
    for record in records:
        recent = [one for one in recent if one.night >= record.night - NIGHTS_BEFORE * DAY]
        if record.morning is not None and first <= record.night <= last:
            for sign in raised(record.morning, recent):
                found.setdefault(sign, []).append(cramp_nights(record.morning, recent))
        recent.append(record)
    return found


def _answers_in_settings(about_me: AboutMe) -> dict[str, bool]:
    """The signs that the settings already answer."""
    asked = about_me.statin and about_me.statin_cramps
    return {"statin_cramps": about_me.cramps_with_statin} if asked else {}


def _flag(sign: Sign, answer: bool | None, matches: Sequence[int]) -> RedFlag:
    if answer is not None or not matches:
        return RedFlag(sign, answer)
    return RedFlag(sign, None, len(matches), max(matches))


def _tried(habit: Habit, records: Sequence[Record]) -> HabitAnswers:
    marks = [record.marks.get(habit.id) for record in records]
    done, skipped = marks.count(Answer.DONE), marks.count(Answer.SKIPPED)
    return HabitAnswers(habit, done, done + skipped)


def _text_counts(texts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The texts and how often each occurs, ignoring case and spaces; spelled as it was written first."""
    words = [shown(text, LONGEST_NOTE) for text in texts]
    first: dict[str, str] = {}
    for word in filter(None, words):
        first.setdefault(word.casefold(), word)
    counts = Counter(word.casefold() for word in words if word)
    return tuple((first[word], number) for word, number in counts.most_common())
