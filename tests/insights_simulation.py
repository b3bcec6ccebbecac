"""How often idle habits deceive a user: python -m tests.insights_simulation [USERS]

Ten habits that do nothing, 90 % of mornings and of marks recorded, two years, watched through the program's
own `insights`. A false claim is any verdict of "coincides". Beside it two rules that the program does not
follow, over the same diaries: its four looks without Holm, and Holm without looks, a verdict each week.
Nights know nothing of one another, or a part of them repeats the night before (persistence), in cramps and in
habits alike.
"""

import random
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit
from crampguard.routine.insights import ERROR, LOOKS, Insights, Tier, Verdict, insights
from crampguard.routine.localtime import DAY
from crampguard.routine.morning import Morning
from crampguard.routine.record import Record

HABITS = tuple(Habit(f"idle_{number}") for number in range(10))
RECORDED = 0.9
OFTEN_DONE, OFTEN_CRAMPS = (0.5, 0.8), (0.2, 0.5)  # of nights; each user and habit has a rate within
WEEK = timedelta(weeks=1)
FIRST_NIGHT = date(2026, 11, 23)  # a Monday

_MORNINGS = {cramp: Morning(cramp) for cramp in (True, False)}
_ANSWERS = {True: Answer.DONE, False: Answer.SKIPPED}

Rule = Callable[[Insights], bool]
"""Whether a user is told of a habit that coincides."""


@dataclass(frozen=True)
class Nights:
    """What is watched. persistence: the part of nights that repeat the one before, 0 to 1."""

    persistence: float = 0.0
    weeks: int = 104


def as_programmed(seen: Insights) -> bool:
    return any(one.verdict in (Verdict.FEWER, Verdict.MORE) for one in seen.habits)


def without_holm(seen: Insights) -> bool:
    looks_now = seen.last_look == seen.through
    return looks_now and any(p * len(LOOKS) <= ERROR for p, _holm in _tested(seen))


def each_week(seen: Insights) -> bool:
    return any(p_holm <= ERROR for _p, p_holm in _tested(seen))


def _tested(seen: Insights) -> list[tuple[float, float]]:
    return [
        (one.figures.p, one.figures.p_holm) for one in seen.habits if one.tier is Tier.FULL and one.figures
    ]


def deceived(rule: Rule, nights: Nights, seed: int) -> int | None:
    """The first week, from 0, in which the rule deceives the user with that seed."""
    weekly = rule is each_week
    for seen in watched(nights, seed, weekly=weekly):
        if rule(seen):
            return (seen.through - FIRST_NIGHT) // WEEK
    return None


def watched(nights: Nights, seed: int, *, weekly: bool) -> Iterator[Insights]:
    """What a user sees each week; unless weekly, only where a look may have come and verdicts may change."""
    records = _records(nights, random.Random(seed))  # noqa: S311 (no secret)
    end = FIRST_NIGHT + nights.weeks * WEEK
    monday = FIRST_NIGHT + WEEK
    while monday <= end:
        seen = insights(records, HABITS, monday)
        yield seen
        if not weekly and seen.next_look is None:
            return
        monday += WEEK if weekly or seen.next_look is None else seen.next_look - seen.through


def count_deceived(rule: Rule, nights: Nights, users: int, workers: int = 2) -> list[int]:
    """Users whom the rule has deceived by the end of each week; in as many processes as workers."""
    with ProcessPoolExecutor(workers) as pool:
        found = list(pool.map(partial(deceived, rule, nights), range(users), chunksize=20))
    return [sum(first is not None and first <= week for first in found) for week in range(nights.weeks)]


def _records(nights: Nights, chance: random.Random) -> list[Record]:
    often = {habit.id: chance.uniform(*OFTEN_DONE) for habit in HABITS}
    cramps_often = chance.uniform(*OFTEN_CRAMPS)
    cramp, done = False, dict.fromkeys(often, False)
    records = []
    for number in range(7 * nights.weeks):
        persistence = nights.persistence if number else 0
        if chance.random() >= persistence:
            cramp = chance.random() < cramps_often
        for habit, rate in often.items():
            if chance.random() >= persistence:
                done[habit] = chance.random() < rate
        morning = _MORNINGS[cramp] if chance.random() < RECORDED else None
        marks = {habit: _ANSWERS[is_] for habit, is_ in done.items() if chance.random() < RECORDED}
        records.append(Record(FIRST_NIGHT + number * DAY, morning, marks))
    return records


def main() -> None:
    users = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    for persistence in (0.0, 0.3):
        nights = Nights(persistence)
        print(f"persistence {persistence}: users with a false claim within one year, two years")  # noqa: T201
        for rule, of in ((as_programmed, users), (without_holm, users), (each_week, users // 10)):
            counts = count_deceived(rule, nights, of)
            print(f"  {rule.__name__:15} {counts[51] / of:6.1%} {counts[-1] / of:6.1%} of {of}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
