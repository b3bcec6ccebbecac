"""How often the program would deceive its users: python -m tests.insights_simulation [USERS]

Each row is a way in which nights and answers come about. In all but the last rows the habit does nothing, so
that every claim is false: of the question within 13 and 26 months, as the program compares nights, and beside
it what the same looks would claim without groups of like nights. The last rows tell how often and how soon a
habit that halves the cramps is found.
"""

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import cos, pi
from statistics import median
from typing import Literal, NamedTuple

from crampguard.routine.checklist import Answer
from crampguard.routine.habits import Habit
from crampguard.routine.insights import ERROR, LOOKS, Look, Question, Verdict, insights
from crampguard.routine.localtime import DAY
from crampguard.routine.morning import Morning
from crampguard.routine.record import Record
from crampguard.routine.statistics import exact_test
from crampguard.routine.trial import LONGEST, Trial, TrialVerdict, trial_result

HABIT = Habit("stretch")
FIRST_NIGHT = date(2026, 11, 23)  # a Monday
YEAR, MONTH = 365, 365.25 / 12  # nights
THIRTEEN_MONTHS, NIGHTS = round(13 * MONTH), round(26 * MONTH)
ANSWERED = 0.95  # of mornings, and of evenings
QUIET_ANSWERED = 0.5  # of mornings after a quiet night, where they are answered less often
GOOD_NIGHT = 0.3  # of evenings, where the rest is asked for in the morning
DIALOGUE = {True: 0.6, False: 0.05}  # of mornings with and without a cramp that say "not done"
DRIFT = 0.2, -0.3  # of the rate of cramps and of the habit, each way

_MORNINGS = {cramp: Morning(cramp) for cramp in (True, False)}
_ANSWERS = {True: Answer.DONE, False: Answer.SKIPPED}


@dataclass(frozen=True)
class Life:
    """How nights and answers come about. Shares are of nights, 0 to 1.

    cramps, done: of a night with a cramp, and with the habit; None: each user has an own one. ratio: by which
    the habit multiplies cramps. persistence, habit_persistence: nights with the luck of the one before.
    after_cramp: is added to `done` after a cramp. drift: cramps and habit change, in opposite ways. quiet:
    answers are missing after quiet nights. dialogue: what was not done is mostly asked for in the morning, of
    those who had a cramp; "counts" as if such answers were made in the evening.
    """

    cramps: float | None = None
    done: float | None = None
    ratio: float = 1
    persistence: float = 0
    habit_persistence: float = 0
    after_cramp: float = 0
    drift: Literal["", "trend", "season"] = ""
    quiet: bool = False
    dialogue: Literal["", "late", "counts"] = ""

    def lived(self, chance: random.Random) -> Iterator[tuple[bool, bool]]:
        """Whether a night has a cramp, and whether the habit is done."""
        often = chance.uniform(0.2, 0.5) if self.cramps is None else self.cramps
        often_done = chance.uniform(0.5, 0.8) if self.done is None else self.done
        cramp = done = False
        luck = chance.random()
        for number in range(NIGHTS):
            more_cramps, more_done = (change * self._drifted(number) for change in DRIFT)
            if not number or chance.random() >= self.habit_persistence:
                done = chance.random() < often_done + more_done + self.after_cramp * cramp
            if chance.random() >= self.persistence:
                luck = chance.random()
            cramp = luck < (often + more_cramps) * (self.ratio if done else 1)
            yield cramp, done

    def _drifted(self, number: int) -> float:
        """From 1 to -1 within a year, then as it is; with the season to and fro."""
        if self.drift == "season":
            return cos(2 * pi * number / YEAR)
        return 1 - 2 * min(number / YEAR, 1) if self.drift else 0

    def records(self, chance: random.Random) -> list[Record]:
        return [
            self._record(FIRST_NIGHT + number * DAY, cramp, done, chance)
            for number, (cramp, done) in enumerate(self.lived(chance))
        ]

    def _record(self, night: date, cramp: bool, done: bool, chance: random.Random) -> Record:
        answered = chance.random() < (ANSWERED if cramp or not self.quiet else QUIET_ANSWERED)
        morning = _MORNINGS[cramp] if answered else None
        mark = {HABIT.id: _ANSWERS[done]}
        if chance.random() < (GOOD_NIGHT if self.dialogue and not done else ANSWERED):
            return Record(night, morning, mark, timely=mark)
        if answered and self.dialogue and not done and chance.random() < DIALOGUE[cramp]:
            return Record(night, morning, mark, timely=mark if self.dialogue == "counts" else {})
        return Record(night, morning)


class Row(NamedTuple):
    name: str
    life: Life


ROWS = (
    *(
        Row(
            f"nothing, persistence {part} of cramps and habit", Life(persistence=part, habit_persistence=part)
        )
        for part in (0, 0.5, 0.7)
    ),
    Row("habit 20 points more likely after a cramp", Life(persistence=0.3, after_cramp=0.2)),
    Row("habit 20 points less likely after a cramp", Life(persistence=0.5, after_cramp=-0.2)),
    Row("cramps fall over the year, the habit grows", Life(0.35, 0.6, drift="trend")),
    Row("yearly season, opposed", Life(0.35, 0.6, drift="season")),
    Row("answers missing after quiet nights", Life(persistence=0.3, quiet=True)),
    Row("marks made in the morning, 60/5", Life(dialogue="late")),
)
CONTRAST = Row("the same marks, if they counted", Life(dialogue="counts"))
POWER = tuple(
    Row(f"cramps halved, done on {done:.0%} of nights", Life(0.4, done, ratio=0.5))
    for done in (0.65, 0.8, 0.9)
)

Claim = tuple[int | None, int | None]
"""The night, from 0, of the first claim by the program, and by the same looks without groups."""


def claim(life: Life, seed: int) -> Claim:
    """What the user with that seed is told."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    end = FIRST_NIGHT + (NIGHTS + 7) * DAY
    looks = insights(life.records(chance), [HABIT], Question(HABIT.id, FIRST_NIGHT), end).question.looks
    return _first(looks, _claims), _first(looks, _claims_pooled)


def _first(looks: Sequence[Look], claims: Callable[[Look], bool]) -> int | None:
    return next(((look.night - FIRST_NIGHT).days for look in looks if claims(look)), None)


def _claims(look: Look) -> bool:
    return look.verdict in (Verdict.FEWER, Verdict.MORE)


def _claims_pooled(look: Look) -> bool:
    pooled = (look.done.cramps, look.done.nights, look.not_done.cramps, look.not_done.nights)
    return len(LOOKS) * exact_test([pooled]) <= ERROR


def trial_ends(life: Life, kept_to: float, seed: int) -> int | None:
    """The night of the trial, from 0, that brings a verdict. life.done and the marks mean nothing here."""
    chance = random.Random(seed)  # noqa: S311
    often = chance.uniform(0.2, 0.5) if life.cramps is None else life.cramps
    coins = {FIRST_NIGHT + number * DAY: chance.random() < 0.5 for number in range(LONGEST)}
    luck, records = chance.random(), []
    for night, coin in coins.items():
        done = coin if chance.random() < kept_to else not coin
        if chance.random() >= life.persistence:
            luck = chance.random()
        morning = _MORNINGS[luck < often * (life.ratio if done else 1)]
        records.append(Record(night, morning if chance.random() < ANSWERED else None))
    found = trial_result(Trial(HABIT.id, FIRST_NIGHT, None, coins), records, FIRST_NIGHT + LONGEST * DAY)
    if found.verdict is TrialVerdict.STOPPED:
        return None
    answered = [number for number, record in enumerate(records) if record.morning is not None]
    return answered[found.nights - 1]


def share(ends: Sequence[int | None], within: int = NIGHTS) -> float:
    """The share of users with a claim within that many nights."""
    return sum(end is not None and end < within for end in ends) / len(ends)


def main() -> None:
    users = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with ProcessPoolExecutor(2) as pool:
        many = partial(pool.map, chunksize=20)
        _say(f"the question, {users} users a row", "13 months", "26 months", "26 without groups")
        for row in (*ROWS, CONTRAST, *POWER):
            grouped, pooled = zip(*many(partial(claim, row.life), range(users)), strict=True)
            _say(row.name, *map(_percent, (share(grouped, THIRTEEN_MONTHS), share(grouped), share(pooled))))
        _say(f"the trial, {2 * users} users a row", "24 months", "median months")
        for name, life, kept_to in (
            ("nothing", Life(), 1),
            ("nothing, persistence 0.7", Life(persistence=0.7), 1),
            ("cramps halved from 40 %", Life(0.4, ratio=0.5), 1),
            ("the same, persistence 0.3", Life(0.4, ratio=0.5, persistence=0.3), 1),
            ("the same, kept to on 90 % of nights", Life(0.4, ratio=0.5), 0.9),
            ("cramps halved from 20 %", Life(0.2, ratio=0.5), 1),
            ("cramps halved from 60 %", Life(0.6, ratio=0.5), 1),
        ):
            ends = list(many(partial(trial_ends, life, kept_to), range(2 * users)))
            middle = median(LONGEST if end is None else end + 1 for end in ends) / MONTH
            _say(name, _percent(share(ends)), "" if life.ratio == 1 else f"{middle:.1f}")


def _percent(part: float) -> str:
    return f"{part:.1%}"


def _say(*cells: str) -> None:
    print(f"| {cells[0]:45} | {' | '.join(f'{cell:>9}' for cell in cells[1:])} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
